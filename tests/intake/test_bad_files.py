"""Files that cannot be read give a sentence with their name and what to do, never a traceback."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tanggap.intake import UnreadableList, read_list, read_lists
from tanggap.intake.formats import guards

HEADER = ["NO", "NIK", "NAMA", "ALAMAT"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOF = b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 12
WRITE_PROTECT = b"\x86\x00\x00\x00"
FILE_PASS = b"\x2f\x00\x36\x00" + b"\x01\x00" * 27


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "FILE_EMPTY"),
        ("a.csv", b"\0" * 5_000, "FILE_EMPTY"),
        ("a.xlsx", b"%PDF-1.7 ...", "FILE_NOT_A_LIST"),
        ("a.xlsx", b"<html><table><tr><td>NIK</td></tr></table></html>", "FILE_SAVE_AS"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:x:spreadsheet"/>', "FILE_SAVE_AS"),
        ("a.xlsx", b"PK\x03\x04" + bytes(range(256)), "FILE_BROKEN"),
        ("a.xls", OLE + b"\0" * 3_000, "FILE_BROKEN"),
        ("a.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "FILE_LOCKED"),
        ("a.xls", OLE + b"\0" * 504 + BOF + WRITE_PROTECT + FILE_PASS, "FILE_LOCKED"),
        ("a.xls", OLE + b"\0" * 504 + BOF + WRITE_PROTECT + b"\0" * 60, "FILE_BROKEN"),
        ("a.csv", bytes(range(1, 32)) * 40, "FILE_NOT_A_LIST"),
        ("a.csv", b"Yth. Bapak Camat\ndengan hormat\n", "NO_DATA"),
    ],
)  # fmt: skip
def test_what_is_no_list_says_so(write_text, name: str, content: bytes, code: str) -> None:
    with pytest.raises(UnreadableList) as failure:
        read_list(write_text(name, content))
    assert failure.value.code == code
    assert name in failure.value.sentence.id
    assert name in failure.value.sentence.en


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableList, match="not found"):
        read_list(tmp_path / "none.xlsx")
    with pytest.raises(UnreadableList, match="folder"):
        read_list(tmp_path)


def test_a_file_cut_in_half_is_broken(write_xlsx, write_text, people) -> None:
    whole = write_xlsx("a.xlsx", {"A": [HEADER, *people]}).read_bytes()
    with pytest.raises(UnreadableList, match="broken"):
        read_list(write_text("b.xlsx", whole[: len(whole) // 2]))


def repacked(source: Path, target: Path, find: bytes, put: bytes) -> Path:
    """Copy a workbook, with bytes of its first sheet replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(find, put) if "sheet1" in name else content)
    return target


def test_a_bomb_is_refused_before_it_is_unpacked(write_xlsx, people, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(guards, "RATIO_MATTERS", 1 << 20)
    source = write_xlsx("a.xlsx", {"A": [HEADER, *people]})
    bomb = repacked(
        source, tmp_path / "b.xlsx", b"</sheetData>", b" " * 5_000_000 + b"</sheetData>"
    )
    with pytest.raises(UnreadableList) as failure:
        read_list(bomb)
    assert failure.value.code == "FILE_BOMB"


def test_a_file_that_unpacks_to_too_much_is_refused(write_xlsx, people, monkeypatch) -> None:
    monkeypatch.setattr(guards, "LARGEST_ARCHIVE", 2_000)
    with pytest.raises(UnreadableList) as failure:
        read_list(write_xlsx("a.xlsx", {"A": [HEADER, *people]}))
    assert failure.value.code == "FILE_TOO_LARGE"


def test_a_stray_cell_far_away_is_named(write_xlsx, people, tmp_path) -> None:
    stray = b'<row r="900000"><c r="XFD900000"><v>1</v></c></row></sheetData>'
    source = write_xlsx("a.xlsx", {"A": [HEADER, *people]})
    with pytest.raises(UnreadableList) as failure:
        read_list(repacked(source, tmp_path / "b.xlsx", b"</sheetData>", stray))
    assert failure.value.code == "SHEET_TOO_WIDE"
    assert "XFD900000" in failure.value.sentence.en


def test_a_coloured_but_empty_cell_far_away_does_no_harm(write_xlsx, people, tmp_path) -> None:
    empty = b'<row r="900000"><c r="XFD900000" s="0"/></row></sheetData>'
    source = write_xlsx("a.xlsx", {"A": [HEADER, *people]})
    one = read_list(repacked(source, tmp_path / "b.xlsx", b"</sheetData>", empty))
    assert one.table.height == 12


def test_content_decides_where_the_name_lies(write_xlsx, people) -> None:
    path = write_xlsx("a.xlsx", {"A": [HEADER, *people]}).rename
    one = read_list(path(path.__self__.with_suffix(".csv")))
    assert one.kind == "xlsx"
    assert [problem.code for problem in one.problems] == ["OTHER_FORMAT"]


def test_one_bad_file_does_not_stop_the_others(write_text) -> None:
    good = write_text("good.csv", "NIK,NAMA\n3271044303850001,Siti\n")
    bad = write_text("bad.xlsx", b"%PDF")
    intake = read_lists([bad, ("PKH", good)])
    assert [failure.path for failure in intake.unreadable] == [bad]
    assert intake.table.select("programme", "name").rows() == [("PKH", "Siti")]
    assert read_lists([bad]).table.columns == ["programme", "file", "sheet", "row"]


def test_the_same_file_twice_and_one_name_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.csv").write_text("NIK,NAMA\n3271044303850001,Siti\n")
    intake = read_lists([tmp_path / "a" / "x.csv", tmp_path / "b" / "x.csv"])
    assert intake.table["file"].to_list() == ["a/x.csv", "b/x.csv"]
    assert [problem.code for problem in intake.problems] == ["SAME_CONTENT"]


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(place=st.integers(0, 4_000), noise=st.binary(min_size=1, max_size=40))
def test_damage_anywhere_gives_a_list_or_a_sentence(
    write_xlsx, write_text, people, place, noise
) -> None:
    whole = write_xlsx("a.xlsx", {"A": [HEADER, *people]}).read_bytes()
    damaged = whole[:place] + noise + whole[place + len(noise) :]
    intake = read_lists([write_text("b.xlsx", damaged)])
    assert len(intake.lists) + len(intake.unreadable) == 1
    assert all("b.xlsx" in failure.sentence.id for failure in intake.unreadable)
