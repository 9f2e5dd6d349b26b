"""Overlaps that arrived from outside and must be settled."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.assistance.models.awards import Award
from tanggap.assistance.models.rules import OverlapGroup
from tanggap.core.scoping import ScopedManager


class OverlapCase(models.Model):
    """Two awards that one rule keeps apart. `one` comes first in the order of the doors.

    `at_stake` is what `other` pays in the months of the case, in whole rupiah. Somebody who took
    a case works on it; that keeps nobody else from it, it only tells.
    """

    class Status(models.TextChoices):
        """Where a case stands."""

        OPEN = "open", _("Terbuka")
        PROPOSED = "proposed", _("Menunggu persetujuan")
        SETTLED = "settled", _("Selesai")
        REOPENED = "reopened", _("Dibuka kembali")
        LAPSED = "lapsed", _("Gugur")

    class Outcome(models.TextChoices):
        """Which award goes on."""

        KEEP_ONE = "keep_one", _("Pertahankan yang pertama")
        KEEP_OTHER = "keep_other", _("Pertahankan yang kedua")
        KEEP_BOTH = "keep_both", _("Keduanya boleh, dengan surat keputusan")

    class Cause(models.TextChoices):
        """How it came about."""

        LIST = "list", _("Daftar yang diimpor")
        RELINK = "relink", _("Orang dikenali sebagai orang yang sama")
        RULE = "rule", _("Aturan baru")

    group = models.ForeignKey(OverlapGroup, on_delete=models.PROTECT, related_name="cases")
    one = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=10)
    months = models.JSONField(default=list)
    region_code = models.CharField(max_length=10, blank=True)
    at_stake = models.BigIntegerField(default=0)
    cause = models.CharField(max_length=8, choices=Cause.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    opened_at = models.DateTimeField()
    assigned_to_id = models.BigIntegerField(null=True, blank=True)
    assigned_to_name = models.CharField(max_length=200, blank=True, default="")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    decree = models.CharField(max_length=120, blank=True)
    proposed_by_id = models.BigIntegerField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_by_id = models.BigIntegerField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    scope_permission: ClassVar[str] = Permission.CASE_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "one", "other"], name="one_case_for_two_awards_and_a_rule"
            ),
            models.CheckConstraint(condition=~Q(one=F("other")), name="a_case_has_two_awards"),
            models.CheckConstraint(
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("proposed_by_id")),
                name="nobody_approves_their_own_settlement",
            ),
            models.CheckConstraint(
                condition=~Q(status="settled")
                | (Q(approved_at__isnull=False) & Q(proposed_by_id__isnull=False)),
                name="a_settled_case_was_seen_by_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="keep_both") | ~Q(decree=""),
                name="an_exception_names_its_decree",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-at_stake", "id"], name="case_stake"),
            models.Index(
                fields=["-at_stake", "id"],
                name="case_waiting_stake",
                condition=Q(status__in=["open", "proposed", "reopened"]),
            ),
            models.Index(fields=["status", "-at_stake"], name="case_status_stake"),
            models.Index(fields=["region_code", "status"], name="case_region_status"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"


class CaseStep(models.Model):
    """One step in the life of a case: who did what, when and why."""

    case = models.ForeignKey(OverlapCase, on_delete=models.CASCADE, related_name="steps")
    status = models.CharField(max_length=10, choices=OverlapCase.Status.choices)
    outcome = models.CharField(max_length=10, choices=OverlapCase.Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    decree = models.CharField(max_length=120, blank=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.status}"
