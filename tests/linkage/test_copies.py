"""Pasted rows and crowds of namesakes leave everybody else as they were."""

import numpy as np
import polars as pl
import pytest

from tanggap.linkage import evaluate, link
from tanggap.linkage.copies import MANY, find_copies
from tanggap.simulate import raw_records


@pytest.fixture(scope="module")
def city() -> pl.DataFrame:
    return raw_records(records=4000, noise="medium", seed=21)


def raw(city: pl.DataFrame) -> pl.DataFrame:
    truth = [name for name in city.columns if name.startswith(("person_", "house", "stratum_"))]
    return city.drop(truth)


def pasted(rows: pl.DataFrame, *, place: int, times: int) -> pl.DataFrame:
    return pl.concat([rows, *[rows[place : place + 1]] * times])


def test_a_row_pasted_thousands_of_times_is_one_person_and_changes_nobody_else(
    city: pl.DataFrame,
) -> None:
    rows = raw(city)
    alone, beside = link(rows), link(pasted(rows, place=7, times=5000))
    assert set(beside.person[4000:].tolist()) == {int(beside.person[7])}
    assert set(beside.household[4000:].tolist()) == {int(beside.household[7])}
    assert np.array_equal(beside.person[:4000], alone.person)
    assert np.array_equal(beside.household[:4000], alone.household)
    assert beside.review.equals(alone.review)
    assert len(beside.records) == 9000


def test_copies_between_other_rows_are_reported_by_their_own_numbers(city: pl.DataFrame) -> None:
    rows = raw(city)
    behind = link(pl.concat([*[rows[7:8]] * 500, rows]))
    alone = link(rows)
    shifted = alone.review.select(pl.col("a", "b") + 500)
    first = pl.when(pl.col("a") == 507).then(0).otherwise("a").alias("a")
    second = pl.when(pl.col("b") == 507).then(0).otherwise("b").alias("b")
    expected = {tuple(sorted(pair)) for pair in shifted.select(first, second).rows()}
    assert {tuple(sorted(pair)) for pair in behind.review.select("a", "b").rows()} == expected


def test_twenty_thousand_namesakes_teach_the_model_nothing(city: pl.DataFrame) -> None:
    rows = raw(city)
    numbers = [f"32710115058{place:05}" for place in range(20_000)]
    crowd = pl.concat([rows[7:8]] * 20_000).with_columns(pl.Series("national_id", numbers))
    found = link(pl.concat([rows, crowd]))
    truth = city["person_id"].to_numpy()
    assert evaluate.pairwise(found.person[:4000], truth).f1 > 0.97


def test_equal_rows_that_say_little_may_be_different_people() -> None:
    few_cells = pl.DataFrame({"name": ["SITI"] * 20, "village": ["KATULAMPA"] * 20})
    assert find_copies(few_cells, []) is None


def test_rows_that_a_clerk_decided_on_are_no_copies(city: pl.DataFrame) -> None:
    rows = pasted(raw(city), place=7, times=10)
    apart = (4001, 4002)
    copies = find_copies(rows, [apart])
    assert copies is not None
    assert {4001, 4002} <= set(copies.kept.tolist())
    found = link(rows, cannot_link=[apart])
    assert found.person[4001] != found.person[4002]


@pytest.mark.parametrize(("times", "copied"), [(MANY - 1, False), (MANY, True)])
def test_a_few_equal_rows_are_an_everyday_slip(
    city: pl.DataFrame, times: int, copied: bool
) -> None:
    assert (find_copies(pasted(raw(city), place=7, times=times), []) is not None) is copied


def test_a_copy_in_another_list_is_no_copy(city: pl.DataFrame) -> None:
    rows = pl.concat(
        [raw(city)[7:8].with_columns(pl.lit(f"list {n}").alias("programme")) for n in range(9)]
    )
    assert find_copies(rows, []) is None
