"""The rows of the lists as their offices wrote them, with the truth beside each."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.simulate import town as towns
from tanggap.simulate.noise import Noise, Strikes
from tanggap.simulate.programmes import CODES, Rows, enrol
from tanggap.simulate.setting import Setting, describe
from tanggap.simulate.strata import strata
from tanggap.simulate.town import HOUSEHOLDS_PER_CHUNK, Town
from tanggap.simulate.writing_numbers import write_family_ids, write_national_ids
from tanggap.simulate.writing_people import write_births, write_mothers, write_names, write_sexes
from tanggap.simulate.writing_places import write_phones, write_places

_ROW_SPREAD: Final = 0.5
TEXT_COLUMNS: Final = (
    *("national_id", "family_id", "name", "mother_name", "birth_date", "birth_place", "sex"),
    *("phone", "address", "rt", "rw", "village", "district", "programme"),
)
INTERNAL_COLUMNS: Final = ("birth_is_date", "home_district")


def raw_records(*, records: int, noise: Noise, seed: int, region: str = "3271") -> pl.DataFrame:
    """Return `records` rows of the eight lists of a synthetic city.

    Text columns are named as in the linkage schema (`national_id`, `family_id`, `name`, …,
    `programme`), null where the list has no such column or the cell is empty;
    `national_id_is_number` and `family_id_is_number` mark cells that Excel kept as numbers.
    `person_id` and `household_id` are the truth; `stratum_*` say which rows are hard, and why.
    The rows of a seed begin alike whatever their number. Takes about 0.4 GB a million rows.

    Raises ValueError for an unknown region or less than one record.
    """
    return pl.concat(
        list(raw_record_chunks(records=records, noise=noise, seed=seed, region=region))
    )


def raw_record_chunks(
    *, records: int, noise: Noise, seed: int, region: str = "3271"
) -> Iterator[pl.DataFrame]:
    """Yield the same rows as `raw_records` in tables of some 16,000, in constant memory."""
    if records < 1:
        message = f"records must be at least 1, not {records}"
        raise ValueError(message)
    setting = describe(region, seed)
    left = records
    chunk = 0
    while left:
        town, rows, rng = populate(setting, chunk, HOUSEHOLDS_PER_CHUNK, noise)
        rows = Rows(rows.person[:left], rows.programme[:left])
        yield write_rows(town, rows, noise, rng).drop(INTERNAL_COLUMNS)
        left -= len(rows)
        chunk += 1


def populate(
    setting: Setting, chunk: int, households: int, noise: Noise
) -> tuple[Town, Rows, np.random.Generator]:
    """Build a chunk of the city and its list rows, the same for one seed, chunk and noise."""
    rng = np.random.default_rng(np.random.SeedSequence(setting.seed, spawn_key=(chunk,)))
    town = towns.build(setting, chunk, households, rng)
    return town, enrol(town, noise, rng), rng


def write_rows(town: Town, rows: Rows, noise: Noise, rng: np.random.Generator) -> pl.DataFrame:
    """Write the rows down with the faults of their offices, in an order that tells nothing."""
    strikes = Strikes(rng, noise, _carelessness(town, rows, rng))
    national, national_number, number_damaged = write_national_ids(town, rows, strikes)
    family, family_number = write_family_ids(town, rows, strikes)
    birth_date, birth_place, is_date = write_births(town, rows, strikes)
    columns: dict[str, NDArray[np.generic]] = {
        "national_id": national,
        "family_id": family,
        "name": write_names(town, rows, strikes),
        "mother_name": write_mothers(town, rows, strikes),
        "birth_date": birth_date,
        "birth_place": birth_place,
        "sex": write_sexes(town, rows, strikes),
        "phone": write_phones(town, rows, strikes),
        **write_places(town, rows, strikes),
        "programme": np.array(CODES, dtype=object)[rows.programme],
    }
    order = rng.permutation(len(rows))
    text = {
        name: pl.Series(name, columns[name][order].tolist(), dtype=pl.String)
        for name in TEXT_COLUMNS
    }
    flags = {
        "national_id_is_number": national_number,
        "family_id_is_number": family_number,
        "person_id": town.person_id[rows.person],
        "household_id": town.household_id[rows.person],
        **strata(town, rows, national, number_damaged),
        "birth_is_date": is_date,
        "home_district": town.setting.village_district[
            town.homes.village[town.household[rows.person]]
        ],
    }
    return pl.DataFrame({**text, **{name: values[order] for name, values in flags.items()}})


def _carelessness(town: Town, rows: Rows, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return a factor per row, mean 1: the office's habit times the day's attention."""
    village = town.homes.village[town.household[rows.person]]
    habit = town.setting.carelessness[village, rows.programme]
    attention = rng.lognormal(-(_ROW_SPREAD**2) / 2, _ROW_SPREAD, len(rows))
    return np.asarray(habit * attention, dtype=np.float64)
