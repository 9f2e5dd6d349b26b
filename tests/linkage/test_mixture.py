"""Learning what findings are worth, without being told."""

import numpy as np
import pytest

from tanggap.linkage import mixture
from tanggap.linkage.comparisons import COMPARISONS, FIXED, START, TIED, levels_of
from tanggap.linkage.mixture import Mixture, normalised


def simple(shares: list[float], *tables: list[list[float]]) -> Mixture:
    return Mixture(np.array(shares), tuple(normalised(np.array(table)) for table in tables))


def test_missing_is_not_disagreeing() -> None:
    model = simple([0.5, 0.5], [[0, 0.9, 0.1], [0, 0.1, 0.9]])
    unknown, agree, differ = model.posteriors(np.array([[0], [1], [2]]))[:, 0]
    assert unknown == pytest.approx(0.5)
    assert agree == pytest.approx(0.9)
    assert differ == pytest.approx(0.1)


def test_the_truth_is_found_again_from_a_rough_start() -> None:
    generator = np.random.default_rng(3)
    same = generator.random(60_000) < 0.2
    agrees = [generator.random(60_000) < np.where(same, m, u) for m, u in
              ((0.95, 0.02), (0.9, 0.1), (0.8, 0.05))]  # fmt: skip
    levels = np.column_stack([np.where(agree, 1, 2) for agree in agrees])
    patterns, counts = np.unique(levels, axis=0, return_counts=True)
    rough = [[0, 0.7, 0.3], [0, 0.3, 0.7]]
    found = mixture.fit(patterns, counts, simple([0.5, 0.5], rough, rough, rough))
    assert found.shares[0] == pytest.approx(0.2, abs=0.01)
    assert found.levels[0][0, 1] == pytest.approx(0.95, abs=0.01)
    assert found.levels[1][1, 1] == pytest.approx(0.1, abs=0.01)


def test_thin_data_lean_on_the_start() -> None:
    start = simple([0.5, 0.5], [[0, 0.9, 0.1], [0, 0.1, 0.9]])
    found = mixture.fit(np.array([[1]]), np.array([1]), start)
    assert found.levels[0] == pytest.approx(start.levels[0], abs=0.02)


def test_a_decision_teaches() -> None:
    """A pattern that clerks call two people in ten cases is believed less than before."""
    start = simple([0.5, 0.5], [[0, 0.6, 0.4], [0, 0.4, 0.6]])
    pattern = np.array([[1], [1]])
    allowed = np.array([[True, True], [False, True]])
    told = mixture.fit(pattern, np.array([50, 200]), start, allowed=allowed)
    untold = mixture.fit(pattern, np.array([250, 0]), start, allowed=allowed)
    assert told.posteriors(pattern)[0, 0] < untold.posteriors(pattern)[0, 0]


def test_tied_and_fixed_tables_stay_tied_and_fixed() -> None:
    start = simple([0.4, 0.3, 0.3], [[0, 0.9, 0.1], [0, 0.5, 0.5], [0, 0.1, 0.9]])
    patterns, counts = np.array([[1], [2]]), np.array([300, 700])
    tied = mixture.fit(patterns, counts, start, tied=((0, (0, 1)),))
    assert tied.levels[0][0] == pytest.approx(tied.levels[0][1])
    fixed = mixture.fit(patterns, counts, start, fixed=((0, 2),))
    assert fixed.levels[0][2] == pytest.approx(start.levels[0][2])


def test_every_comparison_has_room_in_the_pattern() -> None:
    taken: set[int] = set()
    for comparison in COMPARISONS:
        bits = set(range(comparison.position, comparison.position + comparison.bits))
        assert comparison.start.shape[1] <= 2**comparison.bits, comparison.name
        assert not bits & taken, comparison.name
        taken |= bits
    assert max(taken) < 32


def test_patterns_unpack_into_their_levels() -> None:
    levels = [min(2, c.start.shape[1] - 1) for c in COMPARISONS]
    packed = sum(level << c.position for level, c in zip(levels, COMPARISONS, strict=True))
    assert levels_of(np.array([packed], dtype=np.uint32))[0].tolist() == levels


def test_starting_values_are_probabilities() -> None:
    assert START.shares.sum() == pytest.approx(1)
    for table in START.levels:
        assert table[:, 1:].sum(axis=1) == pytest.approx(np.ones(len(table)))
        assert (table[:, 0] == 1).all()
    assert all(0 <= column < len(COMPARISONS) for column, _ in (*TIED, *FIXED))
