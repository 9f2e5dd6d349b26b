"""The places of an approved plan: as many rows as there are places, and no way to make more."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.decisions.models.plans import Plan
from tanggap.decisions.models.rows import PlanRow


class Place(models.Model):
    """One place of a plan, in the whole (`region_code` empty) or of a kelurahan with a quota.

    Whoever is awarded holds one in the whole and, where the kelurahan has a quota, one there. A
    place is taken by compare-and-swap on `taken_by`. `months_left` is what it may still pay; a
    place without any is closed.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="places")
    region_code = models.CharField(max_length=10, blank=True)
    number = models.PositiveIntegerField()
    taken_by = models.ForeignKey(
        PlanRow, on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    months_left = models.JSONField(default=list)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["plan", "region_code", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "region_code", "number"], name="a_place_is_there_once"
            ),
            models.UniqueConstraint(
                fields=["taken_by", "region_code"],
                condition=Q(taken_by__isnull=False),
                name="a_row_takes_one_place_of_each_kind",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["plan", "region_code", "number"],
                condition=Q(taken_by__isnull=True, is_open=True),
                name="place_free",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} place {self.region_code} {self.number}"
