"""Birth dates in any notation; the order of day and month is settled list by list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.linkage.normalise import date_scan as scan
from tanggap.linkage.normalise.calendar import excel_date, full_year, is_date
from tanggap.linkage.normalise.slices import Text, as_text
from tanggap.linkage.schema import Quality

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]

DEFAULT_DAYS: Final = (101, 701, 1231)
"""1 January, 1 July and 31 December are often invented."""

LEAST_REFERENCE_YEAR: Final = 2020
_LAST_YEAR: Final = 2035
_STRAY_SHARE: Final = 0.005  # typing errors among the dates that show a list's order


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates as yyyymmdd (0 missing; month and day 0000 where only the year is known)."""

    value: NDArray[np.int32]
    other: NDArray[np.int32]  # the second reading of an ambiguous date, else 0
    quality: NDArray[np.uint32]
    reference_year: int  # up to which two-digit years count


def read_dates(
    text: Text,
    source: NDArray[np.int32],
    *,
    day_first: bool = True,
    reference_year: int | None = None,
) -> Dates:
    """Read the dates of all lists.

    `source` is the list of each record; `day_first` the order where its other dates tell nothing;
    `reference_year` the latest possible year of birth (default: the latest that the dates show).
    """
    kind, year, first, second, short, sign = scan.scan_dates(text.bytes, text.starts, text.lengths)
    reference = reference_year or _latest_year(year, kind, short)
    year = np.where(short, full_year(year, reference), year)
    serial = kind == scan.EXCEL_SERIAL
    if serial.any():
        days = excel_date(year[serial])
        year[serial], first[serial], second[serial] = days // 10**4, days // 100 % 100, days % 100
    open_order = kind == scan.TWO_AND_YEAR
    month_first, unsure = _orders(first, second, open_order, source, sign, day_first=day_first)
    month = np.where(open_order & ~month_first, second, first)
    day = np.where(open_order & ~month_first, first, second)
    value = _assembled(kind, year, month, day)
    unsure &= is_date(year, month, day) & is_date(year, day, month) & (month != day)
    other = np.where(unsure, year * 10**4 + day * 100 + month, 0)
    return _judged(value, other, kind, reference)


def read_date(text: str, *, reference_year: int = LEAST_REFERENCE_YEAR) -> int:
    """Read one date, day first: yyyymmdd; yyyy0000 where only the year is known; 0 unreadable."""
    dates = read_dates(
        as_text(pl.Series([text])), np.zeros(1, np.int32), reference_year=reference_year
    )
    return int(dates.value[0])


def split_place_and_date(text: Text) -> tuple[Text, Text]:
    """Split "BOGOR, 15-08-1985" into the place and the date; either may be empty."""
    place_lengths, date_starts = scan.split_at_digit(text.bytes, text.starts, text.lengths)
    date_lengths = (text.starts + text.lengths - date_starts).astype(np.int32)
    return (
        Text(text.raw, text.starts, place_lengths),
        Text(text.raw, date_starts, date_lengths),
    )


def _latest_year(year: Int64s, kind: NDArray[np.int8], short: Bools) -> int:
    """Return the latest year that a fair number of dates bear: no clock, no stray typing error."""
    bears = ((kind == scan.YEAR_MONTH_DAY) | (kind == scan.TWO_AND_YEAR)) & ~short
    bears &= (year > LEAST_REFERENCE_YEAR) & (year <= _LAST_YEAR)
    counts = np.bincount(year[bears], minlength=1)
    least = max(3, len(year) // 10_000)
    return int(max([LEAST_REFERENCE_YEAR, *np.flatnonzero(counts >= least)]))


def _orders(
    first: Int64s, second: Int64s, open_order: Bools, source: NDArray[np.int32], sign: Int64s,
    *, day_first: bool,
) -> tuple[Bools, Bools]:  # fmt: skip
    """Tell which dates have the month first, and which could be read both ways.

    Dates of one list with one separating sign share an order if those that can be read only one
    way agree; a half per cent of typing errors does no harm.
    """
    month_first, unsure = np.zeros(len(first), np.bool_), np.zeros(len(first), np.bool_)
    group = source.astype(np.int64) * 256 + sign
    for rows in _groups(group, np.flatnonzero(open_order)):
        days_first = int(np.count_nonzero((first[rows] > 12) & (second[rows] <= 12)))
        months_first = int(np.count_nonzero((second[rows] > 12) & (first[rows] <= 12)))
        seen = days_first + months_first
        swapped = months_first > days_first if seen else not day_first
        month_first[rows] = swapped
        unsure[rows] = not seen or min(days_first, months_first) > _STRAY_SHARE * seen
    certain = open_order & ((first > 12) | (second > 12))
    month_first[certain] = second[certain] > 12
    return month_first, unsure & ~certain


def _groups(group: Int64s, rows: Int64s) -> Iterator[Int64s]:
    if len(rows) == 0:
        return
    ordered = rows[np.argsort(group[rows], kind="stable")]
    yield from np.split(ordered, np.flatnonzero(np.diff(group[ordered])) + 1)


def _assembled(kind: NDArray[np.int8], year: Int64s, month: Int64s, day: Int64s) -> Int64s:
    """Put dates together; where month or day cannot be, the year alone is kept."""
    plausible = (year >= 1000) & (year <= 2100) & (kind >= scan.YEAR_MONTH_DAY)
    rest = np.where(is_date(year, month, day), month * 100 + day, 0)
    rest[kind == scan.YEAR_ONLY] = 0
    return np.where(plausible, year * 10**4 + rest, 0)


def _judged(value: Int64s, other: Int64s, kind: NDArray[np.int8], reference: int) -> Dates:
    future = value // 10**4 > reference
    broken = (value % 10**4 == 0) & (kind != scan.EMPTY) & ~((kind == scan.YEAR_ONLY) & (value > 0))
    default = np.isin(value % 10**4, DEFAULT_DAYS)
    quality = np.zeros(len(value), np.uint32)
    for where, flag in (
        (kind == scan.EMPTY, Quality.BIRTH_MISSING),
        (broken, Quality.BIRTH_UNREADABLE),
        (default, Quality.BIRTH_DEFAULT),
        (future, Quality.BIRTH_IN_FUTURE),
        (other > 0, Quality.BIRTH_AMBIGUOUS),
    ):
        quality |= np.where(where, np.uint32(flag), np.uint32(0))
    kept = np.where(future, 0, value).astype(np.int32)
    return Dates(kept, np.where(future, 0, other).astype(np.int32), quality, reference)
