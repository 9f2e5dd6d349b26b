"""Where the header of a sheet stands: title rows before it, one to three rows of its own."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tanggap.intake.formats.grid import Grid, MergedRange
from tanggap.intake.spellings import OTHER_WORDS
from tanggap.intake.synonyms import EXACT, OTHER, field_of, header_key

SEARCHED_ROWS: Final = 60
"""Rows from the top in which a header is looked for; real title blocks have at most a dozen."""
DEEPEST_HEADER: Final = 3
PERSON_FIELDS: Final = frozenset(
    {"national_id", "family_id", "name", "given_name", "surname", "name_and_national_id"}
)
"""A list of persons has at least one of these columns."""

_DATA_LIKE = re.compile(r"\d{5,}|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}")
_LONGEST_HEADER: Final = 120

Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Layout:
    """The header of a sheet: its rows (from 0; none if it has none) and a text per column."""

    header_rows: tuple[int, ...]
    headers: tuple[str, ...]

    @property
    def first_data(self) -> int:
        """The row (from 0) after the header."""
        return self.header_rows[-1] + 1 if self.header_rows else 0


def find_layout(grid: Grid) -> Layout | None:
    """Return the header that explains most columns, None where no row looks like a header."""
    rows = _filled_over_merges(grid)
    best: Layout | None = None
    best_score = 0.0
    for top in range(len(rows)):
        for depth in range(1, DEEPEST_HEADER + 1):
            block = rows[top : top + depth]
            if len(block) < depth or not _looks_like_header(block[-1]):
                break
            if depth > 1 and any(len({*row} - {None}) < 2 for row in block):
                break
            layout = Layout(tuple(range(top, top + depth)), _combined(block))
            score = _score(layout.headers) - 0.1 * (depth - 1)
            if score > best_score and (depth == 1 or _is_subheader(block)):
                best, best_score = layout, score
    return best


def find_nameless_header(grid: Grid, numbered: Collection[int]) -> Layout:
    """Return the header of a sheet whose headers mean nothing, told by what stands below.

    `numbered` are the columns that hold ids, dates or telephone numbers: the first row with
    words there is the header. Without such a row the sheet has none.
    """
    rows = _filled_over_merges(grid)
    for top, row in enumerate(rows):
        cells = [cell for position in numbered if (cell := row[position])]
        if cells and any(letter.isdigit() for cell in cells for letter in cell):
            break
        if cells:
            return Layout((top,), _combined([row]))
    return Layout((), ("",) * grid.width)


def layout_at(grid: Grid, header_rows: Sequence[int]) -> Layout:
    """Return the layout of a header whose rows (from 0) are told by a mapping."""
    rows = _filled_over_merges(grid, last=max(header_rows, default=0) + 1)
    block = [rows[row] for row in header_rows if row < len(rows)]
    if not block:
        return Layout((), ("",) * grid.width)
    return Layout(tuple(header_rows), _combined(block))


def _filled_over_merges(grid: Grid, last: int = SEARCHED_ROWS) -> list[list[str | None]]:
    """Return the first rows with the value of a merged range in each of its cells."""
    rows = [list(row) for row in grid.cells.head(max(last, SEARCHED_ROWS)).rows()]
    for merged in grid.merged:
        _fill(rows, merged, grid.width)
    return rows


def _fill(rows: list[list[str | None]], merged: MergedRange, width: int) -> None:
    (top, left), (bottom, right) = merged
    if top >= len(rows) or left >= width:
        return
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, width)):
            row[column] = rows[top][left]


def _looks_like_header(row: Row) -> bool:
    """Headers are short words; ids, dates and long texts are data."""
    filled = [cell for cell in row if cell]
    return bool(filled) and not any(
        _DATA_LIKE.search(cell) or len(cell) > _LONGEST_HEADER for cell in filled
    )


def _combined(block: Sequence[Row]) -> tuple[str, ...]:
    """Return one text per column: the words of the header's rows, each written once."""
    spread = [_spread(row, child) for row, child in pairwise(block)]
    columns = zip(*spread, block[-1], strict=True)
    return tuple(
        " / ".join(dict.fromkeys(_tidy(cell) for cell in column if cell)) for column in columns
    )


def _tidy(cell: str) -> str:
    return " ".join(cell.split())


def _spread(parent: Row, child: Row) -> list[str | None]:
    """Let a parent cell reach to the right over empty cells that have a child below.

    CSV and ODS tell nothing of merged cells; this is how they look when they are lost.
    """
    reached: list[str | None] = []
    current: str | None = None
    for above, below in zip(parent, child, strict=True):
        current = above if above or not below else current
        reached.append(current if below or above else None)
    return reached


def header_field(header: str) -> tuple[str | None, int]:
    """Return the field and rank of a header of one or more rows ("LAHIR / TEMPAT").

    The lowest row decides unless all together are a known spelling ("RT / RW" in one cell), it
    means nothing by itself, or the rows above speak of somebody else ("IBU / NAMA").
    """
    parts = header.split(" / ")
    if len(parts) == 1:
        return field_of(header)
    alone, whole = field_of(parts[-1]), field_of(" ".join(parts))
    if whole[0] and whole[1] < EXACT:
        return whole
    above = set(header_key(" ".join(parts[:-1])).split())
    if alone[0] in {None, OTHER} or above & OTHER_WORDS:
        return whole if whole[0] else alone
    return alone


def _score(headers: Sequence[str]) -> float:
    """Return how many different fields the headers name; known other columns count for less."""
    found = [header_field(header)[0] for header in headers if header]
    fields = {field for field in found if field and field != OTHER}
    if not fields & PERSON_FIELDS or (len(found) > 1 and len(fields) + found.count(OTHER) < 2):
        return 0.0
    return len(fields) + 0.4 * min(found.count(OTHER), 5)


def _is_subheader(block: Sequence[Row]) -> bool:
    """Tell whether the last row of a block is part of the header and not the first data row."""
    child = [
        cell for cell, above in zip(block[-1], block[-2], strict=True) if cell and cell != above
    ]
    known = sum(field_of(cell)[0] is not None for cell in child)
    return bool(child) and known >= 0.5 * len(child)
