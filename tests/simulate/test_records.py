"""The rows of the simulated lists: the same for one seed, in any number, with the truth beside."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tanggap import simulate
from tanggap.linkage.schema import NUMERIC_MARKS, RAW_FIELDS
from tanggap.simulate import Noise

SEED = 20


@pytest.fixture(scope="module")
def records() -> pl.DataFrame:
    return simulate.raw_records(records=40_000, noise=Noise.MEDIUM, seed=SEED)


def test_a_seed_gives_the_same_rows_again(records: pl.DataFrame) -> None:
    again = simulate.raw_records(records=40_000, noise=Noise.MEDIUM, seed=SEED)
    assert_frame_equal(records, again)


def test_another_seed_gives_another_city(records: pl.DataFrame) -> None:
    other = simulate.raw_records(records=1_000, noise=Noise.MEDIUM, seed=SEED + 1)
    assert not set(other["national_id"].drop_nulls()) <= set(records["national_id"].drop_nulls())


def test_chunks_together_are_the_whole(records: pl.DataFrame) -> None:
    chunks = list(simulate.raw_record_chunks(records=40_000, noise=Noise.MEDIUM, seed=SEED))
    assert len(chunks) > 1
    assert_frame_equal(pl.concat(chunks), records)


def test_a_larger_city_begins_like_a_smaller_one(records: pl.DataFrame) -> None:
    larger = simulate.raw_record_chunks(records=80_000, noise=Noise.MEDIUM, seed=SEED)
    first = next(larger)
    assert_frame_equal(first, records.head(len(first)))


@pytest.mark.parametrize("count", [1, 999, 15_000, 17_001])
def test_exactly_as_many_rows_as_asked_for(count: int) -> None:
    assert len(simulate.raw_records(records=count, noise=Noise.HIGH, seed=3)) == count


def test_columns_are_those_of_the_linkage_schema(records: pl.DataFrame) -> None:
    truth = {"person_id", "household_id", "programme"}
    strata = {f"stratum_{name}" for name in simulate.STRATA}
    assert set(records.columns) - truth - strata - set(NUMERIC_MARKS) <= set(RAW_FIELDS)
    assert set(NUMERIC_MARKS) | truth | strata <= set(records.columns)


def test_no_records_or_an_unknown_region_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        simulate.raw_records(records=0, noise=Noise.LOW, seed=1)
    with pytest.raises(ValueError, match="9999"):
        simulate.raw_records(records=5, noise=Noise.LOW, seed=1, region="9999")


@pytest.mark.parametrize("region", ["1173", "3510", "72.01"])
def test_any_region_can_be_simulated(region: str) -> None:
    records = simulate.raw_records(records=500, noise=Noise.MEDIUM, seed=1, region=region)
    home = region.replace(".", "")
    assert records["national_id"].str.starts_with(home).mean() > 0.4
    assert records["district"].n_unique() > 2


def test_rows_people_and_households_stand_as_in_real_lists(records: pl.DataFrame) -> None:
    """40,000 rows of eight lists hold about 22,600 people of 10,400 households."""
    assert len(records) / records["person_id"].n_unique() == pytest.approx(1.77, abs=0.12)
    assert len(records) / records["household_id"].n_unique() == pytest.approx(3.83, abs=0.2)
    assert records["programme"].n_unique() == 8


@pytest.mark.parametrize(
    ("noise", "right"), [(Noise.LOW, 0.93), (Noise.MEDIUM, 0.77), (Noise.HIGH, 0.56)]
)
def test_share_of_right_niks(noise: Noise, right: float) -> None:
    records = simulate.raw_records(records=15_000, noise=noise, seed=5)
    wrong = records["stratum_no_nik"] | records["stratum_damaged_nik"]
    assert 1 - wrong.mean() == pytest.approx(right, abs=0.03)


@pytest.mark.parametrize("stratum", simulate.STRATA)
def test_every_stratum_is_there_and_small(records: pl.DataFrame, stratum: str) -> None:
    assert 0.002 < records[f"stratum_{stratum}"].mean() < 0.25


def test_one_person_has_one_household(records: pl.DataFrame) -> None:
    homes = records.group_by("person_id").agg(pl.col("household_id").n_unique())
    assert homes["household_id"].max() == 1
