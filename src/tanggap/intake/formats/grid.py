"""A sheet as text: the same shape for every file format."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
MergedRange = tuple[tuple[int, int], tuple[int, int]]

LONGEST_CELL: Final = 2_000
"""Characters kept of a cell. Excel allows 32,767; no field of a person needs more than this."""
MOST_MARKS: Final = 1_000
"""Cells of one column that are marked for one reason; a file of nothing else stays small."""
MOST_COLUMNS: Final = 1_000
"""Columns read of a sheet; the widest real list known (BDT 2015) has 98."""

_TEXT_FORMULA: Final = r'(?s)^="([^"]*)"$'
"""How a CSV tells Excel to keep digits: ="3271…" is the text between the quotes."""
_FORMULA: Final = r"^(?:[=@]|[+-]\s*[A-Za-z(])"


@dataclass(frozen=True, slots=True)
class CellMark:
    """Something odd in one cell: a problem code, the row (counted from 1) and column (from 0)."""

    code: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, from its row 1 and column A.

    `cells` has String columns named "0", "1", …; null is an empty cell. `numbers` tells for the
    columns that hold any number which of their cells were numbers. Merged ranges are
    ((first row, first column), (last row, last column)), counted from 0.
    """

    name: str
    cells: pl.DataFrame
    numbers: dict[int, pl.Series] = field(default_factory=dict)
    merged: tuple[MergedRange, ...] = ()
    hidden: bool = False
    marks: tuple[CellMark, ...] = ()
    width_found: int = 0

    @property
    def height(self) -> int:
        """How many rows there are."""
        return self.cells.height

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self.cells.width


def text_of(cell: Cell) -> str:
    """Return a cell as text: whole numbers without .0 or exponent, dates as yyyy-mm-dd."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else f"{cell:.10f}".rstrip("0")
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def grid_of(
    name: str,
    blocks: Iterable[Sequence[Sequence[Cell]]],
    *,
    merged: Iterable[MergedRange] = (),
    hidden: bool = False,
) -> Grid:
    """Build a grid from blocks of rows; rows of a block may differ in length.

    Blocks keep memory bounded: only one is held as Python objects at a time.
    """
    texts: list[pl.DataFrame] = []
    numbers: list[pl.DataFrame] = []
    width_found = 0
    for rows in blocks:
        text, number, width = _block(rows)
        texts.append(text)
        numbers.append(number)
        width_found = max(width_found, width)
    cells = pl.concat(texts, how="diagonal") if texts else pl.DataFrame()
    cells, marks = _cleaned(cells)
    ranges = tuple(merged)
    cells, marked = _filled_down(cells, _numbers(numbers), ranges)
    return Grid(name, cells, marked, ranges, hidden, marks, width_found)


def _block(rows: Sequence[Sequence[Cell]]) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """Return a block's texts, its marks of numbers (one column each) and its full width."""
    width = max(map(len, rows), default=0)
    if any(len(row) != width for row in rows):
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    texts: dict[str, pl.Series] = {}
    numbers: dict[str, pl.Series] = {"rows": pl.Series([False]).new_from_index(0, len(rows))}
    for position, values in zip(range(MOST_COLUMNS), zip(*rows, strict=True), strict=False):
        name = str(position)
        kinds = set(map(type, values))
        if kinds <= {str}:
            texts[name] = pl.Series(values, dtype=pl.String)
            continue
        texts[name] = pl.Series([text_of(value) for value in values], dtype=pl.String)
        if kinds & {int, float}:
            is_number = [type(value) in (int, float) for value in values]
            numbers[name] = pl.Series(is_number, dtype=pl.Boolean)
    if not texts:
        texts["0"] = pl.Series([""]).new_from_index(0, len(rows))
    return pl.DataFrame(texts), pl.DataFrame(numbers), width


def _numbers(blocks: list[pl.DataFrame]) -> dict[int, pl.Series]:
    """Join the marks of numbers of all blocks; a block without a column has none in it."""
    if not blocks:
        return {}
    joined = pl.concat(blocks, how="diagonal").fill_null(value=False)
    return {int(name): joined[name] for name in joined.columns if name != "rows"}


def _cleaned(cells: pl.DataFrame) -> tuple[pl.DataFrame, tuple[CellMark, ...]]:
    """Trim the cells, make empty ones null, and mark what is odd in them."""
    marks: list[CellMark] = []
    cleaned: list[pl.Series] = []
    for position, raw in enumerate(cells):
        whole = _without_nul(raw, position, marks).str.strip_chars()
        column = _shortened(whole, position, marks).str.replace(_TEXT_FORMULA, "${1}")
        _mark(column.str.contains(_FORMULA), "CELL_LIKE_FORMULA", position, marks)
        cleaned.append(column.set(column == "", None))
    return pl.DataFrame(cleaned), tuple(marks)


def _without_nul(column: pl.Series, position: int, marks: list[CellMark]) -> pl.Series:
    broken = column.str.contains("\0", literal=True)
    if not broken.any():
        return column
    _mark(broken, "CELL_HAS_NUL", position, marks)
    return column.str.replace_all("\0", "", literal=True)


def _shortened(column: pl.Series, position: int, marks: list[CellMark]) -> pl.Series:
    long = column.str.len_bytes() > LONGEST_CELL
    if not long.any():
        return column
    _mark(long, "CELL_TOO_LONG", position, marks)
    return column.str.slice(0, LONGEST_CELL)


def _mark(where: pl.Series, code: str, position: int, marks: list[CellMark]) -> None:
    rows = where.arg_true().head(MOST_MARKS)
    marks.extend(CellMark(code, int(row) + 1, position) for row in rows)


def _filled_down(
    cells: pl.DataFrame, numbers: dict[int, pl.Series], merged: Sequence[MergedRange]
) -> tuple[pl.DataFrame, dict[int, pl.Series]]:
    """Repeat the value of a cell merged over several rows: one No. KK for a whole family."""
    rows_of: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in merged:
        if left == right < cells.width and top < bottom:
            rows_of.setdefault(left, []).extend(
                (row, top) for row in range(top, min(bottom + 1, cells.height))
            )
    sources = {}
    for position, pairs in rows_of.items():
        source = pl.int_range(cells.height, dtype=pl.UInt32, eager=True)
        source = source.scatter([row for row, _ in pairs], [top for _, top in pairs])
        sources[position] = source
    filled = cells.with_columns(
        cells[str(position)].gather(source) for position, source in sources.items()
    )
    marked = {p: n.gather(sources[p]) if p in sources else n for p, n in numbers.items()}
    return filled, marked
