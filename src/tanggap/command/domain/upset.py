"""Which programmes share households: an UpSet picture, ready to be drawn.

UpSet: Lex, Gehlenborg, Strobelt, Vuillemot and Pfister, "UpSet: Visualization of Intersecting
Sets", IEEE TVCG 20(12), 2014.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MOST_COLUMNS: Final = 16
COLUMN: Final = 42
LINE: Final = 30
BARS: Final = 170
LABELS: Final = 232
LONGEST: Final = 90


@dataclass(frozen=True, slots=True)
class Combination:
    """Programmes that so many households receive together; `breaks` where a rule forbids it."""

    programmes: tuple[str, ...]
    households: int
    breaks: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One programme in the picture, and the bar of all its households."""

    code: str
    total: int
    y: float
    bar: float


@dataclass(frozen=True, slots=True)
class Column:
    """One combination in the picture: its bar, and the dots on its programmes.

    `lift` is where the figure above the bar stands, from the foot of the bars (upwards below 0).
    """

    combination: Combination
    x: float
    bar: float
    lift: float
    dots: tuple[float, ...]
    empty_dots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An UpSet picture; lengths are in the units of its own view box."""

    width: float
    height: float
    bars: float
    labels: float
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    left_out: int


def draw(found: Sequence[Combination]) -> Picture | None:
    """Return the picture of the largest combinations; None where no household has two."""
    shared = sorted(
        (one for one in found if len(one.programmes) > 1),
        key=lambda one: (-one.households, one.programmes),
    )
    if not shared:
        return None
    shown = shared[:MOST_COLUMNS]
    rows = _rows(found, {code for one in shown for code in one.programmes})
    places = {row.code: row.y for row in rows}
    columns = tuple(
        Column(
            combination=one,
            x=LABELS + COLUMN * (number + 0.5),
            bar=(bar := max((BARS - 26) * one.households / shown[0].households, 1.5)),
            lift=-bar,
            dots=tuple(sorted(places[code] for code in one.programmes)),
            empty_dots=tuple(y for code, y in places.items() if code not in one.programmes),
        )
        for number, one in enumerate(shown)
    )
    height = BARS + LINE * len(rows) + 12
    width = LABELS + COLUMN * len(shown) + 8
    return Picture(width, height, BARS, LABELS, rows, columns, len(shared) - len(shown))


def _rows(found: Sequence[Combination], codes: set[str]) -> tuple[Row, ...]:
    totals = {
        code: sum(one.households for one in found if code in one.programmes) for code in codes
    }
    largest = max(totals.values())
    in_order = sorted(totals, key=lambda code: (-totals[code], code))
    return tuple(
        Row(code, totals[code], BARS + LINE * (number + 0.5), LONGEST * totals[code] / largest)
        for number, code in enumerate(in_order)
    )
