"""What officers decided: about doubtful pairs, and about single values."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.people.types import CorrectedField, PairStatus, Verdict

ACTIVE = Q(undone_at__isnull=True)


class MatchDecision(models.Model):
    """An officer's word on two rows, which every later run of the matching obeys.

    `effect` keeps what the decision moved, so that undoing it puts exactly that back.
    Decisions of one split share a `batch`.
    """

    low = models.ForeignKey("people.SourceRecord", on_delete=models.PROTECT, related_name="+")
    high = models.ForeignKey("people.SourceRecord", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=16)
    pair = models.ForeignKey(
        "people.ReviewPair", null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    batch = models.CharField(max_length=32, db_index=True)
    reason = models.CharField(max_length=500, blank=True)
    effect = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["low", "high"], condition=ACTIVE, name="people_a_pair_is_decided_once"
            ),
            models.CheckConstraint(
                condition=Q(low__lt=F("high")), name="people_decided_pair_is_sorted"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[*Verdict]), name="people_verdict_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.low_id}/{self.high_id}: {self.verdict}"


class ReviewPair(models.Model):
    """Two rows that the engine cannot tell: one person, or two.

    `linked` is what the engine did meanwhile; `stake` the rupiah that depend on the answer.
    """

    low = models.ForeignKey("people.SourceRecord", on_delete=models.PROTECT, related_name="+")
    high = models.ForeignKey("people.SourceRecord", on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=10)
    probability = models.FloatField()
    household_probability = models.FloatField()
    linked = models.BooleanField()
    evidence = models.JSONField(default=list)
    stake = models.BigIntegerField(default=0)
    priority = models.BigIntegerField()
    status = models.CharField(max_length=10, default=PairStatus.OPEN)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_until = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar[ScopedManager] = ScopedManager()
    scope_permission: ClassVar = Permission.MATCH_DECIDE

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["low", "high"], name="people_a_pair_is_queued_once"),
            models.CheckConstraint(
                condition=Q(low__lt=F("high")), name="people_review_pair_is_sorted"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*PairStatus]), name="people_pair_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(probability__range=(0, 1)), name="people_pair_probability_is_a_share"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "-priority", "id"]),
            models.Index(fields=["region_code", "status"], name="people_pair_region_status"),
        ]

    def __str__(self) -> str:
        return f"{self.low_id}/{self.high_id}"


class ReviewSkip(models.Model):
    """A clerk left this pair to others."""

    pair = models.ForeignKey(ReviewPair, on_delete=models.CASCADE, related_name="skips")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pair", "user"], name="people_a_pair_is_skipped_once")
        ]

    def __str__(self) -> str:
        return f"{self.pair_id} / {self.user_id}"


class Correction(models.Model):
    """What an officer set against all lists, with the evidence seen. Numbers are sealed."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="corrections"
    )
    field = models.CharField(max_length=10)
    value = models.CharField(max_length=300, blank=True)
    before = models.CharField(max_length=300, blank=True)
    sealed = models.BinaryField(null=True)
    effective_on = models.DateField(null=True)
    evidence = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "field"],
                condition=ACTIVE,
                name="people_a_field_has_one_correction",
            ),
            models.CheckConstraint(
                condition=Q(field__in=[*CorrectedField]), name="people_corrected_field_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(evidence=""), name="people_a_correction_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.field}"
