"""Forty people of one whole name and one birth date are no forty lessons.

Chance makes eight of them in a million rows; forty are a placeholder, a copied line or a test.
Each of their rows meets many others, so that they would teach the model what a pair looks like.
They are linked like everybody, but nothing is learned from their pairs.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.grouping import mix
from tanggap.linkage.kernels import layout
from tanggap.linkage.scoring import ScoredPairs

MANY: Final = 40

Mask = NDArray[np.bool_]


def whole_name_and_birth(small: NDArray[np.int32], large: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return a key of each row's name and birth date (n,); 0 where one of them is missing."""
    name, birth = large[:, layout.WHOLE_NAME], small[:, layout.BIRTH]
    return np.where((name != 0) & (birth > 0), mix(name, birth), np.uint64(0))


def crowded(small: NDArray[np.int32], large: NDArray[np.int64]) -> Mask:
    """Mark the rows with more than `MANY` namesakes; the rows are those of `kernels.layout`."""
    key = whole_name_and_birth(small, large)
    ordered = np.sort(key)
    frequent = ordered[MANY:][ordered[MANY:] == ordered[:-MANY]]
    frequent = frequent[frequent != 0]
    return np.isin(key, frequent) if len(frequent) else np.zeros(len(key), dtype=np.bool_)


def worth_learning(scored: ScoredPairs, crowd: Mask) -> ScoredPairs:
    """Leave out the pairs of two rows of the crowd; the patterns stay."""
    if not crowd.any():
        return scored
    lesson = ~(crowd[scored.left] & crowd[scored.right])
    return ScoredPairs(
        scored.left[lesson], scored.right[lesson], scored.slot[lesson], scored.patterns
    )
