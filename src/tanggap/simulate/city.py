"""A whole city on disk: its eight lists and the truth beside them."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np
import polars as pl

from tanggap.simulate.layouts import Layout, layouts
from tanggap.simulate.noise import Noise
from tanggap.simulate.programmes import CODES, Programme
from tanggap.simulate.records import populate, write_rows
from tanggap.simulate.setting import Setting, describe
from tanggap.simulate.town import HOUSEHOLDS_PER_CHUNK
from tanggap.simulate.workbooks import SHEET_ROWS, Placed, write_text, write_workbook

PEOPLE_PER_HOUSEHOLD: Final = 3.78
MOST_PEOPLE: Final = 2_000_000
TRUTH_FILE: Final = "truth.csv"
TRUTH_COLUMNS: Final = ("file", "sheet", "row", "person_id", "household_id")
_MADE: Final = 0.25  # of the time: making the city; the rest is writing the files


class RowWriter(Protocol):
    """What `csv.writer` returns."""

    def writerow(self, row: Iterable[object], /) -> object:
        """Write one row."""


@dataclass(frozen=True, slots=True)
class CitySummary:
    """What was written: counts, and the rows of every file by its name."""

    region: str
    people: int
    households: int
    records: int
    people_listed: int
    households_listed: int
    rows_per_file: dict[str, int]
    truth: Path


def write_city(
    directory: Path,
    *,
    people: int,
    noise: Noise,
    seed: int,
    region: str = "3271",
    progress: Callable[[float], None] | None = None,
) -> CitySummary:
    """Write the recipient lists of a city of about `people` inhabitants, and `truth.csv`.

    About as many rows come out as there are inhabitants. `truth.csv` has the columns file,
    sheet, row, person_id, household_id: `row` as the spreadsheet shows it, for CSV the record's
    number counting the header as 1; `sheet` is empty for CSV. `progress` is called with the
    share done, 0 to 1. The city is held in memory, about 1 GB for a million people.

    Raises ValueError for an unknown region, or for fewer than 1 or more than MOST_PEOPLE people
    (use `raw_record_chunks` for more); OSError when the directory cannot be written.
    """
    if not 1 <= people <= MOST_PEOPLE:
        message = f"people must lie between 1 and {MOST_PEOPLE}, not {people}"
        raise ValueError(message)
    report = progress or (lambda _: None)
    setting = describe(region, seed)
    rows, inhabitants, households = _make(setting, people, noise, report)
    directory.mkdir(parents=True, exist_ok=True)
    rows_per_file = _write_lists(directory, setting, rows, report)
    return CitySummary(
        region=setting.full_name,
        people=inhabitants,
        households=households,
        records=len(rows),
        people_listed=rows["person_id"].n_unique(),
        households_listed=rows["household_id"].n_unique(),
        rows_per_file=rows_per_file,
        truth=directory / TRUTH_FILE,
    )


def _make(
    setting: Setting, people: int, noise: Noise, report: Callable[[float], None]
) -> tuple[pl.DataFrame, int, int]:
    """Make the city chunk by chunk; return its rows in no order, inhabitants and households."""
    households = max(1, round(people / PEOPLE_PER_HOUSEHOLD))
    tables = []
    inhabitants = 0
    for chunk, start in enumerate(range(0, households, HOUSEHOLDS_PER_CHUNK)):
        count = min(HOUSEHOLDS_PER_CHUNK, households - start)
        town, rows, rng = populate(setting, chunk, count, noise)
        tables.append(write_rows(town, rows, noise, rng))
        inhabitants += len(town.nik)
        report(_MADE * (start + count) / households)
    return (
        pl.concat(tables).sample(fraction=1, shuffle=True, seed=setting.seed),
        inhabitants,
        households,
    )


def _write_lists(
    directory: Path, setting: Setting, rows: pl.DataFrame, report: Callable[[float], None]
) -> dict[str, int]:
    """Write every list and the truth; return the rows of each file."""
    rows_per_file: dict[str, int] = {}
    with (directory / TRUTH_FILE).open("w", encoding="utf-8", newline="") as file:
        truth = csv.writer(file, lineterminator="\n")
        truth.writerow(TRUTH_COLUMNS)
        for programme, layout in layouts().items():
            listed = rows.filter(pl.col("programme") == CODES[programme])
            for placed in _write_list(directory, setting, programme, layout, listed):
                _write_truth(truth, layout.file, placed)
            rows_per_file[layout.file] = len(listed)
            report(_MADE + (1 - _MADE) * sum(rows_per_file.values()) / max(len(rows), 1))
    return rows_per_file


def _write_list(
    directory: Path, setting: Setting, programme: Programme, layout: Layout, rows: pl.DataFrame
) -> list[Placed]:
    rng = np.random.default_rng(np.random.SeedSequence([setting.seed, 8 + programme]))
    path = directory / layout.file
    if not layout.is_workbook:
        return write_text(path, layout, rows, rng, setting.full_name)
    return write_workbook(path, layout, _sheets(setting, layout, rows), rng, setting.full_name)


def _sheets(setting: Setting, layout: Layout, rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Divide a list over sheets: one, or one per kecamatan, and further ones when too long."""
    if layout.sheets == "by_district":
        parts = {
            str(name): rows.filter(pl.col("home_district") == at)
            for at, name in enumerate(setting.district_names)
        }
        parts = {name[:31]: part for name, part in parts.items() if len(part)}
    else:
        parts = {layout.sheet: rows}
    return {
        name if not start else f"{name[:24]} ({1 + start // SHEET_ROWS})": part[
            start : start + SHEET_ROWS
        ]
        for name, part in parts.items()
        for start in range(0, max(len(part), 1), SHEET_ROWS)
    }


def _write_truth(truth: RowWriter, file: str, placed: Placed) -> None:
    numbers = range(placed.first, placed.first + len(placed.rows))
    persons, households = placed.rows["person_id"], placed.rows["household_id"]
    for row, person, household in zip(numbers, persons, households, strict=True):
        truth.writerow([file, placed.sheet, row, person, household])
