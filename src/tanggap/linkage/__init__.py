"""Who is who: record linkage made for Indonesia, for any table of persons.

from tanggap.linkage import link

found = link(rows)          # a polars frame with columns of `schema.RAW_FIELDS`
found.person                # the person of each row
found.household             # the household of each row
found.review                # pairs that need a clerk
found.explain(0, 1).summary # why two rows are, or are not, one person
"""

from tanggap.linkage.compiled import keep_compiled

keep_compiled()  # before the first kernel is defined

from tanggap.linkage.constraints import Contradiction  # noqa: E402
from tanggap.linkage.keeping import NotALinkage, load, save  # noqa: E402
from tanggap.linkage.link import Linkage, link  # noqa: E402
from tanggap.linkage.model import Model, UnreadableModel  # noqa: E402
from tanggap.linkage.result import Evidence, Explanation  # noqa: E402
from tanggap.linkage.schema import RAW_FIELDS  # noqa: E402

__all__ = [
    "RAW_FIELDS",
    "Contradiction",
    "Evidence",
    "Explanation",
    "Linkage",
    "Model",
    "NotALinkage",
    "UnreadableModel",
    "link",
    "load",
    "save",
]
