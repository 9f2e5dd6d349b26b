"""What a donor gives month by month, how the sides meet, and the family's thanks."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.fostering.models.matches import Match
from tanggap.fostering.types import InstalmentState

_STATES = [state.value for state in InstalmentState]


class Instalment(models.Model):
    """One month of a match. `month` is "2026-12"; `proof` names a sealed file, "" for none.

    `note` is the donor's, `dispute` what the family says is wrong. `late_told_on` is the day on
    which the coordinator was told that it is late.
    """

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    month = models.CharField(max_length=7)
    due_on = models.DateField()
    amount = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, default=InstalmentState.DUE)
    proof = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)
    dispute = models.CharField(max_length=300, blank=True)
    late_told_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=8, blank=True)
    confirmed_by_id = models.BigIntegerField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["match", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["match", "number"], name="an_instalment_is_there_once"),
            models.UniqueConstraint(fields=["match", "month"], name="a_month_is_given_once"),
            models.CheckConstraint(
                condition=Q(state__in=_STATES), name="an_instalment_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(received_at__isnull=False),
                name="what_was_received_says_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="instalment_due")]

    def __str__(self) -> str:
        return f"{self.match} {self.month}"


class Introduction(models.Model):
    """How the sides meet (ijab kabul): in person, or not at all."""

    class State(models.TextChoices):
        """What became of it."""

        PLANNED = "planned", "planned"
        HELD = "held", "held"
        CANCELLED = "cancelled", "cancelled"

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="introductions")
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    outcome = models.CharField(max_length=300, blank=True)
    arranged_by_id = models.BigIntegerField(null=True)
    arranged_by_name = models.CharField(max_length=200)
    arranged_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["meets_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["match"], condition=Q(state="planned"), name="one_meeting_is_planned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match} {self.meets_at:%Y-%m-%d}"


class Thanks(models.Model):
    """A family's words for its donor; they reach the donor once an officer let them pass."""

    class State(models.TextChoices):
        """Where they are."""

        WRITTEN = "written", "written"
        PASSED = "passed", "passed"
        KEPT = "kept", "kept"

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="thanks")
    text = models.CharField(max_length=600)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WRITTEN)
    written_at = models.DateTimeField()
    judged_by_id = models.BigIntegerField(null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.match} {self.state}"
