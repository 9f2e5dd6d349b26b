"""One NIK at a time, for a form: what it says and what is wrong with it."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from tanggap.linkage.normalise.dates import LEAST_REFERENCE_YEAR
from tanggap.linkage.normalise.digits import read_digits
from tanggap.linkage.normalise.numbers import birth_in_nik, parts_of, read_niks, region_unknown
from tanggap.linkage.normalise.slices import as_text
from tanggap.linkage.schema import Quality


@dataclass(frozen=True, slots=True)
class Nik:
    """What a NIK says; the parts are empty or 0 where it cannot be read."""

    digits: str  # sixteen, or "" where nothing can be trusted
    known: int  # how many leading digits can be trusted
    region: str  # six-digit code of the district of first registration
    birth: int  # yyyymmdd
    sex: int  # 1 male, 2 female
    serial: int
    problems: tuple[Quality, ...]


def read_nik(text: str, *, reference_year: int = LEAST_REFERENCE_YEAR) -> Nik:
    """Read one NIK as typed or pasted; certain repairs are made and named in `problems`."""
    numbers = read_niks(read_digits(as_text(pl.Series([text]))), np.zeros(1, np.bool_))
    parts = parts_of(numbers.value)
    known = int(numbers.known[0])
    births = birth_in_nik(parts, np.zeros(1, np.int32), reference_year)
    dated = known >= 12 and not parts.date_wrong[0]
    located = known >= 6 and not parts.region_wrong[0]
    problems = Quality(int(numbers.quality[0]))
    if located and region_unknown(parts)[0]:
        problems |= Quality.NIK_REGION_UNKNOWN
    return Nik(
        digits=f"{int(numbers.value[0]):016d}" if numbers.value[0] else "",
        known=known,
        region=f"{int(parts.district[0]):06d}" if located else "",
        birth=int(births[0]) if dated else 0,
        sex=int(parts.sex[0]) if dated else 0,
        serial=int(parts.serial[0]) if known == 16 else 0,
        problems=tuple(problems),
    )
