"""When an undelivered message is tried again."""

from datetime import datetime, timedelta
from typing import Final

MOST_ATTEMPTS: Final = 8
FIRST_WAIT: Final = timedelta(minutes=1)
TOO_OLD: Final = timedelta(days=7)
"""After this time a message without a way out would only confuse whoever got it."""


def next_attempt(attempts: int, at: datetime) -> datetime:
    """Return when to try again after so many attempts: 1, 2, 4 … 128 minutes later."""
    return at + FIRST_WAIT * (1 << max(0, attempts - 1))


def is_given_up(attempts: int, *, for_good: bool) -> bool:
    """Tell whether trying again is over."""
    return for_good or attempts >= MOST_ATTEMPTS
