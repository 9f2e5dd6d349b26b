"""How much each finding says, learned from the pairs themselves: a mixture of latent classes.

The Fellegi-Sunter model (JASA 64, 1969) with its parameters found by expectation-maximisation,
but with more classes than "match" and "non-match": members of one household agree on card,
telephone and address without being one person, and twins agree on the birth date as well. With
two classes those pairs would pull the weights of the household evidence to absurd values.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.kernels.expectation import expect

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mixture:
    """Class shares (K,) and, for each comparison, P(level | class) as (K, levels).

    Level 0 is "missing": it has probability 1 in every class, for missing is not disagreeing.
    """

    shares: Floats
    levels: tuple[Floats, ...]

    def log_likelihoods(self, patterns: NDArray[np.integer]) -> Floats:
        """Return log P(pattern, class) for (P, C) patterns of levels, as (P, K)."""
        total = np.tile(np.log(self.shares), (len(patterns), 1))
        for column, table in enumerate(self.levels):
            total += np.log(table).T[patterns[:, column]]
        return total

    def posteriors(self, patterns: NDArray[np.integer]) -> Floats:
        """Return P(class | pattern) as (P, K)."""
        logs = self.log_likelihoods(patterns)
        logs -= logs.max(axis=1, keepdims=True)
        odds = np.exp(logs)
        result: Floats = odds / odds.sum(axis=1, keepdims=True)
        return result


def normalised(table: Floats) -> Floats:
    """Scale rows to sum 1 over the levels that say something; level 0 keeps probability 1."""
    result = table.copy()
    result[:, 0] = 0
    result /= result.sum(axis=1, keepdims=True)
    result[:, 0] = 1
    return result


def fit(
    patterns: NDArray[np.integer],
    counts: NDArray[np.integer],
    start: Mixture,
    *,
    allowed: NDArray[np.bool_] | None = None,
    tied: tuple[tuple[int, tuple[int, ...]], ...] = (),
    fixed: tuple[tuple[int, int], ...] = (),
    prior_pairs: float = 50.0,
    rounds: int = 60,
    tolerance: float = 1e-5,
) -> Mixture:
    """Fit a mixture to counted patterns.

    `patterns` is (P, C) levels, `counts` (P,) how many pairs show each. `start` is where the
    search begins and, with the weight of `prior_pairs` pairs a class, what it leans on where
    the data are thin. `allowed` (P, K) rules classes out for patterns whose answer is known;
    `tied` names comparisons whose probabilities are one and the same for several classes,
    `fixed` (comparison, class) whose probabilities stay as they start.
    """
    weights = counts.astype(np.float64)
    if not weights.sum():
        return start
    levels = np.ascontiguousarray(patterns, dtype=np.uint8)
    possible = np.zeros((0, len(start.shares)), dtype=np.bool_) if allowed is None else allowed
    mixture, before = start, -np.inf
    for _ in range(rounds):
        mass = np.zeros(len(start.shares))
        expected = np.zeros(_stacked(start.levels).shape)
        likelihood = expect(
            levels, weights, np.log(mixture.shares), np.log(_stacked(mixture.levels)), possible,
            mass, expected,
        )  # fmt: skip
        mixture = _maximised(mass, expected, start, prior_pairs, tied, fixed)
        if likelihood / weights.sum() - before < tolerance:
            break
        before = likelihood / weights.sum()
    return mixture


def _stacked(tables: tuple[Floats, ...]) -> Floats:
    """Return the tables as one (C, K, L) block, filled up with 1."""
    widest = max(table.shape[1] for table in tables)
    return np.stack(
        [np.pad(t, ((0, 0), (0, widest - t.shape[1])), constant_values=1.0) for t in tables]
    )


def _maximised(
    mass: Floats,
    expected: Floats,
    start: Mixture,
    prior_pairs: float,
    tied: tuple[tuple[int, tuple[int, ...]], ...],
    fixed: tuple[tuple[int, int], ...],
) -> Mixture:
    shares = mass + prior_pairs * start.shares
    levels = []
    for column, table in enumerate(start.levels):
        seen = expected[column, :, : table.shape[1]] + prior_pairs * table
        for tied_column, classes in tied:
            if tied_column == column:
                seen[list(classes)] = seen[list(classes)].sum(axis=0)
        fitted = normalised(np.maximum(seen, 1e-9))
        for fixed_column, k in fixed:
            if fixed_column == column:
                fitted[k] = table[k]
        levels.append(fitted)
    return Mixture(shares / shares.sum(), tuple(levels))
