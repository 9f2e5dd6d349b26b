"""Months from one to another, as `yyyy-mm`."""

import re
from typing import Final

MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
MOST: Final = 24


def months(first: str, last: str) -> tuple[str, ...]:
    """Return the months from the first up to and with the last; none where those are impossible.

    A plan is for at most two years.
    """
    if not (MONTH.fullmatch(first) and MONTH.fullmatch(last)):
        return ()
    low, high = _number(first), _number(last)
    if not low <= high < low + MOST:
        return ()
    return tuple(f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(low, high + 1))


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
