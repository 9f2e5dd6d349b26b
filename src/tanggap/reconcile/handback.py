"""`diperiksa/`: every input back as it was, with six columns added at its right."""

import csv
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from tanggap.intake import ListRead, escape_formula
from tanggap.intake.formats.delimited import read_delimited
from tanggap.intake.formats.workbook import read_workbook
from tanggap.language import Language, Sentence
from tanggap.reconcile.advice import Advice
from tanggap.reconcile.returned.additions import Colour, Column, SheetAdditions
from tanggap.reconcile.returned.insertion import UnusualWorkbook, insert_columns
from tanggap.reconcile.returned.rewriting import MOST_ROWS, PlainSheet, write_anew
from tanggap.reconcile.sources import Sources
from tanggap.reconcile.status import STATUSES

COLUMNS: Final = (
    (Sentence("ID orang", "Person ID"), 11),
    (Sentence("ID rumah tangga", "Household ID"), 16),
    (Sentence("Status", "Status"), 16),
    (Sentence("Juga di daftar", "Also on list"), 48),
    (Sentence("Saran", "Suggestion"), 60),
    (Sentence("Masalah", "Problems"), 60),
)


def hand_back(
    sources: Sources, rows: pl.DataFrame, advice: Advice, directory: Path, language: Language
) -> list[Path]:
    """Write every list that was read, with the advice beside its rows; return the files.

    An XLSX keeps everything it had. Other formats, and an XLSX of unusual build, become a new
    XLSX with the same cells in the same places; a CSV longer than a sheet stays a CSV.
    `rows` are the ledger's, with file, sheet, row.
    """
    directory.mkdir(parents=True, exist_ok=True)
    columns = [Column(heading.in_language(language), width) for heading, width in COLUMNS]
    colours = [Colour(s.label.in_language(language), s.text, s.fill) for s in STATUSES.values()]
    beside = _beside(rows, advice)
    written: list[Path] = []
    for name, one in zip(sources.names, sources.read.lists, strict=True):
        target = directory / _file_name(name, {path.name.lower() for path in written})
        headers = {sheet.name: max(sheet.header_rows, default=0) for sheet in one.sheets}
        sheets = {
            sheet: SheetAdditions(headers.get(sheet, 0), cells)
            for sheet, cells in beside.get(name, {}).items()
        }
        if one.kind == "csv" and one.table.height >= MOST_ROWS:
            target = target.with_suffix(".csv")
            write_as_text(target, columns, read_delimited(one.path)[0].cells, sheets)
        elif not _inserted(one, target, columns, sheets, colours):
            write_anew(target, columns=columns, plain=_plain(one), sheets=sheets, colours=colours)
        written.append(target)
    return written


def write_as_text(
    target: Path, columns: list[Column], cells: pl.DataFrame, sheets: dict[str, SheetAdditions]
) -> None:
    """Write a list as CSV with the added columns: for what no spreadsheet can hold."""
    additions = next(iter(sheets.values()))
    headings = tuple(column.heading for column in columns)
    nothing = ("",) * len(columns)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number, row in enumerate(cells.iter_rows(), start=1):
            is_header = number == additions.header_row
            beside = headings if is_header else additions.cells.get(number, nothing)
            writer.writerow([escape_formula(cell or "") for cell in (*row, *beside)])


def _beside(rows: pl.DataFrame, advice: Advice) -> dict[str, dict[str, dict[int, tuple[str, ...]]]]:
    """Return the added texts by file, sheet and row number."""
    found: dict[str, dict[str, dict[int, tuple[str, ...]]]] = {}
    for index, (file, sheet, row) in enumerate(rows.select("file", "sheet", "row").iter_rows()):
        found.setdefault(file, {}).setdefault(sheet, {})[row] = advice.beside(index)
    return found


def _inserted(
    one: ListRead,
    target: Path,
    columns: list[Column],
    sheets: dict[str, SheetAdditions],
    colours: list[Colour],
) -> bool:
    if one.kind != "xlsx" or not zipfile.is_zipfile(one.path):
        return False
    if any(additions.header_row == 0 for additions in sheets.values()):
        return False
    try:
        insert_columns(one.path, target, columns=columns, sheets=sheets, colours=colours)
    except UnusualWorkbook:
        return False
    return True


def _plain(one: ListRead) -> Iterator[PlainSheet]:
    """Yield the sheets of a list as text, in the places where they stand."""
    if one.kind == "csv":
        grid, _ = read_delimited(one.path)
        yield PlainSheet(grid.name, grid.cells.rows())
        return
    for grid in read_workbook(one.path, one.kind):
        yield PlainSheet(grid.name, grid.cells.rows(), grid.hidden)


def _file_name(name: str, taken: set[str]) -> str:
    """Return the name of the returned workbook: the input's, ending in .xlsx, used once."""
    base = re.sub(r"\.(?:xlsx|xlsm|xlsb|xls|ods|csv|tsv|txt|tab)$", "", name, flags=re.IGNORECASE)
    base = base.replace("/", " - ")
    chosen, number = f"{base}.xlsx", 1
    while chosen.lower() in taken:
        number += 1
        chosen = f"{base} ({number}).xlsx"
    return chosen
