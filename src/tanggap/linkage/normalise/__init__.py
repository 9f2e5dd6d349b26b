"""Raw text in, records that can be compared out."""

from tanggap.linkage.normalise.dates import read_date
from tanggap.linkage.normalise.frame import normalise, normalise_more, source_names
from tanggap.linkage.normalise.kind import Country
from tanggap.linkage.normalise.names import fold_name
from tanggap.linkage.normalise.nik import Nik, read_nik

__all__ = [
    "Country",
    "Nik",
    "fold_name",
    "normalise",
    "normalise_more",
    "read_date",
    "read_nik",
    "source_names",
]
