"""Which figures by place may be told, so that nobody is found in them: rows that hide nothing.

Where a kelurahan has too few families it is told together with others: with those of its kecamatan,
and where that is not enough, with other kecamatan. So every family is in exactly one row, no cell
is hidden, and nothing can be worked out from the rows and their total that no row tells.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tanggap.core.hiding import LEAST

Counts = tuple[int, ...]
_DISTRICT: Final = 6


@dataclass(frozen=True, slots=True)
class Told:
    """One row: a kelurahan or kecamatan by its code, "" for what no place can tell alone.

    `is_rest` says that it is what is left of the place beside its other rows.
    """

    code: str
    counts: Counts
    is_rest: bool = False


def by_place(cells: Mapping[str, Counts]) -> tuple[Told, ...]:
    """Return the rows for counts by kelurahan, each count 0 or at least five.

    Empty where even all of them together are too few.
    """
    rows: list[Told] = []
    pool: list[Counts] = []
    for district, some in _districts(cells).items():
        told = _of_district(district, some)
        rows += told
        if not told:
            pool += some.values()
    if not pool:
        return tuple(rows)
    rows.sort(key=lambda row: (-sum(row.counts), row.code))
    while not _enough(_sum(pool)) and rows:
        pool.append(rows.pop().counts)
    if not _enough(_sum(pool)):
        return ()
    return (*rows, Told("", _sum(pool), is_rest=bool(rows)))


def _of_district(district: str, cells: Mapping[str, Counts]) -> list[Told]:
    """Return the rows of a kecamatan, none where it is too small altogether."""
    good = [Told(code, counts) for code, counts in cells.items() if _enough(counts)]
    pool = [counts for counts in cells.values() if not _enough(counts)]
    if not pool:
        return good
    good.sort(key=lambda row: (-sum(row.counts), row.code))
    while not _enough(_sum(pool)) and good:
        pool.append(good.pop().counts)
    if not _enough(_sum(pool)):
        return []
    return [*good, Told(district, _sum(pool), is_rest=bool(good))]


def _districts(cells: Mapping[str, Counts]) -> dict[str, dict[str, Counts]]:
    found: dict[str, dict[str, Counts]] = defaultdict(dict)
    for code, counts in sorted(cells.items()):
        if any(counts):
            found[code[:_DISTRICT]][code] = counts
    return found


def _enough(counts: Counts) -> bool:
    return all(count == 0 or count >= LEAST for count in counts)


def _sum(some: Sequence[Counts]) -> Counts:
    return tuple(map(sum, zip(*some, strict=True)))
