"""Numbers as people and spreadsheets write them: digits found, repairs and damage noticed."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tanggap.linkage.normalise.slices import Text, lower

FILLED: Final = 1  # anything but blanks
REPAIRED: Final = 2  # separators or an apostrophe removed, letters O and l read as digits
SCIENTIFIC: Final = 4  # 3.27104E+15: only the digits before the E are known
LETTERS: Final = 8  # letters that are no digits

_LEAST_FOR_REPAIR: Final = 9  # so many true digits before an O is read as a zero
_MOST_DIGITS: Final = 19  # of a 64-bit number


@dataclass(frozen=True, slots=True)
class Digits:
    """Per value: its digits as a number, how many there are, and marks (bits above)."""

    value: NDArray[np.uint64]  # scientific notation is written out in full
    count: NDArray[np.uint8]  # digits of `value`, leading zeros counted
    known: NDArray[np.uint8]  # leading digits that were written; the rest was destroyed
    marks: NDArray[np.uint8]
    alike: NDArray[np.bool_]  # all digits are the same
    hashed: NDArray[np.uint64]  # letters and digits, for numbers that hold letters

    def has(self, mark: int) -> NDArray[np.bool_]:
        """Return where a mark stands."""
        marked: NDArray[np.bool_] = (self.marks & mark) != 0
        return marked


def read_digits(text: Text) -> Digits:
    """Read the digits of every value."""
    return Digits(*_read_digits(text.bytes, text.starts, text.lengths))


@njit(cache=True, nogil=True)
def _digit_of(byte):  # type: ignore[no-untyped-def]
    """Return the digit that a byte is or was meant to be; −1 for other bytes."""
    if 48 <= byte <= 57:
        return byte - 48
    letter = lower(byte)
    if letter == 111:  # o
        return 0
    if letter == 108 or letter == 105 or byte == 124:  # l, i, |
        return 1
    return -1


@njit(cache=True, nogil=True)
def _trimmed(data, start, end):  # type: ignore[no-untyped-def]
    """Leave out blanks at both ends and ".0" of a number that went through a float."""
    while start < end and data[start] <= 32:
        start += 1
    while start < end and data[end - 1] <= 32:
        end -= 1
    at = end
    while at > start and data[at - 1] == 48:
        at -= 1
    if at < end and at - start > 5 and data[at - 1] == 46 and end - at <= 2:
        plain = True
        for before in range(start, at - 1):
            plain &= 48 <= data[before] <= 57
        if plain:
            end = at - 1
    return start, end


@njit(cache=True, nogil=True)
def _exponent(data, start, end):  # type: ignore[no-untyped-def]
    """Return where the E of scientific notation stands, and the exponent; −1 where it is none."""
    for at in range(start + 1, end - 1):
        if lower(data[at]) != 101:
            if not (48 <= data[at] <= 57 or data[at] == 46 or data[at] == 44):
                return -1, 0
            continue
        first = at + 1 + (data[at + 1] == 43)
        power = 0
        if first == end or end - first > 2:
            return -1, 0
        for place in range(first, end):
            if not 48 <= data[place] <= 57:
                return -1, 0
            power = power * 10 + data[place] - 48
        return at, power
    return -1, 0


@njit(cache=True, nogil=True)
def _survey(data, start, end):  # type: ignore[no-untyped-def]
    """Count true digits, letters meant as digits, other letters and signs; hash all but signs."""
    strict, meant, letters, signs = 0, 0, 0, 0
    code = np.uint64(14695981039346656037)
    for at in range(start, end):
        byte = data[at]
        if 48 <= byte <= 57:
            strict += 1
        elif _digit_of(byte) >= 0:
            meant += 1
        elif 97 <= lower(byte) <= 122 or byte >= 128:
            letters += 1
        else:
            signs += 1
            continue
        code = (code ^ np.uint64(lower(byte))) * np.uint64(1099511628211)
    return strict, meant, letters, signs, code


@njit(cache=True, nogil=True)
def _number(data, start, end, repair):  # type: ignore[no-untyped-def]
    """Return the digits as a number, how many, if they are alike, and how many precede a comma."""
    number, count, first, alike, before_comma = np.uint64(0), 0, -1, True, -1
    for at in range(start, end):
        if data[at] == 46 or data[at] == 44:
            before_comma = count
        digit = _digit_of(data[at])
        if digit < 0 or not (repair or 48 <= data[at] <= 57):
            continue
        if count < _MOST_DIGITS:
            number = number * np.uint64(10) + np.uint64(digit)
        first = digit if first < 0 else first
        alike &= digit == first
        count += 1
    return number, min(count, 255), alike and count > 0, before_comma


@njit(cache=True, nogil=True)
def _read_digits(data, starts, lengths):  # type: ignore[no-untyped-def]
    n = len(starts)
    value, count = np.zeros(n, np.uint64), np.zeros(n, np.uint8)
    known, marks = np.zeros(n, np.uint8), np.zeros(n, np.uint8)
    alike, hashed = np.zeros(n, np.bool_), np.zeros(n, np.uint64)
    for row in range(n):
        start, end = _trimmed(data, starts[row], starts[row] + lengths[row])
        if start == end:
            continue
        e_at, power = _exponent(data, start, end)
        stop = end if e_at < 0 else e_at
        strict, meant, letters, signs, hashed[row] = _survey(data, start, stop)
        repair = letters == 0 and meant > 0 and strict >= _LEAST_FOR_REPAIR
        number, digits, same, before_comma = _number(data, start, stop, repair)
        known[row], mark = digits, FILLED
        if e_at >= 0 and 0 < digits <= power + 1 <= _MOST_DIGITS and before_comma in (-1, 1):
            for _ in range(power + 1 - digits):
                number *= np.uint64(10)
            digits, same, mark = power + 1, False, mark | SCIENTIFIC
        elif signs > 0 or repair:
            mark |= REPAIRED
        if letters > 0 or (meant > 0 and not repair):
            mark |= LETTERS
        value[row], count[row], alike[row], marks[row] = number, digits, same, mark
    return value, count, known, marks, alike, hashed
