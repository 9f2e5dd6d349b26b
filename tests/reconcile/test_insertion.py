"""Columns added to an XLSX; everything else stays as it was."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tanggap.reconcile.returned.additions import Colour, Column, SheetAdditions
from tanggap.reconcile.returned.insertion import (
    UnusualWorkbook,
    column_letters,
    column_number,
    insert_columns,
)

COLUMNS = [Column("ID orang", 11), Column("ID rumah tangga", 16), Column("Status", 16)]
COLOURS = [Colour("Tumpang tindih", "8E1B1B", "FBE4E1")]
CELLS = {4: ("P000001", "R000001", "Tumpang tindih"), 5: ("P000002", "", '=2+2 <&> "ok"')}


@pytest.fixture
def styled(tmp_path: Path) -> Path:
    """A workbook as offices keep them: titles, merged cells, filters, colours, a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Kec. “A” & B"
    sheet["A1"] = "DAFTAR PENERIMA"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:C1")
    for column, heading in zip("ABC", ("NIK", "NAMA", "TGL"), strict=True):
        sheet[f"{column}3"] = heading
        sheet[f"{column}3"].fill = PatternFill("solid", fgColor="FFDDEBF7")
    sheet.append(["3271010101800001", "SITI", "1980-01-01"])
    sheet.append([3271010101800000, "BUDI", None])
    sheet["B5"].number_format = "@"
    sheet["A6"] = "Jumlah"
    sheet["B6"] = "=COUNTA(B4:B5)"
    sheet.freeze_panes = "A4"
    sheet.auto_filter.ref = "A3:C5"
    sheet.column_dimensions["B"].width = 33
    sheet["B4"].comment = Comment("periksa", "petugas")
    validation = DataValidation(type="list", formula1='"L,P"')
    sheet.add_data_validation(validation)
    validation.add("C4:C5")
    fill = PatternFill("solid", bgColor="FFFF0000")
    sheet.conditional_formatting.add("A4:A5", CellIsRule("equal", ['"x"'], fill=fill))
    hidden = book.create_sheet("Lama")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "rahasia"
    path = tmp_path / "asli.xlsx"
    book.save(path)
    return path


def insert(source: Path, cells: dict[int, tuple[str, ...]] = CELLS, header: int = 3) -> Path:
    target = source.with_name("hasil.xlsx")
    sheets = {"Kec. “A” & B": SheetAdditions(header, cells)}
    insert_columns(source, target, columns=COLUMNS, sheets=sheets, colours=COLOURS)
    return target


def test_the_new_cells_stand_at_the_right_of_their_rows(styled: Path) -> None:
    sheet = openpyxl.load_workbook(insert(styled))["Kec. “A” & B"]
    assert [cell.value for cell in sheet[3]] == [
        "NIK",
        "NAMA",
        "TGL",
        *(c.heading for c in COLUMNS),
    ]
    assert [cell.value for cell in sheet[4]][3:] == list(CELLS[4])
    assert sheet["F5"].value == '=2+2 <&> "ok"'
    assert sheet["F5"].data_type == "s"  # text, not a formula
    assert sheet["E5"].value is None


def test_everything_else_is_as_it_was(styled: Path) -> None:
    before = openpyxl.load_workbook(styled)
    after = openpyxl.load_workbook(insert(styled))
    assert after.sheetnames == before.sheetnames
    for old in before:
        new: Any = after[old.title]
        assert new.sheet_state == old.sheet_state
        assert new.merged_cells.ranges == old.merged_cells.ranges
        assert new.freeze_panes == old.freeze_panes
        assert new.auto_filter.ref == old.auto_filter.ref
        assert len(new.data_validations.dataValidation) == len(old.data_validations.dataValidation)
        assert new.column_dimensions["B"].width == old.column_dimensions["B"].width
        for row in old.iter_rows():
            for cell in row:
                twin = new[cell.coordinate]
                assert twin.value == cell.value
                assert twin.number_format == cell.number_format
                assert repr(twin.fill) == repr(cell.fill)
                assert repr(twin.font) == repr(cell.font)
                assert (twin.comment and twin.comment.text) == (cell.comment and cell.comment.text)


def test_new_headings_look_like_the_old_ones(styled: Path) -> None:
    sheet = openpyxl.load_workbook(insert(styled))["Kec. “A” & B"]
    assert sheet["D3"].fill.fgColor.rgb == sheet["C3"].fill.fgColor.rgb == "FFDDEBF7"
    assert sheet.column_dimensions["D"].width == 11


def test_the_status_is_coloured_beside_the_colours_that_were_there(styled: Path) -> None:
    sheet = openpyxl.load_workbook(insert(styled))["Kec. “A” & B"]
    rules = {
        str(area.sqref): [rule.dxf.fill.bgColor.rgb for rule in rules]
        for area, rules in sheet.conditional_formatting._cf_rules.items()
    }
    assert rules == {"A4:A5": ["FFFF0000"], "F4:F5": ["FFFBE4E1"]}


@pytest.mark.parametrize(
    ("cells", "header"),
    [({99: ("a", "b", "c")}, 3), (CELLS, 2)],
    ids=["a row that is not there", "a header row that is not there"],
)
def test_nothing_is_left_behind_where_rows_are_missing(
    styled: Path, cells: dict[int, tuple[str, ...]], header: int
) -> None:
    with pytest.raises(UnusualWorkbook):
        insert(styled, cells, header)
    assert not styled.with_name("hasil.xlsx").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [("<row r=", "<row n="), ("<sheetData>", "<x:sheetData>"), ("</row>", "")],
)
def test_an_unusual_build_is_left_to_be_written_anew(styled: Path, old: str, new: str) -> None:
    changed = styled.with_name("aneh.xlsx")
    with zipfile.ZipFile(styled) as source, zipfile.ZipFile(changed, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename.endswith("sheet1.xml"):
                content = content.replace(old.encode(), new.encode())
            target.writestr(item, content)
    with pytest.raises(UnusualWorkbook):
        insert(changed)


def test_a_file_that_is_no_archive_is_unusual(tmp_path: Path) -> None:
    path = tmp_path / "palsu.xlsx"
    path.write_bytes(b"bukan zip")
    with pytest.raises(UnusualWorkbook):
        insert(path)


def test_characters_that_xml_forbids_are_dropped(styled: Path) -> None:
    target = insert(styled, {4: ("a\x00b\x1fc\ud800", "Ænésï 漢", "  rapi  ")})
    row = openpyxl.load_workbook(target)["Kec. “A” & B"][4]
    assert [cell.value for cell in row][3:] == ["abc", "Ænésï 漢", "  rapi  "]


@given(st.integers(1, 16_384))
def test_letters_and_numbers_of_columns_agree(number: int) -> None:
    assert column_number(column_letters(number)) == number


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16_384, "XFD")])
def test_letters_of_columns(number: int, letters: str) -> None:
    assert column_letters(number) == letters
