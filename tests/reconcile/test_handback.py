"""Every kind of file comes back as a workbook with the same cells and six more columns."""

import csv
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tanggap.overlap import rules_of_2020
from tanggap.reconcile import handback
from tanggap.reconcile.advice import Advice
from tanggap.reconcile.handback import COLUMNS, hand_back
from tanggap.reconcile.sources import read_sources

HEADER = ["NIK", "NAMA", "ALAMAT"]
ROWS = [
    ["3271010101800001", "SITI AMINAH", "Jl. Melati 1"],
    ["3271014101810002", "BUDI SANTOSO", "=CMD()"],
]


def write_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [HEADER, *ROWS]:
        book.active.append(row)
    book.active["C3"].data_type = "s"
    book.active.title = "Data"
    book.save(path)


def write_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for number, row in enumerate([HEADER, *ROWS]):
        for column, text in enumerate(row):
            sheet.write(number, column, text)
    book.save(str(path))


def write_ods(path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Data")
    for row in [HEADER, *ROWS]:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))


def write_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADER, *ROWS])


WRITERS = {"a.xlsx": write_xlsx, "a.xls": write_xls, "a.ods": write_ods, "a.csv": write_csv}


def advice(count: int) -> Advice:
    texts = [f"P{number}" for number in range(count)]
    return Advice(texts, texts, ["Tumpang tindih"] * count, texts, texts, texts)


@pytest.mark.parametrize("name", WRITERS)
def test_cells_stay_in_their_places_and_six_columns_join(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    WRITERS[name](path)
    sources = read_sources([path], book=rules_of_2020(), programmes={path: "BST"})
    rows = sources.read.table
    (written,) = hand_back(sources, rows, advice(rows.height), tmp_path / "diperiksa", "id")
    assert written.name == "a.xlsx"
    sheet = openpyxl.load_workbook(written).worksheets[0]
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0] == [*HEADER, *(heading.id for heading, _ in COLUMNS)]
    assert [row[:3] for row in found[1:]] == ROWS
    assert found[2][3:6] == ["P1", "P1", "Tumpang tindih"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    paths = []
    for name in ("a.xlsx", "a.csv"):
        path = tmp_path / name
        WRITERS[name](path)
        paths.append(path)
    sources = read_sources(paths, book=rules_of_2020(), programmes={})
    rows = sources.read.table
    written = hand_back(sources, rows, advice(rows.height), tmp_path / "diperiksa", "id")
    assert [path.name for path in written] == ["a.xlsx", "a (2).xlsx"]
    assert all(path.exists() for path in written)


def test_a_csv_longer_than_a_sheet_stays_a_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    write_csv(path)
    sources = read_sources([path], book=rules_of_2020(), programmes={})
    monkeypatch.setattr(handback, "MOST_ROWS", 2)
    (written,) = hand_back(sources, sources.read.table, advice(2), tmp_path / "diperiksa", "id")
    with written.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    assert written.name == "a.csv"
    assert found[0] == [*HEADER, *(heading.id for heading, _ in COLUMNS)]
    assert found[2] == [*ROWS[1][:2], "'=CMD()", "P1", "P1", "Tumpang tindih", "P1", "P1", "P1"]
