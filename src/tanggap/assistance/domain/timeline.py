"""All aid of one person by month, as a picture shows it: pure, from awards to cells."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tanggap.assistance.domain import months as calendar

MOST_MONTHS: Final = 36
"""Columns of the picture; older months are left out."""


class Mark(StrEnum):
    """What one programme does for somebody in one month."""

    NONE = "none"
    FAMILY = "family"  # through another member of the family or household
    ENDED = "ended"  # promised once, then taken away in a settled case
    GIVEN = "given"
    CONTESTED = "contested"  # a waiting case says that two programmes overlap


@dataclass(frozen=True, slots=True)
class Aid:
    """An award as the picture needs it; rupiah by month (`yyyy-mm`), None where unknown.

    `components` are the codes of its programme's components; None where nobody knows them.
    """

    award: int
    programme: str
    name: str
    pays: Mapping[str, int | None]
    ended: frozenset[str] = frozenset()
    own: bool = True
    components: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of one programme."""

    month: str
    mark: Mark
    rupiah: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One programme over all months; `rupiah` is what it gives in those that count.

    `award` is the first of its awards; `components` those of all, None where any is not known.
    """

    programme: str
    name: str
    own: bool
    cells: tuple[Cell, ...]
    rupiah: int
    award: int = 0
    components: tuple[str, ...] | None = ()


def axis(aids: Iterable[Aid]) -> tuple[str, ...]:
    """Return the months from the first to the last of any award, the newest MOST_MONTHS."""
    known = sorted({month for aid in aids for month in aid.pays})
    return calendar.span(known[0], known[-1])[-MOST_MONTHS:] if known else ()


def lines(
    aids: Sequence[Aid], contested: Mapping[int, Collection[str]], months: Sequence[str]
) -> list[Line]:
    """Return a line for each programme, own aid before that of the family.

    `contested` are the months of awards (by number) about which a case waits.
    """
    found: dict[tuple[bool, str], list[Aid]] = {}
    for aid in aids:
        found.setdefault((not aid.own, aid.programme), []).append(aid)
    return [_line(some, contested, months) for _, some in sorted(found.items())]


def _line(
    aids: Sequence[Aid], contested: Mapping[int, Collection[str]], months: Sequence[str]
) -> Line:
    cells = tuple(_cell(month, aids, contested) for month in months)
    counts = (Mark.GIVEN, Mark.CONTESTED, Mark.FAMILY)
    return Line(
        programme=aids[0].programme,
        name=aids[0].name,
        own=aids[0].own,
        cells=cells,
        rupiah=sum(cell.rupiah or 0 for cell in cells if cell.mark in counts),
        award=aids[0].award,
        components=_components(aids),
    )


def _components(aids: Sequence[Aid]) -> tuple[str, ...] | None:
    known = [aid.components for aid in aids if aid.components is not None]
    if len(known) < len(aids):
        return None
    return tuple(sorted({code for some in known for code in some}))


def _cell(month: str, aids: Sequence[Aid], contested: Mapping[int, Collection[str]]) -> Cell:
    here = [aid for aid in aids if month in aid.pays]
    marks = [_mark(month, aid, contested.get(aid.award, ())) for aid in here]
    strength = list(Mark)
    mark = max(marks, key=strength.index, default=Mark.NONE)
    known = [aid.pays[month] for aid, one in zip(here, marks, strict=True) if one == mark]
    paid = [rupiah for rupiah in known if rupiah is not None]
    return Cell(month, mark, sum(paid) if paid else None)


def _mark(month: str, aid: Aid, contested: Collection[str]) -> Mark:
    if month in aid.ended:
        return Mark.ENDED
    if month in contested:
        return Mark.CONTESTED
    return Mark.GIVEN if aid.own else Mark.FAMILY
