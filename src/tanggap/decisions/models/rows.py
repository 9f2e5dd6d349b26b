"""One application in a proposed plan."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanggap.decisions.models.plans import Plan

LIVE = ("planned", "held", "awarded")


class PlanRow(models.Model):
    """What a plan has for an application, why, and what became of it.

    `reason` is a code of `domain.allocation`; `reason_id` and `reason_en` say it in words, as they
    were true when the plan was proposed, `told_id` and `told_en` what became of it. `held_for` says
    why a row with a place waits. `objection` is what a meeting said against the family and its
    approvers confirmed all the same. `award_id` is the number in the ledger of aid.
    """

    class Held(models.TextChoices):
        """What a held row waits for."""

        PERSON = "person", _("belum ada di registri")
        EYES = "eyes", _("menunggu pejabat lain")

    class Outcome(models.TextChoices):
        """What the plan has for it."""

        IN = "in", _("Mendapat tempat")
        WAITING = "waiting", _("Daftar tunggu")
        OUT = "out", _("Tidak")

    class State(models.TextChoices):
        """What became of it."""

        PLANNED = "planned", _("Belum dilaksanakan")
        HELD = "held", _("Tertahan")
        AWARDED = "awarded", _("Ditetapkan")
        WAITING = "waiting", _("Menunggu tempat")
        REFUSED = "refused", _("Ditolak")
        FREED = "freed", _("Berhenti")
        LAPSED = "lapsed", _("Gugur")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rows")
    application_id = models.BigIntegerField()
    region_code = models.CharField(max_length=10)
    position = models.PositiveIntegerField()
    score = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason = models.CharField(max_length=20)
    reason_id = models.CharField(max_length=600)
    reason_en = models.CharField(max_length=600)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    told_id = models.CharField(max_length=600, blank=True)
    told_en = models.CharField(max_length=600, blank=True)
    held_for = models.CharField(max_length=6, choices=Held.choices, blank=True)
    objection = models.CharField(max_length=500, blank=True)
    award_id = models.BigIntegerField(null=True, blank=True, unique=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["plan", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "application_id"], name="a_plan_has_an_application_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "position"], name="a_plan_has_each_position_once"
            ),
            models.UniqueConstraint(
                fields=["application_id"],
                condition=Q(state__in=LIVE),
                name="an_application_stands_in_one_live_plan",
            ),
            models.CheckConstraint(
                condition=Q(award_id__isnull=False) | ~Q(state__in=["awarded", "freed"]),
                name="who_is_awarded_has_an_award",
            ),
            models.CheckConstraint(
                condition=Q(state="held") ^ Q(held_for=""), name="a_held_row_says_what_for"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["plan", "state", "position"], name="plan_row_state"),
            models.Index(fields=["application_id"], name="plan_row_application"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} row {self.position}"
