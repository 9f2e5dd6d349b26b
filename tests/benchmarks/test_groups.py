"""Pairs become groups, and the best threshold is the best one."""

import numpy as np
import polars as pl
import pytest

pytest.importorskip("scipy", reason="comes with the benchmark's peers: make bench")

from benchmarks.accuracy import of_pairs
from benchmarks.groups import Pairs, best_with_truth, connected, equal, with_family_cards


def test_pairs_are_connected_through_others():
    groups = connected(np.array([0, 1]), np.array([1, 2]), 4)
    assert of_pairs(groups, np.array([5, 5, 5, 6])).f1 == 1.0


def test_missing_values_join_nobody():
    rows, first = equal(pl.Series(["a", None, "a", None]))
    assert sorted(zip(rows.tolist(), first.tolist(), strict=True)) == [(0, 0), (2, 0)]


def test_the_best_threshold_separates_right_pairs_from_wrong():
    pairs = Pairs(np.array([0, 2, 1]), np.array([1, 3, 2]), np.array([9.0, 8.0, 2.0]), 1.0)
    threshold, groups = best_with_truth(pairs, np.array([0, 0, 1, 1]))
    assert 2.0 < threshold <= 8.0
    assert of_pairs(groups, np.array([0, 0, 1, 1])).f1 == 1.0


def test_no_pairs_leave_everybody_alone():
    none = np.array([], np.int64)
    _, groups = best_with_truth(Pairs(none, none, none.astype(float), 0.5), np.array([0, 0]))
    assert len(set(groups.tolist())) == 2


def test_households_are_equal_persons_and_equal_family_cards():
    homes = with_family_cards(np.array([0, 0, 1, 2]), pl.Series(["k", None, "k", None]))
    assert of_pairs(homes, np.array([7, 7, 7, 8])).f1 == 1.0
