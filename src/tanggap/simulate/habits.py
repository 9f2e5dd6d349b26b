"""How each office writes its list: which columns, which notations, how old its information."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from tanggap.simulate.programmes import Programme


class DateStyle(IntEnum):
    """The eight notations of a birth date."""

    DASHED = 0  # 17-08-1980
    SLASHED = 1  # 17/08/1980
    ISO = 2  # 1980-08-17
    IN_WORDS = 3  # 17 Agustus 1980
    SHORT_YEAR = 4  # 17-08-80
    COMPACT = 5  # 19800817, as text
    DOTTED = 6  # 17.8.1980
    EXCEL = 7  # a true date cell; ISO where the list is text


SEX_STYLES: Final = (
    ("L", "P"),
    ("1", "2"),
    ("LK", "PR"),
    ("Laki-laki", "Perempuan"),
    ("LAKI-LAKI", "PEREMPUAN"),
    ("Lk.", "Pr."),
)


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of a list.

    `dates` and `sexes` are shares of the notations, `upper` and `lower` the shares of names in
    capitals and in small letters; `number_cells` says whether Excel may have kept a NIK as a
    number; `outdated` multiplies the chance of an old address or card; `units` says how often
    RT/RW (and in the city's list the kelurahan) stand inside the address as well.
    """

    columns: frozenset[str]
    dates: tuple[float, ...]
    sexes: tuple[float, ...]
    upper: float
    lower: float
    number_cells: bool
    outdated: float
    units: float


_BASE: Final = frozenset({"national_id", "name", "address"})
_PLACE: Final = frozenset({"village", "district"})
_UNIT: Final = frozenset({"rt", "rw"})
_WHO: Final = frozenset({"family_id", "birth_place", "birth_date", "sex"})

# Columns as in the real lists of each programme: PKH is paid by banks, which ask the mother's
# name; the register and the online form hold most. The shares of notations are assumed.
HABITS: Final[dict[Programme, Habits]] = {
    Programme.DTSEN: Habits(
        _BASE | _PLACE | _UNIT | _WHO,
        (0.45, 0.15, 0.28, 0.01, 0.02, 0.06, 0.03, 0.0),
        (0.45, 0.35, 0.02, 0.10, 0.08, 0.0),
        0.86, 0.04, number_cells=True, outdated=1.5, units=0.35,
    ),
    Programme.PKH: Habits(
        _BASE | _PLACE | _UNIT | {"family_id", "birth_date", "mother_name"},
        (0.45, 0.35, 0.10, 0.02, 0.02, 0.01, 0.05, 0.0),
        (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        0.80, 0.02, number_cells=True, outdated=1.3, units=0.40,
    ),
    Programme.BPNT: Habits(
        _BASE | _PLACE | {"birth_date"},
        (0.62, 0.12, 0.14, 0.05, 0.04, 0.02, 0.01, 0.0),
        (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        0.93, 0.01, number_cells=False, outdated=1.3, units=0.75,
    ),
    Programme.BST: Habits(
        _BASE | _PLACE | _UNIT | {"family_id", "birth_place", "birth_date", "phone"},
        (0.12, 0.08, 0.05, 0.03, 0.06, 0.02, 0.02, 0.62),
        (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        0.85, 0.03, number_cells=True, outdated=1.0, units=0.45,
    ),
    Programme.BLT: Habits(
        _BASE | _PLACE | _UNIT | {"family_id", "birth_date", "sex"},
        (0.15, 0.14, 0.05, 0.16, 0.07, 0.03, 0.05, 0.35),
        (0.35, 0.22, 0.23, 0.08, 0.06, 0.06),
        0.55, 0.05, number_cells=True, outdated=0.6, units=0.50,
    ),
    Programme.PROV_JABAR: Habits(
        _BASE | _PLACE | _UNIT | {"family_id", "birth_date", "sex", "phone"},
        (0.26, 0.30, 0.14, 0.06, 0.14, 0.07, 0.03, 0.0),
        (0.55, 0.20, 0.08, 0.10, 0.05, 0.02),
        0.72, 0.04, number_cells=False, outdated=0.5, units=0.45,
    ),
    Programme.KOTA: Habits(
        _BASE | _WHO | {"phone"},
        (0.30, 0.14, 0.10, 0.26, 0.06, 0.06, 0.08, 0.0),
        (0.40, 0.18, 0.14, 0.16, 0.10, 0.02),
        0.60, 0.05, number_cells=True, outdated=0.4, units=0.97,
    ),
    Programme.ONLINE: Habits(
        _BASE | _PLACE | _UNIT | _WHO | {"phone", "mother_name"},
        (0.20, 0.16, 0.34, 0.16, 0.05, 0.05, 0.04, 0.0),
        (0.10, 0.08, 0.04, 0.70, 0.06, 0.02),
        0.28, 0.16, number_cells=False, outdated=0.3, units=0.40,
    ),
}  # fmt: skip
