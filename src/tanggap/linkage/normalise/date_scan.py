"""Finding the numbers and the month in a date of any notation, without deciding their order."""

from typing import Final

import numpy as np
from numba import njit

from tanggap.linkage.normalise.slices import lower

EMPTY: Final = 0
UNREADABLE: Final = 1
YEAR_MONTH_DAY: Final = 2  # the order is certain; a two-digit year has `short`
YEAR_ONLY: Final = 3
TWO_AND_YEAR: Final = 4  # day and month in an order that the list must tell
EXCEL_SERIAL: Final = 5  # days since the end of 1899, in `year`


def _code(letters: str) -> int:
    return ord(letters[0]) << 16 | ord(letters[1]) << 8 | ord(letters[2])


_MONTHS: Final = (
    "jan", "feb peb", "mar", "apr", "mei may mey", "jun", "jul", "agu aug ags agt agi", "sep",
    "okt oct", "nov nop", "des dec",
)  # fmt: skip
_MONTH_CODES: Final = np.array(
    [_code(word) for words in _MONTHS for word in words.split()], dtype=np.int64
)
_MONTH_NUMBERS: Final = np.array(
    [number for number, words in enumerate(_MONTHS, 1) for _ in words.split()], dtype=np.int64
)


@njit(cache=True, nogil=True)
def _month_at(data, at, end):  # type: ignore[no-untyped-def]
    """Return the month that a word begins with (Indonesian or English), 0 for another word."""
    if end - at < 3:
        return 0
    code = (lower(data[at]) << 16) | (lower(data[at + 1]) << 8) | lower(data[at + 2])
    for place in range(len(_MONTH_CODES)):
        if _MONTH_CODES[place] == code:
            return _MONTH_NUMBERS[place]
    return 0


@njit(cache=True, nogil=True)
def _numbers(data, at, end, values, widths):  # type: ignore[no-untyped-def]
    """Collect up to three numbers: how many, the month named, and the sign after the first one."""
    count, month, sign = 0, 0, 0
    while at < end and count < 3:
        byte = data[at]
        if 48 <= byte <= 57:
            value, begin = 0, at
            while at < end and 48 <= data[at] <= 57:
                if at - begin < 9:
                    value = value * 10 + data[at] - 48
                at += 1
            if at < end and data[at] == 58:  # the time of day begins
                break
            values[count], widths[count] = value, at - begin
            count += 1
            if count == 1 and at < end:
                sign = data[at]
        elif 97 <= lower(byte) <= 122:
            month = _month_at(data, at, end) if month == 0 else month
            while at < end and 97 <= lower(data[at]) <= 122:
                at += 1
        else:
            at += 1
    return count, month, sign


@njit(cache=True, nogil=True)
def _one_number(value, width):  # type: ignore[no-untyped-def]
    """Read 19650131, 31011965, 310165, an Excel day number or a year."""
    if width == 8:
        if 1000 <= value // 10000 <= 2100 and value // 100 % 100 <= 12:
            return YEAR_MONTH_DAY, value // 10000, value // 100 % 100, value % 100, False
        return TWO_AND_YEAR, value % 10000, value // 1000000, value // 10000 % 100, False
    if width == 6:
        return TWO_AND_YEAR, value % 100, value // 10000, value // 100 % 100, True
    if width == 5 and 61 <= value <= 73050:  # to the end of 2099
        return EXCEL_SERIAL, value, 0, 0, False
    if width == 4 and 1000 <= value <= 2100:
        return YEAR_ONLY, value, 0, 0, False
    return UNREADABLE, 0, 0, 0, False


@njit(cache=True, nogil=True)
def _interpret(values, widths, count, month):  # type: ignore[no-untyped-def]
    """Return kind, year, first, second (month and day where certain), and if the year is short."""
    if month > 0 and count >= 2:
        long = 0 if widths[0] == 4 else 1
        day, year = values[1 - long], values[long]
        if widths[1 - long] <= 2:
            return YEAR_MONTH_DAY, year, month, day, widths[long] <= 2
        return UNREADABLE, 0, 0, 0, False
    if count == 1 and month > 0:
        kind = YEAR_ONLY if widths[0] == 4 else UNREADABLE
        return kind, values[0], 0, 0, False
    if count == 1 or (count == 2 and widths[0] == 5) or (count > 1 and widths[0] in (8, 14)):
        return _one_number(values[0], widths[0])
    if count == 2:
        year = values[0] if widths[0] == 4 else values[1]
        kind = YEAR_ONLY if widths[0] == 4 or widths[1] == 4 else UNREADABLE
        return kind, year, 0, 0, False
    if count < 2:
        return UNREADABLE, 0, 0, 0, False
    if widths[0] >= 3 or values[0] > 31:
        if values[1] > 12 and values[2] <= 12:
            return YEAR_MONTH_DAY, values[0], values[2], values[1], widths[0] <= 2
        return YEAR_MONTH_DAY, values[0], values[1], values[2], widths[0] <= 2
    return TWO_AND_YEAR, values[2], values[0], values[1], widths[2] <= 2


@njit(cache=True, nogil=True)
def scan_dates(data, starts, lengths):  # type: ignore[no-untyped-def]
    """Scan n slices: kind, year, first and second number, short year, and the separating sign."""
    n = len(starts)
    kind, short = np.zeros(n, np.int8), np.zeros(n, np.bool_)
    year, first, second = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    sign = np.zeros(n, np.int64)
    values, widths = np.zeros(3, np.int64), np.zeros(3, np.int64)
    for row in range(n):
        at, end = starts[row], starts[row] + lengths[row]
        while at < end and data[at] <= 32:
            at += 1
        if at == end:
            continue
        count, month, sign[row] = _numbers(data, at, end, values, widths)
        if count == 0 and end - at == 1:
            continue  # a dash or a dot
        kind[row], year[row], first[row], second[row], short[row] = _interpret(
            values, widths, count, month
        )
    return kind, year, first, second, short, sign


@njit(cache=True, nogil=True)
def split_at_digit(data, starts, lengths):  # type: ignore[no-untyped-def]
    """Split "BOGOR, 15-08-1985" at its first digit: lengths of the place, starts of the date."""
    n = len(starts)
    place_lengths, date_starts = np.empty(n, np.int32), np.empty(n, np.int64)
    for row in range(n):
        at, end = starts[row], starts[row] + lengths[row]
        while at < end and not 48 <= data[at] <= 57:
            at += 1
        date_starts[row] = at
        while at > starts[row] and not (97 <= lower(data[at - 1]) <= 122 or data[at - 1] >= 128):
            at -= 1
        place_lengths[row] = at - starts[row]
    return place_lengths, date_starts
