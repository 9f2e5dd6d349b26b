"""The officers' figures as pictures: bars of waits and of rupiah, and how evenly aid is spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tanggap.fostering.queries.figures import Row

MOST: Final = 10
"""So many kelurahan are drawn; the table below has all of them."""
LEFT: Final = 12
WIDE: Final = 296
STEP: Final = 9
HIGHEST: Final = 90
"""Dots that would cover one another are piled, closer where there are many."""
_CELL: Final = 5

Named = Sequence[tuple[str, Row]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, `width` of a hundred; `value` is days or rupiah."""

    name: str
    value: int
    width: float


@dataclass(frozen=True, slots=True)
class Dot:
    """One kelurahan on the line from nobody to everybody served."""

    x: float
    y: float
    name: str
    percent: int
    served: int
    known: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Dots of all kelurahan, the mark of the whole; `height` of the picture, `floor` its axis."""

    dots: tuple[Dot, ...]
    usual_x: float
    usual: int
    height: int
    floor: int
    last: tuple[str, ...]


def waits(rows: Named) -> list[Bar]:
    """Return the median waits, the longest first; groups where nobody waits are left out."""
    told = [(name, row.median_wait) for name, row in rows if row.median_wait is not None]
    return _bars([(name, days) for name, days in told if days is not None])


def rupiah(rows: Named) -> list[Bar]:
    """Return what arrived, the most first; places where nothing arrived are left out."""
    return _bars([(name, row.rupiah) for name, row in rows if row.rupiah])


def _bars(values: list[tuple[str, int]]) -> list[Bar]:
    longest = max((value for _, value in values), default=0) or 1
    values.sort(key=lambda one: (-one[1], one[0]))
    return [Bar(name, value, round(100 * value / longest, 1)) for name, value in values[:MOST]]


def spread(rows: Named, *, usual: int) -> Spread:
    """Return a dot for every kelurahan by its share of families served, piled where many agree."""
    piled: dict[int, int] = {}
    found = []
    for name, row in sorted(rows, key=lambda one: (one[1].share, one[0])):
        cell = row.share // _CELL
        piled[cell] = piled.get(cell, 0) + 1
        found.append((name, row, piled[cell]))
    most = max(piled.values(), default=1)
    step = min(STEP, HIGHEST / most)
    floor = round(18 + step * most)
    dots = tuple(
        Dot(
            x=_x(row.share), y=round(floor - step * (height - 0.5), 1), name=name,
            percent=row.share, served=row.served, known=row.known,
        )
        for name, row, height in found
    )  # fmt: skip
    least = [name for name, row, _ in found if row.share == found[0][1].share]
    return Spread(dots, _x(usual), usual, floor + 20, floor, tuple(least[:3]))


def _x(percent: int) -> float:
    return round(LEFT + WIDE * percent / 100, 1)
