"""The questions after delivery: how many are asked, who was, and what they said."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.objections.domain.surveying import USUAL


class SurveyPlan(models.Model):
    """Which share of the deliveries is asked about; the newest row counts."""

    share = models.PositiveSmallIntegerField(default=USUAL)
    seed = models.CharField(max_length=32)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(share__lte=100), name="a_share_is_a_percentage")
        ]

    def __str__(self) -> str:
        return f"{self.share} %"


class Survey(models.Model):
    """One delivery that is asked about, once, and what was answered.

    The code is kept as a blind index. `wait` is a value of `domain.surveying.WAITS`.
    """

    class State(models.TextChoices):
        """How far it came."""

        DRAWN = "drawn", _("Terpilih")
        ASKED = "asked", _("Sudah ditanya")
        UNREACHED = "unreached", _("Tanpa nomor telepon")
        ANSWERED = "answered", _("Sudah menjawab")

    award_id = models.BigIntegerField()
    month = models.CharField(max_length=7)
    person_id = models.BigIntegerField()
    programme = models.CharField(max_length=40)
    channel = models.CharField(max_length=40)
    region_code = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAWN)
    code_index = models.BinaryField(max_length=16, null=True, blank=True, unique=True)
    delivered_at = models.DateTimeField()
    ask_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    by_phone = models.BooleanField(default=False)
    received = models.BooleanField(null=True, blank=True)
    whole = models.BooleanField(null=True, blank=True)
    money_asked = models.BooleanField(null=True, blank=True)
    wait = models.CharField(max_length=10, blank=True)

    scope_permission: ClassVar[str] = Permission.SURVEY_RECORD
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["ask_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["award_id", "month"], name="a_delivery_is_asked_about_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="answered",
                    answered_at__isnull=False,
                    received__isnull=False,
                    money_asked__isnull=False,
                )
                | (~Q(state="answered") & Q(answered_at__isnull=True, received__isnull=True)),
                name="an_answered_survey_has_its_answers",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "ask_at"], name="survey_due")]

    def __str__(self) -> str:
        return f"survey {self.pk}"
