"""How much each finding says, learned from the pairs themselves: a mixture of latent classes.

The Fellegi-Sunter model (JASA 64, 1969) with its parameters found by expectation-maximisation,
but with more classes than "match" and "non-match": members of one household agree on card,
telephone and address without being one person, and twins agree on the birth date as well. With
two classes those pairs would pull the weights of the household evidence to absurd values.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    mixture = start
    if not counts.sum():
        return mixture
    weights = counts.astype(np.float64)
    before = -np.inf
    for _ in range(rounds):
        logs = mixture.log_likelihoods(patterns)
        if allowed is not None:
            logs = np.where(allowed, logs, -np.inf)
        top = logs.max(axis=1, keepdims=True)
        odds = np.exp(logs - top)
        total = odds.sum(axis=1, keepdims=True)
        likelihood = float(((np.log(total[:, 0]) + top[:, 0]) * weights).sum() / weights.sum())
        mixture = _maximise(
            patterns, odds / total * weights[:, None], start, prior_pairs, tied, fixed
        )
        if likelihood - before < tolerance:
            break
        before = likelihood
    return mixture


def _maximise(
    patterns: NDArray[np.integer],
    mass: Floats,
    start: Mixture,
    prior_pairs: float,
    tied: tuple[tuple[int, tuple[int, ...]], ...],
    fixed: tuple[tuple[int, int], ...],
) -> Mixture:
    shares = mass.sum(axis=0) + prior_pairs * start.shares
    levels = []
    for column, table in enumerate(start.levels):
        expected = prior_pairs * table
        for k in range(mass.shape[1]):
            expected[k] += np.bincount(
                patterns[:, column], weights=mass[:, k], minlength=table.shape[1]
            )
        for tied_column, classes in tied:
            if tied_column == column:
                expected[list(classes)] = expected[list(classes)].sum(axis=0)
        fitted = normalised(np.maximum(expected, 1e-9))
        for fixed_column, k in fixed:
            if fixed_column == column:
                fitted[k] = table[k]
        levels.append(fitted)
    return Mixture(shares / shares.sum(), tuple(levels))
