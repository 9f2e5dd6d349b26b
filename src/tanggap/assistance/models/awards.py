"""Awards and the places that they take: here the database has the last word."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.assistance.models.programmes import MONTH_LENGTH, Programme, Round, Unit
from tanggap.assistance.models.rules import OverlapGroup
from tanggap.core.scoping import ScopedManager


class Award(models.Model):
    """A programme promises aid to somebody for the months of a round.

    `family` and `household` are the numbers under which the person stood when the claims were
    taken last; `people` tells when that changes. `amount` is whole rupiah a month where this
    award differs from its round. `components` are the codes of the programme's components that
    are known of it; null where nobody knows them, which is not none.
    """

    class Status(models.TextChoices):
        """Only active awards hold places."""

        ACTIVE = "active", _("Berlaku")
        ENDED = "ended", _("Dihentikan")
        WITHDRAWN = "withdrawn", _("Ditarik")

    class Answer(models.TextChoices):
        """What was proved when it was made; without proof the money waits."""

        CLEAR = "clear", _("Jelas")
        OVERLAP = "overlap", _("Tumpang tindih")
        UNKNOWN = "unknown", _("Belum diketahui")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="awards", db_index=False
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="awards", db_index=False
    )
    unit = models.CharField(max_length=10, choices=Unit.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    family = models.BigIntegerField(null=True, blank=True)
    household = models.BigIntegerField(null=True, blank=True)
    region_code = models.CharField(max_length=10, blank=True)
    amount = models.BigIntegerField(null=True, blank=True)
    components = models.JSONField(null=True, blank=True)
    recipient_list = models.ForeignKey(
        "people.RecipientList", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    record = models.ForeignKey(
        "people.SourceRecord", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.CLEAR)
    paid_months = models.PositiveSmallIntegerField(default=0)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    scope_permission: ClassVar[str] = Permission.AWARD_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record"],
                condition=~Q(status="withdrawn"),
                name="one_award_for_a_row_of_a_list",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="an_award_is_no_negative_amount",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["family"], name="award_family"),
            models.Index(fields=["household"], name="award_household"),
            models.Index(fields=["programme", "region_code"], name="award_programme_region"),
        ]

    def __str__(self) -> str:
        return f"award {self.pk}"


MONTHS: Final = tuple(f"m{month:02d}" for month in range(1, 13))
"""The fields of a claim that say who holds it in January to December."""


class Claim(models.Model):
    """A place under a rule: a subject and a year, with one holder for each month.

    A year is one row, because most aid is for many months; a month is one cell, and a cell
    cannot have two holders. Empty: nobody.
    """

    group = models.ForeignKey(
        OverlapGroup, on_delete=models.CASCADE, related_name="claims", db_index=False
    )
    subject_kind = models.CharField(max_length=10, choices=Unit.choices)
    subject_id = models.BigIntegerField()
    year = models.CharField(max_length=4)
    m01 = models.CharField(max_length=40, blank=True)
    m02 = models.CharField(max_length=40, blank=True)
    m03 = models.CharField(max_length=40, blank=True)
    m04 = models.CharField(max_length=40, blank=True)
    m05 = models.CharField(max_length=40, blank=True)
    m06 = models.CharField(max_length=40, blank=True)
    m07 = models.CharField(max_length=40, blank=True)
    m08 = models.CharField(max_length=40, blank=True)
    m09 = models.CharField(max_length=40, blank=True)
    m10 = models.CharField(max_length=40, blank=True)
    m11 = models.CharField(max_length=40, blank=True)
    m12 = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_id", "group", "year", "subject_kind"],
                name="one_holder_for_a_rule_subject_and_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.subject_kind} {self.subject_id} {self.year}"

    @property
    def months(self) -> dict[str, str]:
        """The holder of each month (`yyyy-mm`) that somebody holds."""
        cells = ((f"{self.year}-{name[1:]}", getattr(self, name)) for name in MONTHS)
        return {month: holder for month, holder in cells if holder}


class Holding(models.Model):
    """An award holds months of a claim; awards of one holder may share them."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="holdings")
    award = models.ForeignKey(
        Award, on_delete=models.CASCADE, related_name="holdings", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["award", "claim"], name="an_award_holds_a_claim_once"),
        ]

    def __str__(self) -> str:
        return f"{self.award} holds {self.claim_id}"


class EndedMonth(models.Model):
    """A month that an award lost when a case was settled; reopening the case gives it back."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="ended_months")
    month = models.CharField(max_length=MONTH_LENGTH)
    case = models.ForeignKey(
        "assistance.OverlapCase", on_delete=models.PROTECT, related_name="ended_months"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["award", "month"], name="a_month_ends_once"),
        ]

    def __str__(self) -> str:
        return f"{self.award} without {self.month}"


class Exemption(models.Model):
    """A month in which an award needs no place under a rule: a named exception by decree."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="exemptions")
    group = models.ForeignKey(OverlapGroup, on_delete=models.CASCADE, related_name="+")
    month = models.CharField(max_length=MONTH_LENGTH)
    case = models.ForeignKey(
        "assistance.OverlapCase", on_delete=models.PROTECT, related_name="exemptions"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["award", "group", "month", "case"], name="an_exemption_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} exempt from {self.group} in {self.month}"
