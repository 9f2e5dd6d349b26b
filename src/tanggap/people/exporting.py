"""Long tables as files, written while they are read: CSV and XLSX that run nothing when opened."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, Final

import xlsxwriter

from tanggap.intake import escape_formula

BYTE_ORDER_MARK: Final = "\ufeff"
"""Tells Excel that the letters are UTF-8."""


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield a CSV line by line."""
    yield BYTE_ORDER_MARK.encode()
    yield _line(headings)
    for row in rows:
        yield _line([escape_formula(cell) for cell in row])


def xlsx_file(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> IO[bytes]:
    """Return a workbook of one sheet, in a file that is gone once it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    options: dict[str, Any] = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as workbook:
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, list(headings), workbook.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell)
    file.seek(0)
    return file


def _line(cells: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
