"""Runs of the matching: one at a time."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class MatchingRun(models.Model):
    """One run over all current rows; `worker` and `beat_at` tell whether it still works."""

    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, default="running")
    worker = models.CharField(max_length=120, blank=True)
    records = models.IntegerField(default=0)
    persons = models.IntegerField(default=0)
    moved = models.IntegerField(default=0)
    doubtful = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="running"),
                name="people_one_matching_run_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["running", "done", "failed"]),
                name="people_run_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
