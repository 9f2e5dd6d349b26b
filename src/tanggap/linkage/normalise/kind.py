"""Whose table is it: Indonesian, with NIKs and family cards, or another country's?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from tanggap.linkage.normalise.columns import Setting
from tanggap.linkage.normalise.folding import Style

Country = Literal["id", "other"]

_INDONESIAN_COLUMNS: Final = frozenset(("family_id", "rt", "rw", "rt_rw", "birth_place_and_date"))


@dataclass(frozen=True, slots=True)
class Kind:
    """How spellings are folded, and whether the national number is a NIK."""

    style: Style
    indonesian_ids: bool


def kind_of_table(
    present: Collection[str], filled: int, long: int, *, country: Country | None
) -> Kind:
    """Judge by NIKs, by columns that only Indonesian lists have, and by family names.

    `present` are the columns that hold anything; of `filled` national numbers `long` have 15 to
    17 digits. A `country` that was told decides how spellings are folded.
    """
    niks = are_niks(filled, long)
    indonesian = niks and (filled > 0 or "surname" not in present)
    indonesian |= not _INDONESIAN_COLUMNS.isdisjoint(present)
    style = country or ("id" if indonesian else "other")
    return Kind(style, niks and style == "id")


def are_niks(filled: int, long: int) -> bool:
    """Tell whether a column holds NIKs: at least half of its values have 15 to 17 digits."""
    return long * 2 >= filled


def setting_for(kind: Kind, region: str | None) -> Setting:
    """Return what is known before reading; `region` is the code of the regency, where told."""
    code = (region or "").replace(".", "")[:4]
    regencies = (code,) if code else (None if kind.style == "id" else ())
    return Setting(kind.style, kind.indonesian_ids, regencies)
