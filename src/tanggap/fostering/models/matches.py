"""A family and a pledge, joined: at most one live match a family, one a slot of a pledge."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.core.permissions import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.fostering.domain.states import LIVE
from tanggap.fostering.models.candidates import Candidate
from tanggap.fostering.models.donors import Slot
from tanggap.fostering.types import MatchState

_STATES = [state.value for state in MatchState]
_LIVE = sorted(state.value for state in LIVE)
_TAKEN = [*_LIVE, "completed"]


class Match(models.Model):
    """One family for one slot of a pledge.

    A slot is free again when its match ended without being completed. `award_id` is the number in
    the ledger of aid from the moment in which the donor accepts. `expires_at` bounds a hold and an
    offer. `replaces` is the match whose place this one took.
    """

    class How(models.TextChoices):
        """How it came about."""

        CHOSEN = "chosen", "chosen"
        PROPOSED = "proposed", "proposed"
        PINNED = "pinned", "pinned"

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="matches")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="matches")
    region_code = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    how = models.CharField(max_length=8, choices=How.choices)
    award_id = models.BigIntegerField(null=True, blank=True, unique=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    scope_permission: ClassVar[str] = Permission.FOSTER_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=_STATES), name="a_match_state_is_known"),
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(state__in=_LIVE), name="a_family_is_matched_once"
            ),
            models.UniqueConstraint(
                fields=["slot"],
                condition=Q(state__in=_TAKEN),
                name="a_slot_of_a_pledge_is_taken_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["active", "completed"]) | Q(award_id__isnull=False),
                name="an_active_match_has_its_award",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "offered"]) | Q(expires_at__isnull=False),
                name="what_waits_for_a_donor_expires",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "expires_at"], name="match_expiry"),
            models.Index(fields=["region_code", "state"], name="match_region"),
        ]

    def __str__(self) -> str:
        return f"match {self.pk}"


class MatchChange(models.Model):
    """One line of a match's history."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="changes")
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    hand = models.CharField(max_length=8)
    reason = models.CharField(max_length=500, blank=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["match", "pk"]

    def __str__(self) -> str:
        return f"{self.match}: {self.before} → {self.after}"
