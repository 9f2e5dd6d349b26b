"""Runs of the matching, one at a time, and what the last one over everybody learned."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.people.types import RunKind


class MatchingRun(models.Model):
    """One run; `worker` and `beat_at` tell whether it still works.

    A full run compares all current rows, one that places only new rows with those they may meet;
    `records` is how many rows it was about, `persons` how many people these are.
    """

    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, default="running")
    kind = models.CharField(max_length=8, default=RunKind.FULL)
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
            models.CheckConstraint(
                condition=Q(kind__in=[*RunKind]), name="people_run_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class LearnedMatching(models.Model):
    """What a full run learned; new rows are placed by it. `engine` names the version that did.

    `model` and `census` are documents of `linkage`: what evidence is worth, how often words stand
    in names, which places are crowded.
    """

    run = models.OneToOneField(MatchingRun, on_delete=models.PROTECT, related_name="learned")
    engine = models.CharField(max_length=40)
    records = models.IntegerField()
    model = models.JSONField()
    census = models.JSONField()

    def __str__(self) -> str:
        return f"{self.engine}: {self.records}"
