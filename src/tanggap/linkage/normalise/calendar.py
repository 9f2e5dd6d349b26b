"""Calendar arithmetic on columns of years, months and days."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_DAYS: Final = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int64)
_EXCEL_EPOCH: Final = np.datetime64("1899-12-30")

Ints = NDArray[np.integer[Any]]


def is_date(year: Ints, month: Ints, day: Ints) -> NDArray[np.bool_]:
    """Tell which years, months and days make a date of the Gregorian calendar."""
    month_exists = (month >= 1) & (month <= 12)
    longest = _DAYS[np.where(month_exists, month, 0)]
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    dates: NDArray[np.bool_] = (day >= 1) & (day <= longest)
    dates &= ~((month == 2) & (day == 29) & ~leap)
    return dates


def full_year(two_digits: Ints, reference_year: int) -> NDArray[np.int64]:
    """Return the latest year up to `reference_year` that ends in two digits."""
    century = reference_year // 100 * 100
    years = np.asarray(two_digits, dtype=np.int64) + century
    return np.where(years > reference_year, years - 100, years)


def excel_date(serial: Ints) -> NDArray[np.int64]:
    """Return the dates (yyyymmdd) of Excel's day numbers (1900 system, 61 or more)."""
    days = _EXCEL_EPOCH + np.asarray(serial, dtype=np.int64).astype("timedelta64[D]")
    return yyyymmdd(days)


def yyyymmdd(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return dates as numbers."""
    months = days.astype("datetime64[M]")
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (days.astype("datetime64[D]") - months).astype(np.int64) + 1
    result: NDArray[np.int64] = years * 10_000 + month * 100 + day
    return result
