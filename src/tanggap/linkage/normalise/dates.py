"""Birth dates in any notation; the order of day and month is settled list by list."""

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
_SIGNS: Final = 256  # a separating sign is a byte
_STRAY_SHARE: Final = 0.005  # typing errors among the dates that show a list's order


@dataclass(frozen=True, slots=True)
class DateCounts:
    """What the dates of a table show together; counts of its parts add up to those of the whole.

    `years` (2036,) counts the dates that bear each year, `orders` (2, lists × 256) those of each
    list and separating sign that can only have the day first, or only the month.
    """

    rows: int
    years: Int64s
    orders: Int64s

    @property
    def latest_year(self) -> int:
        """The latest year that a fair number of dates bear: no clock, no stray typing error."""
        least = max(3, self.rows // 10_000)
        return int(max([LEAST_REFERENCE_YEAR, *np.flatnonzero(self.years >= least)]))


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
    counts: DateCounts | None = None,
) -> Dates:
    """Read the dates of all lists.

    `source` is the list of each record; `day_first` the order where its other dates tell nothing;
    `reference_year` the latest possible year of birth (default: the latest that the dates show);
    `counts` those of the whole table, where these are a part of its rows.
    """
    scanned = scan.scan_dates(text.bytes, text.starts, text.lengths)
    counts = counts or _counted(scanned, source)
    kind, year, first, second, short, sign = scanned
    reference = reference_year or counts.latest_year
    year = np.where(short, full_year(year, reference), year)
    serial = kind == scan.EXCEL_SERIAL
    if serial.any():
        days = excel_date(year[serial])
        year[serial], first[serial], second[serial] = days // 10**4, days // 100 % 100, days % 100
    open_order = kind == scan.TWO_AND_YEAR
    group = source.astype(np.int64) * _SIGNS + sign
    month_first, unsure = _orders(
        first, second, open_order, group, counts.orders, day_first=day_first
    )
    month = np.where(open_order & ~month_first, second, first)
    day = np.where(open_order & ~month_first, first, second)
    value = _assembled(kind, year, month, day)
    unsure &= is_date(year, month, day) & is_date(year, day, month) & (month != day)
    other = np.where(unsure, year * 10**4 + day * 100 + month, 0)
    return _judged(value, other, kind, reference)


def count_dates(text: Text, source: NDArray[np.int32]) -> DateCounts:
    """Count what the dates of a part of a table contribute to the whole."""
    return _counted(scan.scan_dates(text.bytes, text.starts, text.lengths), source)


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


Scanned = tuple[NDArray[np.int8], Int64s, Int64s, Int64s, Bools, Int64s]


def _counted(scanned: Scanned, source: NDArray[np.int32]) -> DateCounts:
    kind, year, first, second, short, sign = scanned
    bears = ((kind == scan.YEAR_MONTH_DAY) | (kind == scan.TWO_AND_YEAR)) & ~short
    bears &= (year > LEAST_REFERENCE_YEAR) & (year <= _LAST_YEAR)
    open_order = kind == scan.TWO_AND_YEAR
    group = source.astype(np.int64) * _SIGNS + sign
    size = (int(source.max(initial=0)) + 1) * _SIGNS
    days_first = open_order & (first > 12) & (second <= 12)
    months_first = open_order & (second > 12) & (first <= 12)
    return DateCounts(
        rows=len(source),
        years=np.bincount(year[bears], minlength=_LAST_YEAR + 1),
        orders=np.stack(
            [np.bincount(group[rows], minlength=size) for rows in (days_first, months_first)]
        ),
    )


def _orders(
    first: Int64s, second: Int64s, open_order: Bools, group: Int64s, orders: Int64s,
    *, day_first: bool,
) -> tuple[Bools, Bools]:  # fmt: skip
    """Tell which dates have the month first, and which could be read both ways.

    Dates of one list with one separating sign (a group) share an order if those that can be read
    only one way agree; a half per cent of typing errors does no harm.
    """
    days_first, months_first = orders
    seen = days_first + months_first
    swapped = np.where(seen > 0, months_first > days_first, not day_first)
    mixed = (seen == 0) | (np.minimum(days_first, months_first) > _STRAY_SHARE * seen)
    certain = open_order & ((first > 12) | (second > 12))
    month_first = np.where(certain, second > 12, open_order & swapped[group])
    return month_first, open_order & mixed[group] & ~certain


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
