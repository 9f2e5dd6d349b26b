"""Sheets as offices make them: titles, merged headers, several sheets, hidden ones, swaps."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tanggap.intake import Mapping, SheetMapping, UnreadableList, read_list

HEADER = ["NO", "NIK", "NAMA", "ALAMAT"]


def test_rows_keep_the_numbers_that_the_spreadsheet_shows(write_xlsx, people) -> None:
    path = write_xlsx("PKH.xlsx", {"A": [["DAFTAR KPM"], [], HEADER, *people]})
    table = read_list(path).table
    assert table["row"].to_list() == list(range(4, 16))
    assert table.select("programme", "file", "sheet").unique().rows() == [("PKH", "PKH.xlsx", "A")]
    assert table["national_id"].to_list() == [person[1] for person in people]


def test_all_sheets_are_read_and_titles_name_the_kecamatan(write_xlsx, people) -> None:
    sheets = {
        "BOGOR BARAT": [["KECAMATAN BOGOR BARAT"], HEADER, *people[:5]],
        "KEC. BOGOR TIMUR": [HEADER, *people[5:]],
        "LAINNYA": [["KECAMATAN LAINNYA"], HEADER, people[0]],
    }
    table = read_list(write_xlsx("x.xlsx", sheets)).table
    assert table["district"].to_list() == ["BOGOR BARAT"] * 5 + ["BOGOR TIMUR"] * 7 + [None]


def test_a_merged_header_of_two_rows_is_one_header(tmp_path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["NO", "NAMA", "IDENTITAS", None, "LAHIR", None])
    sheet.append([None, None, "NIK", "KK", "TEMPAT", "TANGGAL"])
    for merged in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        sheet.merge_cells(merged)
    sheet.append([1, "Siti", 3271044303850001, None, "BOGOR", dt.date(1985, 3, 3)])
    book.save(tmp_path / "bst.xlsx")
    one = read_list(tmp_path / "bst.xlsx")
    assert one.sheets[0].header_rows == (1, 2)
    record = one.table.row(0, named=True)
    assert record["national_id"] == "3271044303850001"
    assert record["national_id_is_number"] is True
    assert record["birth_place"] == "BOGOR"
    assert record["birth_date"] == "1985-03-03"


def test_a_header_of_two_rows_is_read_in_csv_too(write_text) -> None:
    header = "NO,NAMA,IDENTITAS,,LAHIR,\n,,NIK,KK,TEMPAT,TANGGAL\n"
    text = header + "1,Siti,3271044303850001,,BOGOR,3-3-85\n"
    table = read_list(write_text("bst.csv", text)).table
    assert table.select("national_id", "birth_place", "birth_date", "row").row(0) == (
        "3271044303850001", "BOGOR", "3-3-85", 3,
    )  # fmt: skip


def test_a_card_number_merged_over_a_family_belongs_to_all_of_it(tmp_path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["NO KK", "NAMA"], ["3271040101100001", "Asep"], [None, "Siti"], [None, "Dede"]):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    book.save(tmp_path / "kk.xlsx")
    assert read_list(tmp_path / "kk.xlsx").table["family_id"].to_list() == ["3271040101100001"] * 3


def test_a_hidden_sheet_is_reported_and_read_only_when_asked(write_xlsx, people) -> None:
    path = write_xlsx("x.xlsx", {"A": [HEADER, *people[:4]], "B": [HEADER, *people[4:]]})
    book = openpyxl.load_workbook(path)
    book["B"].sheet_state = "hidden"
    book.save(path)
    one = read_list(path)
    assert one.table.height == 4
    assert [problem.code for problem in one.all_problems()] == ["SHEET_HIDDEN"]
    assert one.sheets[1].left_out.height == 9
    assert read_list(path, include_hidden=True).table.height == 12


def test_recaps_empty_sheets_and_bare_headers_are_reported_not_read(write_xlsx, people) -> None:
    sheets = {
        "Rekap": [["KELURAHAN", "JUMLAH"], ["BUBULAK", 12]],
        "Kosong": [],
        "Baru": [HEADER],
        "Isi": [HEADER, *people],
    }
    one = read_list(write_xlsx("x.xlsx", sheets))
    assert one.table.height == 12
    codes = {sheet.name: [problem.code for problem in sheet.problems] for sheet in one.sheets}
    assert codes == {
        "Rekap": ["SHEET_NOT_A_LIST"],
        "Kosong": ["SHEET_NO_DATA"],
        "Baru": ["SHEET_NO_DATA"],
        "Isi": [],
    }


def test_swapped_columns_are_read_by_their_contents(write_text) -> None:
    cards = [f"327104{n:02d}05{n % 20:02d}0001" for n in range(1, 25)]
    niks = [f"327104{n + 40 * (n % 2):02d}07{50 + n}{n:04d}" for n in range(1, 25)]
    lines = [f"{card},{nik},Orang {nik[-2:]}" for card, nik in zip(cards, niks, strict=True)]
    one = read_list(write_text("x.csv", "NIK,NO KK,NAMA\n" + "\n".join(lines)))
    assert one.table["national_id"][0] == "3271044107510001"
    assert one.table["family_id"][0] == "3271040105010001"
    assert [p.code for p in one.all_problems()] == ["HEADER_CONTRADICTED"] * 2


def test_a_list_without_headers_is_read_by_its_contents(write_text, people) -> None:
    body = "\n".join(",".join(map(str, person)) for person in people)
    one = read_list(write_text("x.csv", body))
    assert one.table.height == 12
    assert one.table["row"][0] == 1
    assert {"national_id", "name", "address"} <= set(one.table.columns)


def test_a_header_that_means_nothing_is_still_a_header(write_text, people) -> None:
    body = "\n".join(",".join(map(str, person)) for person in people)
    one = read_list(write_text("x.csv", "AA,BB,CC,DD\n" + body))
    assert one.sheets[0].header_rows == (1,)
    assert one.table["row"].to_list() == list(range(2, 14))


def test_a_name_and_a_nik_in_one_column_are_taken_apart(write_text) -> None:
    rows = [f"{n},Siti {chr(64 + n)} / 327104430385{n:04d},Jl. A" for n in range(1, 10)]
    text = "No,Nama/NIK,Alamat\n" + "\n".join([*rows, "10,Euis,Jl. C"])
    table = read_list(write_text("x.csv", text)).table
    assert table["name"].to_list() == [*(f"Siti {chr(64 + n)}" for n in range(1, 10)), "Euis"]
    assert table["national_id"][0] == "3271044303850001"
    assert table["national_id"][9] is None


def test_day_numbers_of_excel_become_dates(write_xlsx, people) -> None:
    rows = [[*person[1:3], 29221 + n] for n, person in enumerate(people)]
    table = read_list(write_xlsx("x.xlsx", {"A": [["NIK", "NAMA", "TGL LAHIR"], *rows]})).table
    assert table["birth_date"][:2].to_list() == ["1980-01-01", "1980-01-02"]


def test_short_dates_written_as_numbers_stay_as_they_are(write_xlsx, people) -> None:
    rows = [[*people[0][1:3], 10180], [*people[1][1:3], 190283]]
    table = read_list(write_xlsx("x.xlsx", {"A": [["NIK", "NAMA", "TGL LAHIR"], *rows]})).table
    assert table["birth_date"].to_list() == ["10180", "190283"]


def test_english_lists_are_read(write_text) -> None:
    header = (
        "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, "
        "state, date_of_birth, soc_sec_id\n"
    )
    text = header + (
        "rec-1-org, michaela, neumann, 8, stanley street, miami, winston hills, 4223, nsw, "
        "19151111, 5304218\n"
    )
    record = read_list(write_text("febrl.csv", text)).table.row(0, named=True)
    assert record["address"] == "stanley street miami"
    assert record["national_id"] == "5304218"
    assert (record["village"], record["district"], record["birth_date"]) == (
        "winston hills", "nsw", "19151111",
    )  # fmt: skip


def test_old_excel_and_opendocument_give_the_same(tmp_path, people) -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("A")
    document = OpenDocumentSpreadsheet()
    table = Table(name="A")
    for r, row in enumerate([HEADER, *people]):
        line = TableRow()
        for c, value in enumerate(row):
            sheet.write(r, c, value)
            number = {"value": str(value)} if isinstance(value, int) else {}
            cell = TableCell(valuetype="float" if number else "string", **number)
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    old.save(str(tmp_path / "a.xls"))
    document.save(tmp_path / "a.ods")
    xls, ods = read_list(tmp_path / "a.xls"), read_list(tmp_path / "a.ods")
    assert (xls.kind, ods.kind) == ("xls", "ods")
    assert xls.table.drop("file").equals(ods.table.drop("file"))
    assert xls.table.height == 12


def test_examples_in_the_report_hide_who_somebody_is(write_xlsx, people) -> None:
    one = read_list(write_xlsx("x.xlsx", {"A": [HEADER, *people]}))
    shown = [example for column in one.sheets[0].columns for example in column.examples]
    secrets = {str(value) for person in people for value in person[1:]}
    assert shown
    assert not secrets & set(shown)


def test_a_mapping_decides_over_headers_and_contents(write_xlsx, people) -> None:
    path = write_xlsx("x.xlsx", {"A": [HEADER, *people], "B": [HEADER, *people]})
    mapping = Mapping(
        (
            SheetMapping(
                "x.xlsx", "A", header_rows=(1, 2), columns={"C": "mother_name", "B": "national_id"}
            ),
            SheetMapping("x.xlsx", "B", read=False),
        )
    )
    one = read_list(path, mapping=mapping)
    assert one.table.height == 11
    assert one.table["mother_name"][0] == people[1][2]
    assert "address" not in one.table.columns
    assert [problem.code for problem in one.all_problems()] == ["SHEET_SKIPPED"]


def test_a_file_without_one_record_is_unreadable(write_xlsx) -> None:
    with pytest.raises(UnreadableList) as failure:
        read_list(write_xlsx("x.xlsx", {"Rekap": [["KELURAHAN", "JUMLAH"], ["BUBULAK", 1]]}))
    assert failure.value.code == "NO_DATA"
    assert "x.xlsx" in failure.value.sentence.id


def test_progress_is_told_after_each_sheet(write_xlsx, people) -> None:
    told: list[tuple[str, int]] = []
    path = write_xlsx("x.xlsx", {"A": [HEADER, *people], "B": [HEADER, *people]})
    read_list(path, progress=lambda file, rows: told.append((file, rows)))
    assert told == [("x.xlsx", 12), ("x.xlsx", 24)]


def test_the_programme_can_be_named(write_text, people) -> None:
    path: Path = write_text("x.csv", "NIK,NAMA\n3271044303850001,Siti\n")
    assert read_list(path, programme="PKH").table["programme"][0] == "PKH"
