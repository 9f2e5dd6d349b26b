"""What people have decided: these two rows are one person, those two are not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.grouping import Keys, distinct, pack, unpack
from tanggap.linkage.mixture import Floats

DECIDED = 1e6
"""Bits of a decision: more than any evidence, so that no later run overrules a clerk."""


class Contradiction(Exception):
    """The same two rows were decided to be one person and not to be one."""


def _codes(pairs: Iterable[tuple[int, int]]) -> Keys:
    table = np.array([tuple(pair) for pair in pairs], dtype=np.int64).reshape(-1, 2)
    low, high = table.min(axis=1), table.max(axis=1)
    return distinct(pack(low, high))


@dataclass(frozen=True, slots=True)
class Constraints:
    """Decided row pairs, packed as low row << 32 | high row, sorted."""

    must: Keys
    cannot: Keys

    @classmethod
    def of(
        cls, must_link: Iterable[tuple[int, int]], cannot_link: Iterable[tuple[int, int]]
    ) -> "Constraints":
        """Collect decisions; raises Contradiction where a pair stands on both sides."""
        must, cannot = _codes(must_link), _codes(cannot_link)
        both = np.intersect1d(must, cannot)
        if len(both):
            raise Contradiction(f"{len(both)} row pairs are decided both ways")
        return cls(must, cannot)

    def among(self, order: NDArray[np.integer]) -> "Constraints":
        """Return the decisions for rows that were put into another order."""
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        moved = []
        for codes in (self.must, self.cannot):
            left, right = (place[rows] for rows in unpack(codes))
            moved.append(distinct(pack(np.minimum(left, right), np.maximum(left, right))))
        return Constraints(*moved)

    def since(self, row: int) -> "Constraints":
        """Return the decisions about this row and those after it."""
        kept = [codes[unpack(codes)[1] >= row] for codes in (self.must, self.cannot)]
        return Constraints(*kept)

    def with_pairs(
        self, left: NDArray[np.int32], right: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Add the decided pairs to the candidates."""
        decided = np.concatenate([self.must, self.cannot])
        if not len(decided):
            return left, right
        return unpack(distinct(np.concatenate([pack(left, right), decided])))

    def decisions(self, left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.int8]:
        """Return +1 for pairs decided to be one person, −1 for two persons, 0 for undecided."""
        decided = np.zeros(len(left), dtype=np.int8)
        if len(self.must) + len(self.cannot):
            codes = pack(left, right)
            decided[np.isin(codes, self.must)] = 1
            decided[np.isin(codes, self.cannot)] = -1
        return decided

    def imposed_on(
        self, left: NDArray[np.int32], right: NDArray[np.int32], weight: Floats
    ) -> Floats:
        """Return the pairs' weights with the decisions in their place."""
        if not len(self.must) + len(self.cannot):
            return weight
        decided = self.decisions(left, right)
        result: Floats = np.where(decided == 0, weight, decided * DECIDED)
        return result


UNDECIDED: Final = Constraints.of((), ())
"""Nobody has decided anything."""
