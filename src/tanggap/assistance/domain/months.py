"""Months as `yyyy-mm`: spans of them, and how people write them."""

import re
from collections.abc import Iterable
from datetime import date

from tanggap.language import Sentence

MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_INDONESIAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def span(first: str, last: str) -> tuple[str, ...]:
    """Return every month from `first` to `last`, both included; nothing where they are reversed."""
    start, end = _number(first), _number(last)
    return tuple(_month(number) for number in range(start, end + 1))


def month_of(day: date) -> str:
    """Return the month of a calendar date."""
    return f"{day.year:04d}-{day.month:02d}"


def is_month(text: str) -> bool:
    """Tell whether a text is a month such as 2020-04."""
    return bool(MONTH.fullmatch(text))


def in_words(months: Iterable[str]) -> Sentence:
    """Return months as people write them: "Apr–Jun 2020", "Apr 2020, Agu 2020"."""
    runs = _runs(sorted(set(months)))
    return Sentence(
        ", ".join(_run_in_words(run, _INDONESIAN) for run in runs),
        ", ".join(_run_in_words(run, _ENGLISH) for run in runs),
    )


def _runs(months: list[str]) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    for month in months:
        if runs and _number(runs[-1][1]) + 1 == _number(month):
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs


def _run_in_words(run: tuple[str, str], names: tuple[str, ...]) -> str:
    (first_year, first), (last_year, last) = (_split(month) for month in run)
    if run[0] == run[1]:
        return f"{names[first]} {first_year}"
    if first_year == last_year:
        return f"{names[first]}–{names[last]} {last_year}"
    return f"{names[first]} {first_year}–{names[last]} {last_year}"


def _split(month: str) -> tuple[int, int]:
    year, _, number = month.partition("-")
    return int(year), int(number) - 1


def _number(month: str) -> int:
    year, place = _split(month)
    return year * 12 + place


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
