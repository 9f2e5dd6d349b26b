"""Writing a list anew as XLSX, where its own file cannot take further columns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from tanggap.reconcile.returned.additions import STATUS_COLUMN, Colour, Column, SheetAdditions

Cell = str | float | int | bool | date | datetime | time | timedelta | None
LONGEST_SHEET_NAME: Final = 31
LONGEST_CELL: Final = 32_767
MOST_ROWS: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """The cells of one sheet in their places; hidden sheets stay hidden."""

    name: str
    rows: Iterable[Sequence[Cell]]
    hidden: bool = False


def write_anew(
    target: Path,
    *,
    columns: Sequence[Column],
    plain: Iterable[PlainSheet],
    sheets: Mapping[str, SheetAdditions],
    colours: Sequence[Colour] = (),
) -> None:
    """Write sheets as a new workbook with the added columns; formulas become plain values."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(str(target), options) as workbook:
        bold = workbook.add_format({"bold": True, "bg_color": "#E8EEF0", "border": 1})
        formats = {
            c.status: workbook.add_format({"font_color": f"#{c.text}", "bg_color": f"#{c.fill}"})
            for c in colours
        }
        taken: set[str] = set()
        for sheet in plain:
            worksheet = workbook.add_worksheet(_sheet_name(sheet.name, taken))
            if sheet.hidden:
                worksheet.hide()
            additions = sheets.get(sheet.name, SheetAdditions(0, {}))
            _write_sheet(worksheet, sheet, columns, additions, bold, formats)


def _write_sheet(
    worksheet: Any,
    sheet: PlainSheet,
    columns: Sequence[Column],
    additions: SheetAdditions,
    bold: Any,
    formats: Mapping[str, Any],
) -> None:
    rows = [list(row) for row in sheet.rows][:MOST_ROWS]
    first = max(map(len, rows), default=0)
    if additions.cells:
        worksheet.freeze_panes(additions.header_row, 0)
        for place, column in enumerate(columns):
            worksheet.set_column(first + place, first + place, column.width)
    headings = tuple(column.heading for column in columns)
    for index, row in enumerate(rows):
        is_header = index + 1 == additions.header_row
        for place, value in enumerate(row):
            _write(worksheet, index, place, value, bold if is_header else None)
        texts = headings if is_header else additions.cells.get(index + 1, ())
        for place, text in enumerate(texts):
            status = formats.get(text) if place == STATUS_COLUMN else None
            worksheet.write_string(index, first + place, text, bold if is_header else status)


def _write(worksheet: Any, row: int, column: int, value: Cell, look: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        worksheet.write_string(row, column, value[:LONGEST_CELL], look)
    elif isinstance(value, bool):
        worksheet.write_boolean(row, column, value, look)
    elif isinstance(value, float | int):
        worksheet.write_number(row, column, value, look)
    else:
        worksheet.write_datetime(row, column, value, look)


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel accepts and that no earlier sheet has."""
    base = re.sub(r"[\[\]:*?/\\]", " ", name).strip().strip("'")[:LONGEST_SHEET_NAME] or "Data"
    chosen, number = base, 1
    while chosen.lower() in taken:
        number += 1
        ending = f" {number}"
        chosen = base[: LONGEST_SHEET_NAME - len(ending)] + ending
    taken.add(chosen.lower())
    return chosen
