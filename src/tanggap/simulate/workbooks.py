"""Writing one list as a workbook or a text file."""

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
import xlsxwriter

from tanggap.simulate.filling import cells, workbook_cells
from tanggap.simulate.layouts import SIGNATURE, Layout

SHEET_ROWS: Final = 1_000_000
"""Rows that a sheet takes at most; a longer list goes on in a further sheet, as Excel forces."""

_DATE_FORMAT: Final = {"num_format": "dd/mm/yyyy"}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the rows of one sheet went: `first` is the number of the first data row."""

    sheet: str
    first: int
    rows: pl.DataFrame


def write_text(
    path: Path, layout: Layout, rows: pl.DataFrame, rng: np.random.Generator, city: str
) -> list[Placed]:
    """Write a list as a delimited text file; records are counted with the header as 1."""
    columns = [cells(rows, column, rng, city) for column in layout.columns]
    with path.open("w", encoding=layout.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=layout.delimiter, lineterminator="\r\n")
        writer.writerow([column.header for column in layout.columns])
        writer.writerows(zip(*(map(_plain, column) for column in columns), strict=True))
    return [Placed("", 2, rows)]


def _plain(value: str | float | datetime | None) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value or "")


def write_workbook(
    path: Path,
    layout: Layout,
    sheets: dict[str, pl.DataFrame],
    rng: np.random.Generator,
    city: str,
) -> list[Placed]:
    """Write a list as a workbook, a sheet per entry of `sheets`; rows as the sheet shows them."""
    placed = []
    # Rows that are streamed out cannot be merged with the next one; only few lists need that.
    streamed = not any(column.group for column in layout.columns)
    with xlsxwriter.Workbook(path, {"constant_memory": streamed}) as book:
        if layout.summary_sheet:
            _write_summary(book.add_worksheet(layout.summary_sheet), sheets)
        for name, rows in sheets.items():
            sheet = _Sheet(book, name, layout, {"city": city, "district": name})
            placed.append(Placed(name, sheet.write(rows, rng, city), rows))
        if layout.hidden_sheet:
            _write_codes(book.add_worksheet(layout.hidden_sheet))
    return placed


class _Sheet:
    """One sheet under construction, filled from top to bottom."""

    def __init__(self, book: Any, name: str, layout: Layout, words: dict[str, str]) -> None:
        self._sheet = book.add_worksheet(name[:31])
        self._bold = book.add_format({"bold": True, "align": "center"})
        self._date = book.add_format(_DATE_FORMAT)
        self._layout = layout
        self._words = words
        self._next = 0  # counted from 0, as the writer does

    def write(self, rows: pl.DataFrame, rng: np.random.Generator, city: str) -> int:
        """Write titles, header, rows and footer; return the number of the first data row."""
        self._write_titles()
        self._write_header()
        first = self._next + 1
        columns = [
            workbook_cells(rows, column, cells(rows, column, rng, city))
            for column in self._layout.columns
        ]
        for values in zip(*columns, strict=True):
            self._write_row(values)
        self._write_footer(len(rows))
        return first

    def _write_titles(self) -> None:
        last = min(6, len(self._layout.columns) - 1)
        for title in self._layout.titles:
            if title:
                text = title.format(**self._words)
                self._sheet.merge_range(self._next, 0, self._next, last, text, self._bold)
            self._next += 1

    def _write_header(self) -> None:
        """Write one header row, or two with the groups merged over their columns."""
        columns = self._layout.columns
        if not any(column.group for column in columns):
            self._write_row([column.header for column in columns])
            return
        top = self._next
        self._write_row([column.group or column.header for column in columns])
        self._write_row([column.header if column.group else None for column in columns])
        for at, column in enumerate(columns):
            if not column.group:
                self._sheet.merge_range(top, at, top + 1, at, column.header)
        for group in dict.fromkeys(column.group for column in columns if column.group):
            places = [at for at, column in enumerate(columns) if column.group == group]
            self._sheet.merge_range(top, places[0], top, places[-1], group)

    def _write_row(self, values: Any) -> None:
        sheet, row = self._sheet, self._next
        for at, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, at, value)
            elif isinstance(value, float):
                sheet.write_number(row, at, value)
            elif value is not None:
                sheet.write_datetime(row, at, value, self._date)
        self._next += 1

    def _write_footer(self, count: int) -> None:
        for line in SIGNATURE if self._layout.signed else ():
            text = line.format(rows=count, **self._words)
            self._write_row(["", text] if text.startswith("JUMLAH") else [*[None] * 5, text])


def _write_summary(sheet: Any, sheets: dict[str, pl.DataFrame]) -> None:
    """Write the sheet of counts that offices put in front: no recipients on it."""
    counts = pl.concat(list(sheets.values()))["district"].drop_nulls().value_counts(sort=True)
    sheet.write_row(0, 0, ["REKAPITULASI PENERIMA PER KECAMATAN"])
    sheet.write_row(2, 0, ["NO", "KECAMATAN", "JUMLAH KK"])
    for at, (district, count) in enumerate(counts.iter_rows(), start=1):
        sheet.write_row(2 + at, 0, [at, district, count])


def _write_codes(sheet: Any) -> None:
    """Write the hidden sheet on which drop-down lists are kept."""
    for at, row in enumerate((("kode", "arti"), (1, "Laki-laki"), (2, "Perempuan"))):
        sheet.write_row(at, 0, row)
    sheet.hide()
