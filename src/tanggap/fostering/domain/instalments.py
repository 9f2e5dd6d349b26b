"""Which months a match is for, when each instalment is due, and when somebody is late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

DUE_DAY: Final = 5
"""Day of the month on which an instalment is due, unless the city's settings say otherwise."""
BEFORE: Final = timedelta(days=7)
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Habits:
    """What a city has chosen: the day on which money is due, and how long it waits.

    Within `hand_within` days the city hands on what came through its account.
    """

    due_day: int = DUE_DAY
    late_after: int = 14
    lapse_after: int = 30
    hand_within: int = 7


class Step(StrEnum):
    """What an unpaid instalment asks for on a day."""

    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    LAPSE = "lapse"


def months(first: str, count: int, *, today: date, habits: Habits) -> list[tuple[str, date]]:
    """Return so many months ("2026-12") from the first on whose due date is not over, and dates."""
    found = []
    for month, due in _from(first, habits.due_day):
        if due >= today:
            found.append((month, due))
        if len(found) == count:
            return found
    raise AssertionError("months never end")


def step(due: date, *, today: date, reminded_on: date | None, habits: Habits) -> Step | None:
    """Return what to do about an unpaid instalment today, None for nothing.

    A reminder goes out a week before, on the day, and every week after it, each once.
    """
    days = (today - due).days
    if days >= habits.lapse_after:
        return Step.LAPSE
    last = _last_reminder_due(due, today)
    if last is None or (reminded_on is not None and reminded_on >= last):
        return None
    if days < 0:
        return Step.SOON
    return Step.TODAY if days < WEEK.days else Step.LATE


def is_late(due: date, *, today: date, habits: Habits) -> bool:
    """Tell whether the coordinator must look at an instalment."""
    return (today - due).days >= habits.late_after


def _last_reminder_due(due: date, today: date) -> date | None:
    """Return the latest day up to today on which a reminder is due, None before the first."""
    if today < due - BEFORE:
        return None
    if today < due:
        return due - BEFORE
    return due + WEEK * ((today - due).days // WEEK.days)


def _from(first: str, day: int) -> Iterator[tuple[str, date]]:
    year, month = int(first[:4]), int(first[5:])
    while True:
        yield f"{year}-{month:02d}", date(year, month, day)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
