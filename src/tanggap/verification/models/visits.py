"""Visits, their reports, and the draws of second visits."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.verification.domain import drawing

WHOLE = 1_000


class Draw(models.Model):
    """Which reported visits were drawn for a second one: share, seed and counts, for everybody."""

    region_code = models.CharField(max_length=10)
    share = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    considered = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    scope_permission: ClassVar[str] = Permission.APPLICATION_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(share__gte=drawing.LEAST, share__lte=drawing.MOST),
                name="a_draw_has_a_share",
            ),
            models.CheckConstraint(
                condition=Q(drawn__lte=F("considered")), name="a_draw_draws_from_its_visits"
            ),
        ]

    def __str__(self) -> str:
        return f"draw {self.pk} {self.seed}"


class Visit(models.Model):
    """An officer looks after one application, until a day.

    A second visit names the first and its officer; the database keeps the two officers apart.
    `considered_in` is the draw that a reported first visit took part in.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("Direncanakan")
        REPORTED = "reported", _("Dilaporkan")
        CANCELLED = "cancelled", _("Batal dikunjungi")

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="visits"
    )
    region_code = models.CharField(max_length=10)
    officer_id = models.BigIntegerField()
    officer_name = models.CharField(max_length=200)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    is_second = models.BooleanField(default=False)
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="seconds")
    first_officer_id = models.BigIntegerField(null=True)
    considered_in = models.ForeignKey(
        Draw, on_delete=models.PROTECT, null=True, related_name="visits"
    )
    planned_at = models.DateTimeField()
    planned_by_id = models.BigIntegerField(null=True)
    planned_by_name = models.CharField(max_length=200)
    ended_reason = models.CharField(max_length=1000, blank=True)

    scope_permission: ClassVar[str] = Permission.APPLICATION_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["planned", "reported", "cancelled"]),
                name="a_visit_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state="planned"),
                name="an_application_has_one_planned_visit",
            ),
            models.UniqueConstraint(
                fields=["first"],
                condition=~Q(state="cancelled"),
                name="a_visit_is_repeated_once",
            ),
            models.CheckConstraint(
                condition=Q(is_second=True, first__isnull=False, first_officer_id__isnull=False)
                | Q(is_second=False, first__isnull=True, first_officer_id__isnull=True),
                name="a_second_visit_names_the_first",
            ),
            models.CheckConstraint(
                condition=Q(first_officer_id__isnull=True) | ~Q(first_officer_id=F("officer_id")),
                name="a_second_visit_is_another_officers",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["officer_id", "state"], name="visit_officer_state"),
            models.Index(fields=["region_code", "state"], name="visit_region_state"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class VisitReport(models.Model):
    """What an officer found, once for each visit, whatever arrives how often."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="report")
    uuid = models.UUIDField(unique=True)
    answers = models.JSONField()
    score = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy = models.PositiveIntegerField(null=True)
    reported_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["received_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(score__lte=WHOLE), name="a_score_is_at_most_a_thousand"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, accuracy__isnull=True)
                | Q(
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                    accuracy__isnull=False,
                ),
                name="a_place_is_whole_and_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.uuid}"


class VisitPhoto(models.Model):
    """A photo of a visit, written anew by us; the file lies sealed in the data folder."""

    report = models.ForeignKey(VisitReport, on_delete=models.CASCADE, related_name="photos")
    name = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"photo {self.pk}"
