"""The benchmark marks answers right."""

import numpy as np
import pytest
from benchmarks.accuracy import (
    Score,
    of_flags,
    of_pairs,
    of_stratum,
    on_several_lists,
    pairs_within,
)
from hypothesis import given
from hypothesis import strategies as st

ROWS = 8
groupings = st.lists(st.integers(0, 5), min_size=ROWS, max_size=ROWS).map(np.array)
marks = st.lists(st.booleans(), min_size=ROWS, max_size=ROWS).map(np.array)


def counted_by_hand(found, truth, touched):
    """Go through every pair of rows."""
    pairs = [
        (found[a] == found[b], truth[a] == truth[b])
        for a in range(ROWS)
        for b in range(a)
        if touched[a] or touched[b]
    ]
    return Score(
        sum(bool(put and right) for put, right in pairs),
        sum(bool(put) for put, _ in pairs),
        sum(bool(right) for _, right in pairs),
    )


@given(found=groupings, truth=groupings)
def test_pairs_are_counted_as_by_hand(found, truth):
    assert of_pairs(found, truth) == counted_by_hand(found, truth, np.ones(ROWS, bool))


@given(found=groupings, truth=groupings, hard=marks)
def test_a_stratum_counts_the_pairs_that_touch_it(found, truth, hard):
    assert of_stratum(found, truth, hard) == counted_by_hand(found, truth, hard)


def test_precision_recall_and_f1():
    score = Score(right=6, found=8, wanted=12)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)


def test_nothing_wanted_and_nothing_found_is_right():
    assert of_pairs(np.arange(4), np.arange(4)).f1 == 1.0


def test_pooled_measurements_are_one_measurement():
    assert Score(1, 2, 3) + Score(10, 20, 30) == Score(11, 22, 33)


@pytest.mark.parametrize(("groups", "pairs"), [([], 0), ([7], 0), ([7, 7, 3], 1), ([2] * 5, 10)])
def test_pairs_within_groups(groups, pairs):
    assert pairs_within(np.array(groups, dtype=np.int64)) == pairs


def test_a_household_on_two_lists_flags_all_its_rows():
    household = np.array([4, 4, 9, 9, 1])
    programme = np.array([0, 1, 2, 2, 0])
    assert on_several_lists(household, programme).tolist() == [True, True, False, False, False]


def test_flags_are_marked_per_row():
    found, truth = np.array([True, True, False]), np.array([True, False, True])
    assert of_flags(found, truth) == Score(1, 2, 2)
