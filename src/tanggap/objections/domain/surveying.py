"""The questions after delivery: who is asked, and what an answer reports by itself.

A delivery is drawn when SHA-256 of "seed:award:month" falls into the share: nobody can know
beforehand whom it meets, and anybody who has the seed can draw again.
"""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from tanggap.objections.types import Kind

USUAL: Final = 5
"""Percent of the deliveries."""

ASK_AFTER: Final = timedelta(days=1)
"""So that nobody is asked while they stand in the queue."""

OPEN_FOR: Final = timedelta(days=30)
CALL_AFTER: Final = timedelta(days=3)
"""Who did not answer by then is on the list of those to be called."""

WAITS: Final = ("short", "hour", "two_hours", "longer")
_WHOLE: Final = 2**64


def is_drawn(seed: str, award_id: int, month: str, *, share: int) -> bool:
    """Tell whether a delivery is asked about; `share` is in percent, 0 to 100."""
    text = f"{seed}:{award_id}:{month}".encode()
    lot = int.from_bytes(hashlib.sha256(text).digest()[:8], "big")
    return lot < _WHOLE * share // 100


def faults(*, received: bool, whole: bool | None, money_asked: bool) -> Iterator[Kind]:
    """Yield what an answer reports: each becomes a ticket."""
    if not received:
        yield Kind.NOT_RECEIVED
    elif whole is False:
        yield Kind.SHORT
    if money_asked:
        yield Kind.BRIBERY
