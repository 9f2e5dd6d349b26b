"""A plan: who is to get a programme's aid, under which limits, by whose approval."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager


class Plan(models.Model):
    """A plan of a programme for the applications of a region.

    While it is a draft it is computed anew whenever it is looked at; when it is proposed its rows
    are written down and nothing of it changes any more. `choices` is a document of
    `domain.choices`; `amount` whole rupiah a month; `seed` is what lots are drawn from.
    """

    class Status(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Rancangan")
        PROPOSED = "proposed", _("Diusulkan")
        APPROVED = "approved", _("Disetujui")
        DROPPED = "dropped", _("Tidak dipakai")

    name = models.CharField(max_length=120)
    programme = models.ForeignKey("assistance.Programme", on_delete=models.PROTECT)
    region_code = models.CharField(max_length=10)
    months = models.JSONField(default=list)
    amount = models.BigIntegerField(default=0)
    choices = models.JSONField(default=dict)
    seed = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    figures = models.JSONField(default=dict, blank=True)
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    proposed_by_id = models.BigIntegerField(null=True, blank=True)
    proposed_by_name = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_by_id = models.BigIntegerField(null=True, blank=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.CharField(max_length=500, blank=True)
    decree_number = models.CharField(max_length=120, blank=True)
    decree_date = models.DateField(null=True, blank=True)
    decree_basis = models.TextField(blank=True)
    signatory_name = models.CharField(max_length=120, blank=True)
    signatory_office = models.CharField(max_length=120, blank=True)

    scope_permission: ClassVar[str] = Permission.PLAN_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "proposed", "approved", "dropped"]),
                name="a_plan_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=False) | ~Q(status__in=["proposed", "approved"]),
                name="a_proposed_plan_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False) ^ ~Q(status="approved"),
                name="an_approved_plan_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("proposed_by_id")),
                name="nobody_approves_their_own_plan",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="a_plan_pays_no_negative_amount"
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"

    @property
    def cost(self) -> int:
        """Whole rupiah for one family over all months."""
        return int(self.amount) * len(self.months)


class Approval(models.Model):
    """One officer approved a plan; a plan of much money needs several."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="approvals")
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["plan", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "by_id"], name="an_officer_approves_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} approval {self.pk}"


class ApprovalTier(models.Model):
    """From so much money on, so many officers must approve a plan."""

    from_rupiah = models.BigIntegerField(unique=True)
    officers = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["from_rupiah"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(officers__gte=1, officers__lte=5),
                name="a_plan_needs_one_to_five_approvals",
            ),
            models.CheckConstraint(
                condition=Q(from_rupiah__gte=0), name="a_tier_begins_at_zero_or_more"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_rupiah}: {self.officers}"
