"""What speaks for and against two rows being one person, for many pairs at once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage import Linkage, scoring
from tanggap.linkage.comparer import Comparer
from tanggap.linkage.comparisons import COMPARISONS, levels_of
from tanggap.linkage.explain import bits_of_fields
from tanggap.linkage.families import with_common_family

Rows = NDArray[np.int32]
Said = list[list[Any]]


class Scales:
    """Weighs pairs of rows of one linkage; equal patterns are taken apart only once."""

    def __init__(self, linkage: Linkage) -> None:
        self._linkage = linkage
        self._comparer = Comparer.of(linkage.records, linkage.census)
        self._known: dict[int, Said] = {}

    def weigh(self, left: Rows, right: Rows) -> tuple[list[float], list[Said]]:
        """Return for each pair its bits and its evidence as [field, level, bits]."""
        if not len(left):
            return [], []
        patterns = self._comparer.patterns(left, right)
        low, high = np.minimum(left, right).astype(np.uint64), np.maximum(left, right)
        kin = np.isin((low << np.uint64(32)) | high.astype(np.uint64), self._linkage.kin)
        patterns = np.where(kin, with_common_family(patterns), patterns)
        bits = scoring.weigh(patterns, self._linkage.model.mixture)
        return bits.tolist(), [self._evidence(int(pattern)) for pattern in patterns]

    def _evidence(self, pattern: int) -> Said:
        if pattern not in self._known:
            levels = levels_of(np.array([pattern], dtype=np.uint32))[0]
            _, bits = bits_of_fields(self._linkage.model.mixture, levels)
            self._known[pattern] = [
                [one.name, int(level), round(bits[column], 2)]
                for column, (one, level) in enumerate(zip(COMPARISONS, levels, strict=True))
                if level
            ]
        return self._known[pattern]


def probability(bits: float) -> float:
    """Return the probability that log2 odds stand for."""
    return float(1 / (1 + 2.0**-bits))
