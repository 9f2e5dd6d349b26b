"""The files of a simulated city: readable by another program, true row by row."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from tanggap import simulate
from tanggap.simulate import CitySummary, Noise
from tanggap.simulate.layouts import Layout, layouts
from tanggap.simulate.programmes import Programme

Row = tuple[Any, ...]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kota")


@pytest.fixture(scope="module")
def summary(directory: Path) -> CitySummary:
    return simulate.write_city(directory, people=2_500, noise=Noise.LOW, seed=4)


@pytest.fixture(scope="module")
def truth(summary: CitySummary) -> pl.DataFrame:
    return pl.read_csv(summary.truth, schema_overrides={"sheet": pl.String})


def rows_of(path: Path, layout: Layout) -> dict[tuple[str, int], Row]:
    """Return every row of a file by its sheet and number, as another program reads them."""
    if layout.is_workbook:
        book = openpyxl.load_workbook(path)
        return {
            (sheet.title, number): row
            for sheet in book
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
        }
    with path.open(encoding=layout.encoding, newline="") as file:
        records = csv.reader(file, delimiter=layout.delimiter)
        return {("", number): tuple(row) for number, row in enumerate(records, start=1)}


@pytest.mark.parametrize("programme", list(Programme))
def test_truth_points_at_the_rows_of_its_people(
    programme: Programme, directory: Path, truth: pl.DataFrame
) -> None:
    """Rows of one person carry one NIK far more often than chance, in any list."""
    layout = layouts()[programme]
    rows = rows_of(directory / layout.file, layout)
    numbers = {column.header for column in layout.columns if column.source == "national_id"}
    place = [column.header in numbers for column in layout.columns].index(True)
    niks = pl.DataFrame(
        [
            (person, str(rows[sheet or "", row][place] or ""))
            for _, sheet, row, person, _ in truth.filter(pl.col("file") == layout.file).iter_rows()
        ],
        schema=["person_id", "nik"],
        orient="row",
    )
    full = niks.filter(pl.col("nik").str.contains(r"^\d{16}$"))
    assert len(full) > 0.85 * len(niks)
    per_nik = full.group_by("nik").agg(pl.col("person_id").n_unique())
    assert (per_nik["person_id"] == 1).mean() > 0.95
    assert all(
        rows[sheet or "", row][0]
        for _, sheet, row, *_ in truth.filter(pl.col("file") == layout.file).iter_rows()
    )


def test_every_list_shows_the_same_nik_for_a_person(directory: Path, truth: pl.DataFrame) -> None:
    seen: dict[int, Counter[str]] = {}
    for layout in layouts().values():
        rows = rows_of(directory / layout.file, layout)
        place = [column.source for column in layout.columns].index("national_id")
        for _, sheet, row, person, _ in truth.filter(pl.col("file") == layout.file).iter_rows():
            seen.setdefault(person, Counter())[str(rows[sheet or "", row][place])] += 1
    often = [
        counts.most_common(1)[0][1] / counts.total()
        for counts in seen.values()
        if counts.total() > 2
    ]
    assert sum(often) / len(often) > 0.9


def test_summary_counts_what_was_written(summary: CitySummary, truth: pl.DataFrame) -> None:
    assert summary.records == len(truth) == sum(summary.rows_per_file.values())
    assert summary.people == pytest.approx(2_500, rel=0.08)
    assert summary.people_listed == truth["person_id"].n_unique() < summary.people
    assert summary.households_listed == truth["household_id"].n_unique() < summary.households
    assert dict(truth["file"].value_counts().iter_rows()) == summary.rows_per_file


def test_the_same_seed_writes_the_same_files(
    directory: Path, summary: CitySummary, tmp_path: Path
) -> None:
    simulate.write_city(tmp_path, people=2_500, noise=Noise.LOW, seed=4)
    for layout in layouts().values():
        assert rows_of(tmp_path / layout.file, layout) == rows_of(directory / layout.file, layout)
    assert (tmp_path / simulate.TRUTH_FILE).read_bytes() == summary.truth.read_bytes()


def test_layouts_are_as_varied_as_life(directory: Path, summary: CitySummary) -> None:
    books = {
        programme: openpyxl.load_workbook(directory / layout.file)
        for programme, layout in layouts().items()
        if layout.is_workbook
    }
    states = [sheet.sheet_state for book in books.values() for sheet in book]
    assert "hidden" in states
    assert len(books[Programme.PKH].sheetnames) == 6
    merged = [str(area) for area in books[Programme.BST]["Data Bayar"].merged_cells.ranges]
    assert "B4:D4" in merged
    assert "A4:A5" in merged
    dates = {
        type(row[5]).__name__
        for row in books[Programme.BST]["Data Bayar"].iter_rows(min_row=6, values_only=True)
    }
    assert {"datetime", "str"} <= dates
    assert (directory / layouts()[Programme.BPNT].file).read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        (directory / layouts()[Programme.PROV_JABAR].file).read_text("utf-8")


def test_progress_rises_to_one(tmp_path: Path) -> None:
    seen: list[float] = []
    simulate.write_city(
        tmp_path, people=300, noise=Noise.HIGH, seed=1, region="1173", progress=seen.append
    )
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1)


@pytest.mark.parametrize("people", [0, -3, simulate.MOST_PEOPLE + 1])
def test_impossible_sizes_are_refused(people: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="people must lie"):
        simulate.write_city(tmp_path, people=people, noise=Noise.LOW, seed=1)


def test_a_city_of_one_person_can_be_written(tmp_path: Path) -> None:
    summary = simulate.write_city(tmp_path, people=1, noise=Noise.LOW, seed=1)
    assert len(list(tmp_path.iterdir())) == 9
    assert summary.households == 1
