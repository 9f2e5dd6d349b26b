"""Which lists share households: the figures of an UpSet picture, and its drawing.

UpSet: Lex, Gehlenborg, Strobelt, Vuillemot and Pfister, "UpSet: Visualization of Intersecting
Sets", IEEE TVCG 20(12), 2014. Registers are left out: being on one is no aid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import polars as pl

from tanggap.overlap import Rulebook
from tanggap.reconcile.figures import kind_of
from tanggap.reconcile.ledger import Ledger

MOST_COLUMNS: Final = 16
COLUMN_WIDTH: Final = 42
ROW_HEIGHT: Final = 30
BARS_HEIGHT: Final = 170
LABELS_WIDTH: Final = 232
LONGEST_TOTAL: Final = 90


@dataclass(frozen=True, slots=True)
class Combination:
    """Lists that are shared by so many households; `breaks` where a rule forbids that."""

    programmes: tuple[str, ...]
    households: int
    breaks: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One list in the picture: its place, and the bar of all its households."""

    code: str
    total: int
    y: float
    bar: float


@dataclass(frozen=True, slots=True)
class Column:
    """One combination in the picture: its bar, and the dots on its lists."""

    combination: Combination
    x: float
    bar: float
    dots: tuple[float, ...]
    empty_dots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class UpSet:
    """An UpSet picture, ready to be drawn; lengths are in the units of its own view box."""

    width: float
    height: float
    bars: float
    labels: float
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    left_out: int


def combinations_of(ledger: Ledger) -> list[Combination]:
    """Return every combination of two lists or more, the most households first."""
    counts = (
        ledger.rows.filter(kind_of(ledger) != "register")
        .group_by("household")
        .agg(pl.col("programme").unique().sort())
        .filter(pl.col("programme").list.len() > 1)
        .group_by("programme")
        .len()
        .sort("len", descending=True)
    )
    return [
        Combination(tuple(codes), count, breaks_a_rule(codes, ledger.book))
        for codes, count in sorted(counts.iter_rows(), key=lambda pair: (-pair[1], pair[0]))
    ]


def breaks_a_rule(codes: Sequence[str], book: Rulebook) -> bool:
    """Tell whether a rule that blocks stands between any two of the programmes."""
    rules = (book.between(one, another) for one, another in combinations(codes, 2))
    return any(rule is not None and rule.action == "block" for rule in rules)


def draw_upset(ledger: Ledger) -> UpSet | None:
    """Return the picture of the largest combinations; None where no two lists share anyone."""
    found = combinations_of(ledger)
    if not found:
        return None
    shown = found[:MOST_COLUMNS]
    totals = _totals(ledger)
    rows = _rows(totals)
    places = {row.code: row.y for row in rows}
    largest = shown[0].households
    columns = tuple(
        Column(
            combination=one,
            x=LABELS_WIDTH + COLUMN_WIDTH * (number + 0.5),
            bar=max((BARS_HEIGHT - 26) * one.households / largest, 1.5),
            dots=tuple(sorted(places[code] for code in one.programmes)),
            empty_dots=tuple(y for code, y in places.items() if code not in one.programmes),
        )
        for number, one in enumerate(shown)
    )
    return UpSet(
        width=LABELS_WIDTH + COLUMN_WIDTH * len(shown) + 8,
        height=BARS_HEIGHT + ROW_HEIGHT * len(rows) + 12,
        bars=BARS_HEIGHT,
        labels=LABELS_WIDTH,
        rows=rows,
        columns=columns,
        left_out=len(found) - len(shown),
    )


def _totals(ledger: Ledger) -> dict[str, int]:
    """Return how many households each list holds, in the order of the doors."""
    rows = ledger.rows.filter(kind_of(ledger) != "register")
    totals = dict(rows.group_by("programme").agg(pl.col("household").n_unique()).iter_rows())
    by_door = sorted(totals, key=lambda code: (ledger.programmes[code].door, code))
    return {code: totals[code] for code in by_door}


def _rows(totals: dict[str, int]) -> tuple[Row, ...]:
    largest = max(totals.values())
    return tuple(
        Row(
            code=code,
            total=total,
            y=BARS_HEIGHT + ROW_HEIGHT * (number + 0.5),
            bar=LONGEST_TOTAL * total / largest,
        )
        for number, (code, total) in enumerate(totals.items())
    )
