"""People out of pairs: agreement joins, contradiction splits, chains do not fool anybody."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tanggap.linkage import clusters
from tanggap.linkage.evaluate import flagged, pairwise


def grouped(pairs: list[tuple[int, int, float]], total: int, **options: float) -> list[set[int]]:
    table = np.array(pairs, dtype=np.float64).reshape(-1, 3)
    left, right = table[:, 0].astype(np.int32), table[:, 1].astype(np.int32)
    label = clusters.repair(left, right, table[:, 2], total, **options)
    return [set(np.flatnonzero(label == group).tolist()) for group in range(label.max() + 1)]


def test_rows_that_agree_are_one_person_and_the_rest_stay_alone() -> None:
    assert grouped([(0, 1, 5), (1, 2, 4), (3, 4, -2)], 5) == [{0, 1, 2}, {3}, {4}]


def test_a_chain_of_likeness_breaks_where_the_ends_contradict() -> None:
    """Father and son of one name: each resembles the row without a date, not one another."""
    assert grouped([(0, 1, 6), (1, 2, 5), (0, 2, -30)], 3) == [{0, 1}, {2}]


def test_one_close_pair_may_outweigh_pairs_damaged_each_in_its_own_way() -> None:
    pairs = [(0, 1, 20), (2, 0, 14), (2, 1, -16)]
    assert grouped(pairs, 3) == [{0, 1}, {2}]
    assert grouped(pairs, 3, lean=0.2) == [{0, 1, 2}]


def test_what_blocking_left_out_is_weighed_before_a_chain_is_believed() -> None:
    asked: list[tuple[int, int]] = []

    def weigh(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        asked.extend(zip(left.tolist(), right.tolist(), strict=True))
        return np.full(len(left), -50.0)

    left, right = np.array([0, 1], dtype=np.int32), np.array([1, 2], dtype=np.int32)
    label = clusters.people(left, right, np.array([6.0, 5.0]), 3, weigh)
    assert asked == [(0, 2)]
    assert label[0] == label[1] != label[2]


def test_a_giant_component_is_split_and_every_row_keeps_a_group() -> None:
    """A placeholder that links everybody must neither stop the work nor make one person."""
    total = 3000
    left = np.arange(total - 1, dtype=np.int32)
    label = clusters.repair(left, left + 1, np.full(total - 1, 2.0), total)
    assert len(label) == total
    assert np.bincount(label).max() <= clusters.LARGEST_PART


PAIRS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(-20, 20)).filter(
        lambda pair: pair[0] < pair[1]
    ),
    unique_by=lambda pair: pair[:2],
    max_size=40,
)


@given(PAIRS)
def test_groups_never_reach_beyond_what_positive_pairs_connect(
    pairs: list[tuple[int, int, float]],
) -> None:
    reachable = {row: {row} for row in range(10)}
    for a, b, weight in pairs:
        if weight > 0 and reachable[a] is not reachable[b]:
            reachable[a] |= reachable[b]
            for row in reachable[a]:
                reachable[row] = reachable[a]
    groups = grouped(pairs, 10)
    assert sorted(row for group in groups for row in group) == list(range(10))
    assert all(group <= reachable[min(group)] for group in groups)


@given(PAIRS, st.permutations(range(10)))
def test_the_order_of_rows_changes_no_clear_case(
    pairs: list[tuple[int, int, float]], order: list[int]
) -> None:
    pairs = [(a, b, 10.0 if w > 0 else -10.0 - a - b / 16) for a, b, w in pairs]
    components = grouped([p for p in pairs if p[2] > 0], 10, uncompared=1.0)
    moved = [(*sorted((order[a], order[b])), w) for a, b, w in pairs if w > 0]
    again = grouped(moved, 10, uncompared=1.0)
    assert {frozenset(order[row] for row in group) for group in components} == {
        frozenset(group) for group in again
    }


def test_the_strongest_pair_speaks_for_two_groups() -> None:
    group = np.array([0, 0, 1, 1, 2], dtype=np.int32)
    left = np.array([0, 1, 0, 3], dtype=np.int32)
    right = np.array([2, 3, 1, 4], dtype=np.int32)
    a, b, weight = clusters.strongest_between(group, left, right, np.array([1.0, 7.0, 9.0, -4.0]))
    assert list(zip(a.tolist(), b.tolist(), weight.tolist(), strict=True)) == [(0, 1, 7.0)]


def test_accuracy_counts_pairs() -> None:
    found = pairwise(np.array([0, 0, 0, 1]), np.array([5, 5, 6, 6]))
    assert (found.precision, found.recall) == (1 / 3, 1 / 2)
    nothing = pairwise(np.array([0, 1]), np.array([0, 1]))
    assert (nothing.precision, nothing.recall, nothing.f1) == (1.0, 1.0, 1.0)
    flags = flagged(np.array([True, True, False]), np.array([True, False, True]))
    assert (flags.precision, flags.recall) == (0.5, 0.5)
