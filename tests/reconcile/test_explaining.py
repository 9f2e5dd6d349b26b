"""Naming two rows of a result."""

from pathlib import Path

import polars as pl
import pytest

from tanggap.reconcile import CannotExplain, explain_rows
from tanggap.reconcile.explaining import find_row


@pytest.fixture
def rows() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "file": ["PKH: II.xlsx", "PKH: II.xlsx", "bst.csv"],
            "sheet": ["Bogor Barat", "Bogor Timur", ""],
            "row": [6, 6, 2],
            "programme": ["PKH", "PKH", "BST"],
            "person": [0, 1, 0],
            "household": [0, 1, 0],
        }
    )


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("PKH: II.xlsx:Bogor Timur:6", 1),
        ("pkh: ii.xlsx:bogor timur:6", 1),
        ("daftar/bst.csv:2", 2),
        ("bst.csv:2", 2),
        (r"C:\daftar\bst.csv:2", 2),
        ("2", 0),
        ("4", 2),
    ],
)
def test_a_row_is_found_by_its_place_or_its_line(rows: pl.DataFrame, name: str, index: int) -> None:
    assert find_row(rows, name).index == index


@pytest.mark.parametrize("name", ["bst.csv:3", "bst.csv", "1", "99", "", ":", "x:y:z"])
def test_a_row_that_is_not_there_is_told_in_a_sentence(rows: pl.DataFrame, name: str) -> None:
    with pytest.raises(CannotExplain) as caught:
        find_row(rows, name)
    assert "BERKAS" in caught.value.sentence.id


def test_two_sheets_with_the_same_row_need_the_sheet_named(rows: pl.DataFrame) -> None:
    with pytest.raises(CannotExplain) as caught:
        find_row(rows, "PKH: II.xlsx:6")
    assert "beberapa lembar" in caught.value.sentence.id


def test_a_result_of_another_version_is_told_in_a_sentence(
    rows: pl.DataFrame, tmp_path: Path
) -> None:
    (tmp_path / ".tanggap").mkdir()
    rows.write_parquet(tmp_path / ".tanggap" / "rows.parquet")
    rows.write_parquet(tmp_path / ".tanggap" / "raw.parquet")
    (tmp_path / ".tanggap" / "model.json").write_text("{}", "utf-8")
    with pytest.raises(CannotExplain) as caught:
        explain_rows(tmp_path, "2", "3")
    assert "versi lain" in caught.value.sentence.id


def test_a_folder_that_is_no_result_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotExplain) as caught:
        explain_rows(tmp_path, "2", "3")
    assert "tanggap link" in caught.value.sentence.id
