"""From records to weighed pairs: candidates, their patterns, and what each pattern is worth."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage import mixture
from tanggap.linkage.comparer import Comparer
from tanggap.linkage.comparisons import (
    FIXED,
    HOME_COLUMN,
    HOUSEHOLD,
    SAME,
    START,
    TIED,
    TWIN,
    levels_of,
)
from tanggap.linkage.kernels.pairs import distinct_patterns
from tanggap.linkage.mixture import Floats, Mixture

LARGEST_WEIGHT = 40.0
"""Weights are cut at 40 bits: beyond a million million to one the model's assumptions end."""


HOMES_KNOWN = 0.02
"""Below this share of pairs with a card, an address or a telephone there are no households."""
NO_SHARE = 1e-12


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Candidate pairs with their patterns.

    `left`, `right` are row numbers (left < right), `slot` each pair's place in `patterns`.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    slot: NDArray[np.int32]
    patterns: NDArray[np.uint32]

    @property
    def counts(self) -> NDArray[np.int64]:
        """Return how many pairs show each pattern."""
        return np.bincount(self.slot, minlength=len(self.patterns))


def score(comparer: Comparer, left: NDArray[np.int32], right: NDArray[np.int32]) -> ScoredPairs:
    """Compare the pairs and number their distinct patterns."""
    patterns = comparer.patterns(left, right)
    slot = np.empty(len(patterns), dtype=np.int32)
    size = 1 << 16
    distinct = np.zeros(0, dtype=np.uint32)
    while len(patterns) and not len(distinct):
        size *= 4
        distinct = distinct_patterns(patterns, np.full(size, -1, dtype=np.int64), slot)
    return ScoredPairs(left, right, slot, distinct)


def learn(
    scored: ScoredPairs,
    start: Mixture = START,
    *,
    decided: NDArray[np.int8] | None = None,
) -> Mixture:
    """Fit the model to the pairs themselves.

    `decided` holds +1 where a clerk found one person, −1 where two, 0 elsewhere; decided pairs
    teach the model what such patterns mean.
    """
    size = len(scored.patterns)
    yes = no = np.zeros(size, dtype=np.int64)
    if decided is not None:
        yes = np.bincount(scored.slot[decided > 0], minlength=size)
        no = np.bincount(scored.slot[decided < 0], minlength=size)
    return learn_counted(scored.patterns, scored.counts, yes, no, start)


def learn_counted(
    patterns: NDArray[np.uint32],
    counts: NDArray[np.int64],
    yes: NDArray[np.int64],
    no: NDArray[np.int64],
    start: Mixture = START,
) -> Mixture:
    """Fit the model to patterns, how many pairs show each, and the clerks' yes and no among them.

    The order of the patterns makes no difference, not even in the last bit: sums of fractions
    depend on their order, so there is one.
    """
    order = np.argsort(patterns)
    counts, yes, no = counts[order], yes[order], no[order]
    levels = levels_of(patterns[order])
    if counts[levels[:, HOME_COLUMN] > 0].sum() < HOMES_KNOWN * counts.sum():
        start = without_households(start)
    if not (yes.any() or no.any()):
        return mixture.fit(levels, counts, start, tied=TIED, fixed=FIXED)
    allowed = np.ones((3 * len(levels), len(start.shares)), dtype=np.bool_)
    is_same = np.arange(len(start.shares)) == SAME
    allowed[len(levels) : 2 * len(levels)] = is_same
    allowed[2 * len(levels) :] = ~is_same
    return mixture.fit(
        np.tile(levels, (3, 1)),
        np.concatenate([counts - yes - no, yes, no]),
        start,
        allowed=allowed,
        tied=TIED,
        fixed=FIXED,
    )


def without_households(start: Mixture) -> Mixture:
    """Return a start for tables that say nothing of homes, where families cannot be told."""
    shares = start.shares.copy()
    shares[[TWIN, HOUSEHOLD]] = NO_SHARE
    return replace(start, shares=shares / shares.sum())


def weigh(patterns: NDArray[np.uint32], model: Mixture) -> Floats:
    """Return for each pattern the log2 odds of "one person"."""
    return _odds(model.posteriors(levels_of(patterns))[:, SAME])


def weigh_pairs(
    comparer: Comparer, left: NDArray[np.int32], right: NDArray[np.int32], model: Mixture
) -> Floats:
    """Return the log2 odds of "one person" for each pair."""
    scored = score(comparer, left, right)
    return weigh(scored.patterns, model)[scored.slot]


def _odds(probability: Floats) -> Floats:
    tiny = 2.0**-LARGEST_WEIGHT
    odds: Floats = np.log2(np.maximum(probability, tiny) / np.maximum(1 - probability, tiny))
    return np.clip(odds, -LARGEST_WEIGHT, LARGEST_WEIGHT)
