"""Text files with any delimiter, encoding and state of their quotation marks."""

import pytest

from tanggap.intake import read_list

BODY = (
    "NO{d}NIK{d}NAMA{d}ALAMAT\n1{d}3271044303850001{d}Siti Ené{d}Jl. A\n"
    "2{d}3271040303850002{d}Asep{d}Jl. B\n"
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_delimiter_and_encoding_are_found(write_text, delimiter: str, encoding: str) -> None:
    path = write_text("x.csv", BODY.format(d=delimiter).encode(encoding))
    table = read_list(path).table
    assert table["name"].to_list() == ["Siti Ené", "Asep"]
    assert table["row"].to_list() == [2, 3]
    assert table["sheet"].to_list() == ["", ""]


def test_a_line_break_inside_quotes_does_not_count_as_a_record(write_text) -> None:
    text = 'NIK,NAMA,ALAMAT\n3271044303850001,Siti,"Jl. A\nRT 1"\n3271040303850002,Asep,Jl. B\n'
    table = read_list(write_text("x.csv", text)).table
    assert table["row"].to_list() == [2, 3]
    assert table["address"][0] == "Jl. A\nRT 1"


def test_a_quotation_mark_never_closed_swallows_nothing(write_text) -> None:
    lines = [f"{n},3271044303{n:06d},{chr(34) * (n == 5)}Orang" for n in range(100)]
    one = read_list(write_text("x.csv", "NO,NIK,NAMA\n" + "\n".join(lines)))
    assert one.table.height == 100
    assert [problem.code for problem in one.problems] == ["QUOTES_BROKEN"]


def test_the_delimiter_named_for_excel_is_believed(write_text) -> None:
    table = read_list(write_text("x.csv", "sep=;\nNIK;NAMA\n3271044303850001;Siti, Hj.\n")).table
    assert table["name"][0] == "Siti, Hj."


def test_formulas_stay_text_and_are_marked(write_text) -> None:
    text = 'NIK,NAMA,ALAMAT\n="3271044303850001",=cmd|x!A0,@SUM(1)\n3271040303850002,-,+62 812\n'
    one = read_list(write_text("x.csv", text))
    assert one.table["national_id"][0] == "3271044303850001"
    assert one.table["name"][0] == "=cmd|x!A0"
    marks = [(p.code, p.row, p.column) for p in one.all_problems()]
    assert marks == [("CELL_LIKE_FORMULA", 2, "name"), ("CELL_LIKE_FORMULA", 2, "address")]


def test_broken_letters_and_endless_cells_are_survived_and_marked(write_text) -> None:
    text = f"NIK,NAMA,ALAMAT\n3271044303850001,Si\0ti,{'A' * 500_000}\n"
    one = read_list(write_text("x.csv", text))
    assert one.table["name"][0] == "Siti"
    assert len(one.table["address"][0]) == 2_000
    assert {(p.code, p.row) for p in one.all_problems()} == {
        ("CELL_HAS_NUL", 2),
        ("CELL_TOO_LONG", 2),
    }


def test_a_record_longer_than_the_header_is_pointed_out(write_text) -> None:
    lines = [f"3271044303{n:06d},Orang" for n in range(60)] + ["3271044303850099,Siti,lebih"]
    one = read_list(write_text("x.csv", "NIK,NAMA\n" + "\n".join(lines)))
    assert [(p.code, p.row) for p in one.all_problems()] == [("ROW_TOO_LONG", 62)]


def test_thousands_of_columns_and_equal_rows_are_read(write_text) -> None:
    wide = ",".join(["NIK", "NAMA", *(f"X{n}" for n in range(5_000))])
    one = read_list(write_text("x.csv", f"{wide}\n3271044303850001,Siti{',1' * 5_000}\n"))
    assert one.table["name"][0] == "Siti"
    assert "MANY_COLUMNS" in {p.code for p in one.all_problems()}
    equal = read_list(write_text("y.csv", "NIK,NAMA\n" + "3271044303850001,Siti\n" * 30_000))
    assert equal.table.height == 30_000
