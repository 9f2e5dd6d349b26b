"""How right an answer is: pairwise precision, recall and F1, whole, by stratum, and per record.

Kept apart from `tanggap.linkage.evaluate`, so that the product does not mark its own work.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Groups = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Score:
    """How many answers were found, how many were wanted, how many found ones were right."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Return the share of right answers among those found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of wanted answers that were found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.found + self.wanted
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: "Score") -> "Score":
        """Pool two measurements: their answers taken together."""
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


def pairs_within(groups: Groups) -> int:
    """Count the pairs of rows that share a group."""
    sizes = np.unique(groups, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def both(a: Groups, b: Groups) -> Groups:
    """Return the groups of rows that agree in both groupings (non-negative numbers)."""
    return np.asarray(a, np.int64) * (int(np.max(b, initial=0)) + 1) + np.asarray(b, np.int64)


def of_pairs(found: Groups, truth: Groups) -> Score:
    """Score pairs put together against pairs that belong together; a group number per row."""
    return Score(pairs_within(both(found, truth)), pairs_within(found), pairs_within(truth))


def of_stratum(found: Groups, truth: Groups, hard: NDArray[np.bool_]) -> Score:
    """Score only the pairs that touch a `hard` row, with one or both sides."""
    easy = ~hard
    right, put, wanted = (
        pairs_within(groups) - pairs_within(groups[easy])
        for groups in (both(found, truth), found, truth)
    )
    return Score(right, put, wanted)


def on_several_lists(household: Groups, programme: Groups) -> NDArray[np.bool_]:
    """Tell for each row whether its household stands on at least two lists."""
    _, home = np.unique(household, return_inverse=True)
    _, first = np.unique(both(home, programme), return_index=True)
    several: NDArray[np.bool_] = np.bincount(home[first])[home] >= 2
    return several


def of_flags(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> Score:
    """Score a yes/no answer per row."""
    return Score(int((found & truth).sum()), int(found.sum()), int(truth.sum()))
