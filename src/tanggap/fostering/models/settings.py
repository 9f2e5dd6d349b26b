"""What a city has chosen for its foster families."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Habit(models.Model):
    """One row: the day of the month on which money is due, and how many days it may be late.

    After `late_after` days the coordinator is told, after `lapse_after` the match lapses.
    The city hands on what came through its account within `hand_within` days.
    `looked_on` is the last day on which everything due was gone through.
    """

    due_day = models.PositiveSmallIntegerField(default=5)
    late_after = models.PositiveSmallIntegerField(default=14)
    lapse_after = models.PositiveSmallIntegerField(default=30)
    hand_within = models.PositiveSmallIntegerField(default=7)
    looked_on = models.DateField(null=True, blank=True)
    changed_by_id = models.BigIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pk=1), name="a_city_has_one_set_of_habits"),
            models.CheckConstraint(
                condition=Q(due_day__gte=1, due_day__lte=28), name="every_month_has_the_due_day"
            ),
            models.CheckConstraint(
                condition=Q(lapse_after__gt=models.F("late_after")),
                name="a_match_is_late_before_it_lapses",
            ),
        ]

    def __str__(self) -> str:
        return f"day {self.due_day}"
