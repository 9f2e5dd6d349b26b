"""Proposals for all that waits at one time, and what an officer wants or forbids in them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.core.permissions import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.fostering.models.candidates import Candidate
from tanggap.fostering.models.donors import Pledge


class Round(models.Model):
    """A solved assignment of open pledges to waiting families, until it is offered or dropped.

    `weights` are those of `domain.worth`; `figures` what the solution is worth, beside
    first-come-first-served and the greedy rule on the same families and pledges. `is_stale` while
    pins or forbidden pairs wait to be solved. `offered_by_id` acts while it is being offered.
    """

    class State(models.TextChoices):
        """Where it stands."""

        SOLVING = "solving", "solving"
        SOLVED = "solved", "solved"
        OFFERED = "offered", "offered"
        DROPPED = "dropped", "dropped"

    region_code = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=State.choices, default=State.SOLVING)
    weights = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    is_stale = models.BooleanField(default=False)
    job_id = models.BigIntegerField(null=True, blank=True)
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True, blank=True)
    offered_by_id = models.BigIntegerField(null=True, blank=True)
    offered_by_name = models.CharField(max_length=200, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)

    scope_permission: ClassVar[str] = Permission.FOSTER_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region_code"],
                condition=Q(state__in=["solving", "solved"]),
                name="one_round_of_a_region_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.pk}"


class Proposal(models.Model):
    """One pair of a round.

    `why` are the parts of its worth by code, in points; `wishes` the points of the wishes kept.
    `second` is the family that the pledge would have had next, worth `second_worth`. `became` says
    what came of it when it was offered: offered, taken, full, closed, gone, forbidden.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="proposals")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    is_pinned = models.BooleanField(default=False)
    worth = models.IntegerField(default=0)
    why = models.JSONField(default=dict)
    wishes = models.JSONField(default=dict)
    second = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_worth = models.IntegerField(default=0)
    became = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["round", "-worth", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "candidate"], name="a_round_proposes_a_family_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.pledge} – {self.candidate}"


class Forbidden(models.Model):
    """A pledge and a family that must not come together, with the reason."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="forbidden")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="forbidden")
    reason = models.CharField(max_length=300)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pledge", "candidate"],
                condition=Q(lifted_at__isnull=True),
                name="a_pair_is_forbidden_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pledge} – {self.candidate}"
