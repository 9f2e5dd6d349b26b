"""Groups of rows from pairs of rows, and the threshold that the truth would have chosen."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from benchmarks.accuracy import Groups, of_pairs

_STEPS: Final = 60


@dataclass(frozen=True, slots=True)
class Pairs:
    """Scored pairs of rows; those at or above `threshold` are the tool's own answer."""

    left: NDArray[np.integer]
    right: NDArray[np.integer]
    score: NDArray[np.floating]
    threshold: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool says of n rows: persons, and where it knows any, households and pairs.

    `normalise_seconds` is the part of its time that a tool spent on reading raw text.
    """

    person: Groups
    household: Groups | None = None
    pairs: Pairs | None = None
    normalise_seconds: float = 0.0


def connected(left: NDArray[np.integer], right: NDArray[np.integer], rows: int) -> Groups:
    """Return the connected components of `rows` rows joined by pairs, as a number per row."""
    edges = coo_matrix((np.ones(len(left), np.int8), (left, right)), shape=(rows, rows))
    labels: Groups = connected_components(edges, directed=False)[1]
    return labels


def from_pairs(pairs: Pairs, rows: int) -> Answer:
    """Return the answer of a tool that only scores pairs: connected components."""
    return Answer(at_threshold(pairs, pairs.threshold, rows), pairs=pairs)


def at_threshold(pairs: Pairs, threshold: float, rows: int) -> Groups:
    """Connect the pairs at or above a threshold."""
    chosen = pairs.score >= threshold
    return connected(pairs.left[chosen], pairs.right[chosen], rows)


def best_with_truth(pairs: Pairs, truth: Groups) -> tuple[float, Groups]:
    """Return the threshold with the best person F1, and its groups: a bound, not a practice.

    It looks at `_STEPS` quantiles of the scores, finest among the weakest pairs, where the wrong
    ones are, and at the tool's own.
    """
    if not len(pairs.score):
        return pairs.threshold, np.arange(len(truth))
    steps = np.linspace(0, 1, _STEPS, endpoint=False) ** 3
    thresholds = np.unique([*np.quantile(pairs.score, steps), pairs.threshold])
    tries = ((float(t), at_threshold(pairs, t, len(truth))) for t in thresholds)
    return max(tries, key=lambda tried: of_pairs(tried[1], truth).f1)


def equal(column: pl.Series) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Join each row to the first row with the same value; rows without a value stay alone."""
    frame = pl.DataFrame({"value": column, "row": np.arange(len(column))}).drop_nulls("value")
    frame = frame.with_columns(first=pl.col("row").min().over("value"))
    return frame["row"].to_numpy(), frame["first"].to_numpy()


def with_family_cards(person: Groups, kk: pl.Series) -> Groups:
    """Return households as an office would make them: equal persons and equal family cards."""
    a, b = equal(pl.Series(person)), equal(kk)
    return connected(np.concatenate([a[0], b[0]]), np.concatenate([a[1], b[1]]), len(person))
