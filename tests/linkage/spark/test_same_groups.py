"""Both engines find the same people, households, model and doubtful pairs."""

from typing import NamedTuple

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from pyspark.sql import SparkSession

from tanggap.linkage import Linkage, link
from tanggap.linkage.engines.spark import OnSpark, link_spark
from tanggap.simulate import raw_records

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TRUTH = ("person_id", "household_id")


class Both(NamedTuple):
    embedded: Linkage
    on_spark: Linkage
    must: tuple[int, int]
    cannot: tuple[int, int]


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    """A few thousand rows with many faults, one NIK for every fortieth of them, and two pastes.

    One row was pasted sixty times, another sixty times with a new number each.
    """
    city = raw_records(records=3000, noise="high", seed=11)
    raw = city.drop(*TRUTH, *[name for name in city.columns if name.startswith("stratum_")])
    everybodys = pl.int_range(pl.len()) % 40 == 0
    placeholder = pl.when(everybodys).then(pl.lit("3271015505800001"))
    raw = raw.with_columns(placeholder.otherwise(pl.col("national_id")).alias("national_id"))
    numbers = [f"32710115058{place:05}" for place in range(60)]
    namesakes = pl.concat([raw[5:6]] * 60).with_columns(pl.Series("national_id", numbers))
    return pl.concat([raw, *[raw[3:4]] * 60, namesakes])


@pytest.fixture(scope="module")
def both(rows: pl.DataFrame, spark: SparkSession) -> Both:
    person = link(rows).person
    order = np.argsort(person, kind="stable")
    twice = np.flatnonzero(np.diff(person[order]) == 0)[0]
    cannot = int(order[twice]), int(order[twice + 1])
    must = int(order[0]), int(order[-1])
    decided = {"must_link": [must], "cannot_link": [cannot]}
    embedded = link(rows, **decided)
    return Both(embedded, link(rows, engine=OnSpark(spark), **decided), must, cannot)


def partition(groups: np.ndarray) -> list[int]:
    """Name each row's group after its first row, so that numbering makes no difference."""
    first: dict[int, int] = {}
    return [first.setdefault(group, row) for row, group in enumerate(groups.tolist())]


def test_people_are_the_same(both: Both) -> None:
    found = partition(both.on_spark.person)
    assert found == partition(both.embedded.person)
    assert len(set(found)) < len(found)


def test_a_frame_on_the_cluster_gives_the_same_people(
    both: Both, rows: pl.DataFrame, spark: SparkSession
) -> None:
    frame = spark.createDataFrame(rows.with_row_index("row_id").cast({"row_id": int}).to_arrow())
    found = link_spark(frame, must_link=[both.must], cannot_link=[both.cannot])
    groups = pl.DataFrame(pl.from_arrow(found.groups.orderBy("row_id").toArrow()))
    assert groups["row_id"].to_list() == list(range(rows.height))
    assert partition(groups["person"].to_numpy()) == partition(both.embedded.person)
    assert partition(groups["household"].to_numpy()) == partition(both.embedded.household)


def test_households_are_the_same(both: Both) -> None:
    found = partition(both.on_spark.household)
    assert found == partition(both.embedded.household)
    assert len(set(found)) < len(set(both.on_spark.person.tolist()))


def test_the_learned_model_is_the_same_to_the_last_bit(both: Both) -> None:
    ours, theirs = both.embedded.model, both.on_spark.model
    assert np.array_equal(ours.mixture.shares, theirs.mixture.shares)
    assert all(map(np.array_equal, ours.mixture.levels, theirs.mixture.levels))
    assert np.array_equal(ours.homes, theirs.homes)


def test_doubtful_pairs_are_the_same(both: Both) -> None:
    assert len(both.embedded.review) > 0
    ours, theirs = (found.review.sort("a", "b") for found in (both.embedded, both.on_spark))
    assert_frame_equal(ours, theirs, abs_tol=1e-12)


def test_families_speak_for_the_same_pairs(both: Both) -> None:
    assert np.array_equal(both.embedded.kin, both.on_spark.kin)


def test_decisions_are_obeyed(both: Both) -> None:
    person = both.on_spark.person
    assert person[both.must[0]] == person[both.must[1]]
    assert person[both.cannot[0]] != person[both.cannot[1]]
