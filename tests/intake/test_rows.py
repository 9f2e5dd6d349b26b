"""Every row is data or left out with a reason; a row in doubt is data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.intake.formats.grid import grid_of
from tanggap.intake.sheets import read_sheet

HEADER = ["NO", "NAMA", "NIK", "ALAMAT", "RT"]
SITI = ["1", "Siti", "3271044303850001", "Jl. Mawar", "1"]


def reasons(*rows: list[str]) -> dict[int, str]:
    sheet, _ = read_sheet(
        grid_of("A", [[HEADER, SITI, *rows]]), file="x", mapping=None, include_hidden=False
    )
    return {row - 3: reason for row, reason in sheet.left_out.rows() if row > 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "", "", "", ""], "blank"),
        (["", "JUMLAH", "501", "", ""], "total"),
        (["Jumlah Total", "", "", "1.250.000", ""], "total"),
        (["", "", "", "Mengetahui, Kepala Dinas Sosial", ""], "signature"),
        (["", "", "Bogor, 12 Mei 2020", "", ""], "signature"),
        (["KELURAHAN BUBULAK", "", "", "", ""], "section"),
        (["Keterangan: data sementara", "", "", "", ""], "note"),
        (HEADER, "repeated header"),
        (["(1)", "(2)", "(3)", "(4)", "(5)"], "column numbers"),
        (["7", "", "", "", ""], "number only"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_left_out_with_its_reason(row: list[str], reason: str) -> None:
    assert reasons(row) == {0: reason}


@pytest.mark.parametrize(
    "row",
    [
        ["", "Ketut", "", "", ""],
        ["", "", "3271044303850002", "", ""],
        ["2", "JUMLAH", "", "", ""],
        ["", "Total Siregar", "", "Jl. Melati", ""],
        ["3", "", "", "Jl. Melati", ""],
        ["", "Nipah", "", "", ""],
        ["", "Camelia", "-", "", ""],
        ["", "", "", "Jl. Melati 4", ""],
    ],
)
def test_a_row_in_doubt_is_data(row: list[str]) -> None:
    assert reasons(row) == {}


def test_names_below_a_signature_belong_to_it() -> None:
    block = [
        ["", "", "", "Mengetahui,", ""],
        ["", "", "", "", ""],
        ["", "Drs. H. Fulan", "", "", ""],
        ["", "NIP. 196501011990031001", "", "", ""],
    ]
    assert list(reasons(*block).values()) == ["signature", "blank", "signature", "signature"]


def test_records_after_a_subtotal_or_a_repeated_header_are_records() -> None:
    after = reasons(["", "JUMLAH", "1", "", ""], ["", "Asep", "", "", ""])
    assert after == {0: "total"}
    page = reasons(["", "Mengetahui", "", "", ""], HEADER, ["", "Asep", "", "", ""])
    assert page == {0: "signature", 1: "repeated header"}


cells = st.sampled_from(
    ["", "Siti", "JUMLAH", "7", "3271044303850001", "Mengetahui", "RW 01", "NAMA"]
)


@given(st.lists(st.lists(cells, min_size=5, max_size=5), max_size=12))
def test_no_row_is_lost_and_none_comes_twice(rows: list[list[str]]) -> None:
    grid = grid_of("A", [[HEADER, SITI, *rows]])
    sheet, records = read_sheet(grid, file="x", mapping=None, include_hidden=False)
    seen = [*records["row"].to_list(), *sheet.left_out["row"].to_list()]
    assert sorted(seen) == list(range(1, grid.height + 1))
