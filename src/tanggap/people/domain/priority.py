"""Which doubtful pair is worth an officer's minute first: money at stake times uncertainty."""

from math import log2

UNKNOWN_STAKE = 600_000
"""Rupiah assumed where nobody has said what is at stake: one month of BST in 2020."""


def uncertainty(probability: float) -> float:
    """Return 1 for a toss-up and 0 for a certainty: the entropy of the answer in bits."""
    if not 0 < probability < 1:
        return 0.0
    other = 1 - probability
    return -(probability * log2(probability) + other * log2(other))


def priority(*, stake: int, probability: float) -> int:
    """Return the expected rupiah that a decision settles; a pair without stake still counts."""
    return round((stake or UNKNOWN_STAKE) * uncertainty(probability))
