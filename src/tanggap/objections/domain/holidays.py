"""On which days offices are closed, besides Saturday and Sunday: data by year, `holidays.toml`.

A file of the same form in the data folder adds what was decreed later, or takes a day back (false).
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Any, Final

_WEEK: Final = 5


class WrongHolidays(Exception):
    """A file of holidays that cannot be read; the text says where."""


class Calendar:
    """The closed days of the years that are known."""

    def __init__(self, text: str) -> None:
        self._closed: set[date] = set()
        self._years: set[int] = set()
        self.add(text)

    def add(self, text: str) -> None:
        """Add the days of a file in TOML. Raises WrongHolidays, and adds nothing then."""
        days = _read(text)
        self._closed |= {day for day, name in days.items() if name is not False}
        self._closed -= {day for day, name in days.items() if name is False}
        self._years |= {day.year for day in days}

    def is_working(self, day: date) -> bool:
        """Tell whether offices are open."""
        return day.weekday() < _WEEK and day not in self._closed

    def knows(self, year: int) -> bool:
        """Tell whether the holidays of a year are known."""
        return year in self._years


def _read(text: str) -> dict[date, Any]:
    try:
        years = tomllib.loads(text)
        return {
            _day(day, int(year)): name
            for year, days in years.items()
            for day, name in _table(days).items()
        }
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise WrongHolidays(str(error)) from error


def _table(days: Any) -> Mapping[str, Any]:
    if not isinstance(days, dict):
        raise ValueError(f"not a year with its days: {days}")
    return days


def _day(written: str, year: int) -> date:
    day = date.fromisoformat(written)
    if day.year != year:
        raise ValueError(f"{written} does not stand under its year")
    return day


CALENDAR: Final = Calendar(
    resources.files("tanggap.objections").joinpath("holidays.toml").read_text(encoding="utf-8")
)
"""Read once; what a city adds is added when the app starts."""
