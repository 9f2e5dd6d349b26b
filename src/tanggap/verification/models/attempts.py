"""Visits that found nobody to ask."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanggap.verification.models.visits import Visit
from tanggap.verification.types import Unmet


class Attempt(models.Model):
    """An officer went and met nobody; `next_on` is the new day, None where the desk goes on.

    `uuid` comes with the form or from the phone, so that what is sent twice counts once. `made_at`
    is when the officer stood there, `at` when it arrived; `number` counts within one visit.
    """

    class Why(models.TextChoices):
        """Why, as people read it."""

        NOBODY = Unmet.NOBODY.value, _("Tidak ada orang di rumah")
        MOVED = Unmet.MOVED.value, _("Sudah pindah")
        REFUSED = Unmet.REFUSED.value, _("Menolak dikunjungi")

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="attempts")
    uuid = models.UUIDField(unique=True)
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=7, choices=Why.choices)
    note = models.CharField(max_length=500, blank=True)
    next_on = models.DateField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["visit", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "number"], name="an_attempt_is_counted_once"),
            models.CheckConstraint(
                condition=Q(why__in=[one.value for one in Unmet]), name="an_attempt_says_why"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=3), name="a_visit_is_attempted_three_times"
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
                name="an_attempts_place_is_whole_and_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit} attempt {self.number}"
