"""New rows among known ones: whoever is known stays, and what clerks decided holds."""

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tanggap.linkage import Linkage, link
from tanggap.linkage.census import Census
from tanggap.linkage.placing import Learned, place
from tanggap.simulate import Noise, raw_records

ROWS = 1_500


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    table = raw_records(records=ROWS, noise=Noise.MEDIUM, seed=21, region="3271")
    return table.drop([c for c in table.columns if c.endswith("_id") and c[:3] in ("per", "hou")])


@pytest.fixture(scope="module")
def whole(rows: pl.DataFrame) -> Linkage:
    return link(rows)


def groups(labels: np.ndarray) -> set[frozenset[int]]:
    found: dict[int, set[int]] = {}
    for row, label in enumerate(labels.tolist()):
        found.setdefault(label, set()).add(row)
    return {frozenset(group) for group in found.values()}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10_000), known=st.integers(0, 400), new=st.integers(0, 60))
def test_nobody_known_is_put_together_or_taken_apart(
    rows: pl.DataFrame, whole: Linkage, seed: int, known: int, new: int
) -> None:
    chosen = np.random.default_rng(seed).permutation(ROWS)[: known + new]
    few = chosen[:known]
    placed = place(rows[chosen], whole.person[few], whole.household[few], Learned.of(whole))
    assert groups(placed.person[:known]) == groups(whole.person[few])
    assert groups(placed.household[:known]) == groups(whole.household[few])
    assert (placed.review["b"] >= known).all()
    home_of = dict(zip(placed.person.tolist(), placed.household.tolist(), strict=True))
    assert all(home_of[p] == h for p, h in zip(placed.person, placed.household, strict=True))


def test_decisions_about_new_rows_are_obeyed(rows: pl.DataFrame, whole: Linkage) -> None:
    person = whole.person
    mate = next(r for r in range(ROWS) if (person[:r] == person[r]).any())
    stranger = next(r for r in range(ROWS) if person[r] not in (person[mate], person[0]))
    own = np.flatnonzero(person == person[mate])
    known = np.setdiff1d(np.arange(ROWS), [mate])
    order = np.append(known, mate)
    at = {int(row): place for place, row in enumerate(order)}
    new, other = ROWS - 1, at[int(stranger)]
    cannot = [(at[int(row)], new) for row in own if row != mate]
    placed = place(
        rows[order],
        person[known],
        whole.household[known],
        Learned.of(whole),
        must_link=[(other, new)],
        cannot_link=cannot[:1],
    )
    assert placed.person[new] == placed.person[other]
    assert placed.person[new] != placed.person[cannot[0][0]]
    both = place(
        rows[order],
        person[known],
        whole.household[known],
        Learned.of(whole),
        must_link=[(other, new), cannot[0]],
    )
    assert both.person[other] != both.person[cannot[0][0]]


def test_a_census_survives_being_written_down(whole: Linkage) -> None:
    census = Census.of(whole.records)
    again = Census.from_json(census.to_json())
    assert (again.words, again.total, again.birthplace) == (
        census.words,
        census.total,
        census.birthplace,
    )
    assert (again.streets == census.streets).all()
    assert (again.houses == census.houses).all()
    few = whole.records.take(np.arange(10))
    assert (again.crowding(few) >= 0).all()
