"""Telephone numbers as national significant numbers, from digits of any notation."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.normalise.digits import FILLED, SCIENTIFIC, Digits
from tanggap.linkage.schema import Quality

_INDONESIA: Final = 62
_FEWEST: Final = 7  # of a national significant number: 021 1234567 has 9, short landlines 7
_MOST: Final = 13


def read_phones(
    digits: Digits, *, indonesian: bool = True
) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Return national significant numbers (0 missing) and what was noticed.

    +62, 62, 0062 and 0 in front are dropped; a spreadsheet drops the 0 by itself. Repeated
    single digits (000000000, 8888888888) are placeholders and count as missing.
    """
    number = digits.value.copy()
    if indonesian:
        for width in range(9, 15):  # with 62 in front
            prefixed = number // np.uint64(10**width) == _INDONESIA
            number[prefixed] %= np.uint64(10**width)
    length = _decimal_length(number)
    plausible = (length >= _FEWEST) & (length <= _MOST) & ~digits.has(SCIENTIFIC)
    same = number == _repeated(number, length)
    empty = ~digits.has(FILLED) | (digits.count == 0) | digits.alike | same
    quality = np.where(
        ~plausible & digits.has(FILLED) & ~empty,
        np.uint32(Quality.PHONE_UNREADABLE), np.uint32(0),
    )  # fmt: skip
    return np.where(plausible & ~empty, number, np.uint64(0)), quality


def _decimal_length(number: NDArray[np.uint64]) -> NDArray[np.int64]:
    powers = np.array([10**power for power in range(19)], dtype=np.uint64)
    return np.searchsorted(powers, number, side="right")


def _repeated(number: NDArray[np.uint64], length: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the number of the same length that repeats the last digit."""
    ones = np.array([int("1" * width or "0") for width in range(20)], dtype=np.uint64)
    repeated: NDArray[np.uint64] = number % np.uint64(10) * ones[length]
    return repeated
