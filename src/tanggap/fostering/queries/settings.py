"""What the city has chosen; the usual where it has chosen nothing."""

from tanggap.fostering.domain.instalments import Habits
from tanggap.fostering.models import Habit


def habits() -> Habits:
    """Return when money is due and how long it may be late."""
    row = Habit.objects.filter(pk=1).first()
    if row is None:
        return Habits()
    return Habits(row.due_day, row.late_after, row.lapse_after, row.hand_within)


def hand_within() -> int:
    """Return within how many days the city hands on what came through its account."""
    return habits().hand_within
