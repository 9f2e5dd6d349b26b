"""How good the matching is, as far as officers' decisions show: shares with their uncertainty."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054
"""Quantile of the normal distribution for an interval that holds in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of `total`, with the 95 % interval of Wilson (1927); all None-free, 0 to 1."""

    hits: int
    total: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself; 0 where there is nothing to count."""
        return self.hits / self.total if self.total else 0.0

    @property
    def width(self) -> float:
        """How wide the interval is."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Decided:
    """A pair that an officer decided: what the engine had said, and what the officer said."""

    linked: bool
    same: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """Precision and recall among the doubtful pairs, the hardest of all.

    Pairs beyond doubt are not in it, so the whole is better than this.
    """

    precision: Share
    recall: Share


def wilson(hits: int, total: int) -> Share:
    """Return a share with its Wilson score interval; without any cases it is 0 to 1.

    Raises ValueError where hits are not between 0 and total.
    """
    if not 0 <= hits <= total:
        raise ValueError("hits must be between 0 and total")
    if total == 0:
        return Share(0, 0, 0.0, 1.0)
    share, square = hits / total, Z_95**2
    middle = share + square / (2 * total)
    spread = Z_95 * sqrt(share * (1 - share) / total + square / (4 * total**2))
    below = 0.0 if hits == 0 else (middle - spread) / (1 + square / total)
    above = 1.0 if hits == total else (middle + spread) / (1 + square / total)
    return Share(hits, total, below, above)


def estimate(decisions: Iterable[Decided]) -> Estimate:
    """Estimate how many linked pairs are right, and how many right pairs were linked."""
    linked_right = linked_wrong = missed = 0
    for one in decisions:
        linked_right += one.linked and one.same
        linked_wrong += one.linked and not one.same
        missed += one.same and not one.linked
    return Estimate(
        precision=wilson(linked_right, linked_right + linked_wrong),
        recall=wilson(linked_right, linked_right + missed),
    )
