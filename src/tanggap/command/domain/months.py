"""Bars of months: how much each programme gave, one bar a month, the largest as wide as the page.

A stacked bar is for what can be added up (rupiah). Distinct people cannot: their bars have one
part, counted over all programmes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 100.0
"""Bars are drawn in percent of the widest."""

ALL: Final = ""
"""Stands for all programmes together."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one programme adds to a month; `series` is the number of its colour, from 1."""

    programme: str
    series: int
    value: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One month and its parts."""

    month: str
    total: int
    parts: tuple[Part, ...]


def order_of(values: Mapping[tuple[str, str], int]) -> list[str]:
    """Return the programmes that have any, the largest sum over all months first."""
    sums: dict[str, int] = {}
    for (programme, month), value in values.items():
        if programme and month and value:
            sums[programme] = sums.get(programme, 0) + value
    return sorted(sums, key=lambda code: (-sums[code], code))


def bars(values: Mapping[tuple[str, str], int], programmes: Sequence[str]) -> list[Bar]:
    """Return a bar per month, in order, of the values by (programme, month)."""
    months = sorted({month for _, month in values if month})
    totals = {month: sum(values.get((code, month), 0) for code in programmes) for month in months}
    largest = max(totals.values(), default=0) or 1
    return [Bar(m, totals[m], tuple(_parts(values, programmes, m, largest))) for m in months]


def _parts(
    values: Mapping[tuple[str, str], int], programmes: Sequence[str], month: str, largest: int
) -> list[Part]:
    found: list[Part] = []
    start = 0.0
    for number, code in enumerate(programmes, start=1):
        value = values.get((code, month), 0)
        if value <= 0:
            continue
        width = WIDTH * value / largest
        found.append(Part(code, number, value, round(start, 3), round(width, 3)))
        start += width
    return found
