"""Control totals: what two people compare before money moves, and what the file must still be."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Totals:
    """How many payments, how many whole rupiah, and a fingerprint of them all."""

    count: int
    rupiah: int
    fingerprint: str


def of(payments: Iterable[tuple[str, int, str, int]]) -> Totals:
    """Return the totals of (reference, award, month, rupiah), in whatever order they come.

    The fingerprint is the first 16 hexadecimal digits of a SHA-256: any payment that is added,
    left out or changed after the approval shows.
    """
    rows = sorted(payments)
    text = "\n".join("|".join(map(str, row)) for row in rows)
    fingerprint = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Totals(len(rows), sum(row[3] for row in rows), fingerprint)
