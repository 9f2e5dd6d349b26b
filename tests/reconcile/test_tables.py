"""The tables that officers work with."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tanggap.intake import Finding
from tanggap.language import Sentence
from tanggap.reconcile.pipeline import all_tables
from tanggap.reconcile.writing import harmless, write_tables

NIK_A = "3271010101800001"


@pytest.fixture
def tables(city: Any) -> dict[str, pl.DataFrame]:
    return all_tables(city[0], [], show_ids=False)


def test_records_have_one_line_per_row_and_the_promised_header(
    tables: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    write_tables(tables, tmp_path)
    lines = (tmp_path / "records.csv").read_text("utf-8").splitlines()
    assert lines[0] == "file,sheet,row,programme,person_id,household_id,status,problems"
    assert lines[1] == "PKH.xlsx,Data,2,PKH,P000001,R000001,overlap,"
    assert lines[3] == "BST.xlsx,Data,4,BST,P000003,R000002,unknown,NIK_MISSING"
    assert len(lines) == 7


def test_people_and_households_gather_their_rows(tables: dict[str, pl.DataFrame]) -> None:
    first = tables["people"].row(0, named=True)
    assert first["programmes"] == "DTSEN;PENGAJUAN;PKH"
    assert first["listed"] == "PKH.xlsx/Data/2 | DTSEN.xlsx/Data/5 | PENGAJUAN.xlsx/Data/6"
    household = tables["households"].row(0, named=True)
    assert (household["people"], household["rows"], household["lists"]) == (2, 4, 4)
    assert household["rules_broken"] == "BST-REGULER"


def test_an_overlap_cites_rule_money_and_evidence(tables: dict[str, pl.DataFrame]) -> None:
    (overlap,) = tables["overlaps"].to_dicts()
    assert (overlap["programme_kept"], overlap["programme_to_check"]) == ("PKH", "BST")
    assert overlap["rupiah_per_month"] == 600_000
    assert overlap["evidence"] == "PKH.xlsx/Data/2 | BST.xlsx/Data/3"
    assert "PKH" in overlap["reason"]


def test_numbers_are_masked_everywhere_unless_asked_for(city: Any) -> None:
    for name, table in all_tables(city[0], [], show_ids=False).items():
        assert NIK_A not in table.write_csv(), name
    assert NIK_A in all_tables(city[0], [], show_ids=True)["people"].write_csv()


def test_doubts_that_matter_come_first(judged: Any, row: Any) -> None:
    rows = [row("PKH", 0, 0), row("BPNT", 1, 1), row("BST", 2, 2)]
    ledger, _ = judged(*rows, review=[(0, 1, 0.5), (0, 2, 0.7)])
    review = all_tables(ledger, [], show_ids=False)["review"]
    assert review["changes_an_answer"].to_list() == ["yes", "no"]
    assert review["b_programme"].to_list() == ["BST", "BPNT"]


def test_problems_tell_files_first_and_each_row_once(city: Any) -> None:
    sentence = Sentence("Lembar tersembunyi.", "Hidden sheet.")
    hidden = Finding("SHEET_HIDDEN", sentence, "PKH.xlsx", "Lama")
    problems = all_tables(city[0], [hidden], show_ids=False)["problems"]
    assert problems["code"].to_list() == ["SHEET_HIDDEN", "NIK_MISSING"]
    assert problems["row"].to_list() == [None, 4]
    assert problems["masalah"][1]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "  @"])
def test_no_cell_is_run_as_a_formula(start: str) -> None:
    table = pl.DataFrame({"name": [f"{start}cmd", "AMAN", None], "row": [1, 2, 3]})
    assert harmless(table)["name"].to_list() == [f"'{start}cmd", "AMAN", None]


def test_parquet_keeps_text_as_it_is(tmp_path: Path) -> None:
    table = pl.DataFrame({"name": ["=2+2"]})
    written = write_tables({"people": table}, tmp_path, formats=("csv", "parquet"))
    assert [path.name for path in written] == ["people.csv", "people.parquet"]
    assert pl.read_parquet(written[1]).equals(table)
