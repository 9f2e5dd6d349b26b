"""One sheet from cells to records: header, columns, data rows, and all that was left out."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from tanggap.intake.columns import STRAY, ColumnRead, column_letter, described, recognise
from tanggap.intake.formats.grid import LONGEST_CELL, MOST_COLUMNS, MOST_MARKS, Grid
from tanggap.intake.layout import (
    PERSON_FIELDS,
    Layout,
    find_layout,
    find_nameless_header,
    layout_at,
)
from tanggap.intake.mapping import SheetMapping
from tanggap.intake.problems import Finding, finding
from tanggap.intake.records import records_of
from tanggap.intake.rows import Reason, sort_rows

_TITLE_PLACES: Final = (
    ("district", re.compile(r"(?:kecamatan|kec\.?)\s*:?\s+(\S.{2,40})", re.IGNORECASE)),
    ("village", re.compile(r"(?:kelurahan|desa|gampong|kel\.?)\s*:?\s+(\S.{2,40})", re.IGNORECASE)),
)
_NUMBERED: Final = frozenset({"national_id", "family_id", "birth_date", "phone", "rt_rw"})
_NO_PLACE = re.compile(r"lain|luar|semua|dan |se-", re.IGNORECASE)
_NO_ROWS: Final = {"row": pl.UInt32, "reason": pl.String}


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What was made of one sheet. Rows are counted as the spreadsheet shows them, from 1.

    `left_out` has the columns row (UInt32) and reason (String); together with the data rows it
    names every row of the sheet exactly once. `place` is what titles say of all rows, for
    example {"district": "BOGOR BARAT"}.
    """

    name: str
    hidden: bool
    read: bool
    header_rows: tuple[int, ...]
    columns: tuple[ColumnRead, ...]
    data_rows: int
    left_out: pl.DataFrame
    place: MappingOf[str, str]
    problems: tuple[Finding, ...] = ()

    def left_out_counts(self) -> dict[str, int]:
        """Return how many rows were left out for each reason."""
        return dict(self.left_out.group_by("reason", maintain_order=True).len().rows())


def read_sheet(
    grid: Grid, *, file: str, mapping: SheetMapping | None, include_hidden: bool
) -> tuple[SheetRead, pl.DataFrame]:
    """Return what was made of a sheet, and its records: row (UInt32) and the fields found."""
    if mapping and not mapping.read:
        return _unread(grid, file, "SHEET_SKIPPED"), _no_records()
    if grid.hidden and not include_hidden and mapping is None:
        return _unread(grid, file, "SHEET_HIDDEN"), _no_records()
    layout = _layout(grid, mapping)
    columns = _columns(grid, layout, mapping)
    if not _are_persons(columns):
        code = "SHEET_NOT_A_LIST" if grid.height else "SHEET_NO_DATA"
        return _unread(grid, file, code, columns), _no_records()
    found = sort_rows(
        grid.cells,
        first_data=layout.first_data,
        header_rows=layout.header_rows,
        columns=columns,
    )
    place = _place_in_titles(grid, layout, columns)
    records = records_of(grid, columns, found.data, place)
    columns = [described(c, grid.cells[str(c.position)].gather(found.data)) for c in columns]
    sheet = SheetRead(
        name=grid.name,
        hidden=grid.hidden,
        read=True,
        header_rows=tuple(row + 1 for row in layout.header_rows),
        columns=tuple(columns),
        data_rows=records.height,
        left_out=_left_out(found.left_out),
        place=place,
    )
    return replace(sheet, problems=tuple(_sheet_problems(grid, sheet, file, mapping))), records


def _are_persons(columns: Iterable[ColumnRead]) -> bool:
    """Tell a list of persons from a recap or a letter: mere words in one column are no names."""
    used = [column for column in columns if column.field]
    if len(used) == 1 and used[0].why == "content" and used[0].field == "name":
        return False
    return any(column.field in PERSON_FIELDS for column in used)


def _layout(grid: Grid, mapping: SheetMapping | None) -> Layout:
    if mapping and mapping.header_rows is not None:
        return layout_at(grid, [row - 1 for row in mapping.header_rows])
    layout = find_layout(grid)
    if layout:
        return layout
    columns = recognise(grid.cells, ("",) * grid.width)
    return find_nameless_header(grid, [c.position for c in columns if c.field in _NUMBERED])


def _columns(grid: Grid, layout: Layout, mapping: SheetMapping | None) -> list[ColumnRead]:
    columns = recognise(grid.cells.slice(layout.first_data), layout.headers)
    if not mapping or not mapping.columns:
        return columns
    return [_as_mapped(column, mapping) for column in columns]


def _as_mapped(column: ColumnRead, mapping: SheetMapping) -> ColumnRead:
    """Let the mapping decide: a column that it does not name is not used."""
    name = mapping.columns.get(column.letter) or None
    if name == column.field:
        return column
    return replace(column, field=name, why="mapping")


def _no_records() -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.UInt32})


def _place_in_titles(grid: Grid, layout: Layout, columns: Iterable[ColumnRead]) -> dict[str, str]:
    """Return the kecamatan or kelurahan that titles or the sheet's name give for all rows."""
    have = {column.field for column in columns}
    titles = [cell for row in grid.cells.head(layout.first_data).rows() for cell in row if cell]
    place: dict[str, str] = {}
    for name, pattern in _TITLE_PLACES:
        matches = [m[1].strip() for text in (*titles, grid.name) if (m := pattern.fullmatch(text))]
        if name not in have and len(set(matches)) == 1 and not _NO_PLACE.match(matches[0]):
            place[name] = matches[0]
    return place


def _left_out(reasons: MappingOf[int, Reason]) -> pl.DataFrame:
    rows = sorted(reasons)
    values = {"row": [row + 1 for row in rows], "reason": [reasons[row] for row in rows]}
    return pl.DataFrame(values, schema=_NO_ROWS)


def _unread(grid: Grid, file: str, code: str, columns: Iterable[ColumnRead] = ()) -> SheetRead:
    """Return a sheet that is reported but gives no records; its rows are all left out."""
    reason = {"SHEET_HIDDEN": "hidden sheet", "SHEET_SKIPPED": "skipped"}.get(code, "not a list")
    rows = pl.int_range(1, grid.height + 1, dtype=pl.UInt32, eager=True).alias("row")
    left_out = pl.DataFrame(rows).with_columns(reason=pl.lit(reason))
    problem = finding(code, file=file, sheet=grid.name, rows=grid.height)
    return SheetRead(grid.name, grid.hidden, False, (), tuple(columns), 0, left_out, {}, (problem,))


def _sheet_problems(
    grid: Grid, sheet: SheetRead, file: str, mapping: SheetMapping | None
) -> Iterable[Finding]:
    """Yield what somebody should know about a sheet and its odd cells."""
    if not sheet.data_rows:
        yield finding("SHEET_NO_DATA", file=file, sheet=grid.name)
    if grid.width_found > MOST_COLUMNS:
        yield finding(
            "MANY_COLUMNS",
            file=file,
            sheet=grid.name,
            columns=grid.width_found,
            limit=MOST_COLUMNS,
        )
    codes = {"content": "COLUMN_BY_CONTENT", "contradiction": "HEADER_CONTRADICTED"}
    for column in sheet.columns:
        if column.why in codes and sheet.data_rows:
            yield finding(
                codes[column.why],
                file=file,
                sheet=grid.name,
                column_letter=column.letter,
                header=column.header,
                field=column.field,
            )
    known = {column_letter(position) for position in range(grid.width)}
    for letter in mapping.columns if mapping else ():
        if letter not in known:
            yield finding(
                "MAPPING_COLUMN_UNKNOWN", file=file, sheet=grid.name, column_letter=letter
            )
    yield from _cell_problems(grid, sheet, file)
    yield from _rows_too_long(grid, sheet, file)


def _cell_problems(grid: Grid, sheet: SheetRead, file: str) -> Iterable[Finding]:
    left_out = set(sheet.left_out["row"])
    fields = {column.position: column.field or "" for column in sheet.columns}
    for mark in grid.marks:
        if mark.row not in left_out:
            yield finding(
                mark.code,
                file=file,
                sheet=grid.name,
                row=mark.row,
                column=fields.get(mark.column, ""),
                limit=LONGEST_CELL,
            )


def _rows_too_long(grid: Grid, sheet: SheetRead, file: str) -> Iterable[Finding]:
    """Yield the rows that reach beyond the last header, as a stray delimiter makes them do."""
    last = max((column.position for column in sheet.columns if column.header), default=grid.width)
    beyond = [c for c in sheet.columns if c.position > last and c.why == "unknown"]
    if not beyond or max(c.filled for c in beyond) > STRAY * sheet.data_rows:
        return
    filled = grid.cells.select(
        pl.any_horizontal(pl.col(str(c.position)).is_not_null() for c in beyond).alias("beyond")
    )
    left_out = set(sheet.left_out["row"])
    for row in filled["beyond"].arg_true().head(MOST_MARKS):
        if row + 1 not in left_out:
            yield finding("ROW_TOO_LONG", file=file, sheet=grid.name, row=int(row) + 1)
