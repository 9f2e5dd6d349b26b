"""Tables as files: CSV that a spreadsheet opens without running anything, and XLSX."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from tanggap.intake import escape_formula

Cell = str | int


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV with a byte order mark, so that Excel reads its letters."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([escape_formula(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook of one sheet; text stays text."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, list(headings), workbook.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, list(row))
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return content.getvalue()
