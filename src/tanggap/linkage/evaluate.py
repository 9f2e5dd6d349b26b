"""How right a linkage is, where the truth is known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Pairwise precision, recall and F1: of pairs put together, of pairs that belong together."""

    precision: float
    recall: float
    f1: float


def _pairs(groups: NDArray[np.integer]) -> int:
    sizes = np.unique(groups, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def pairwise(found: NDArray[np.integer], truth: NDArray[np.integer]) -> Accuracy:
    """Compare two groupings of the same rows, each given as a group number per row (n,)."""
    _, found = np.unique(found, return_inverse=True)
    _, truth = np.unique(truth, return_inverse=True)
    both = _pairs(found.astype(np.int64) * (int(truth.max(initial=0)) + 1) + truth)
    together, belonging = _pairs(found), _pairs(truth)
    return _accuracy(both, together, belonging)


def flagged(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> Accuracy:
    """Compare two yes/no answers per row."""
    return _accuracy(int((found & truth).sum()), int(found.sum()), int(truth.sum()))


def _accuracy(right: int, found: int, wanted: int) -> Accuracy:
    precision = right / found if found else 1.0
    recall = right / wanted if wanted else 1.0
    total = precision + recall
    return Accuracy(precision, recall, 2 * precision * recall / total if total else 0.0)
