"""Figures as they were at one moment; every dashboard adds up rows of the newest snapshot."""

from typing import ClassVar

from django.db import models

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager


class Snapshot(models.Model):
    """One counting of the whole ledger. Only complete ones are shown."""

    taken_at = models.DateTimeField()
    is_complete = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-taken_at", "-pk"]

    def __str__(self) -> str:
        return f"snapshot {self.pk}"


class _Figure(models.Model):
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    region_code = models.CharField(max_length=10, blank=True)

    scope_permission: ClassVar[str] = Permission.DASHBOARD_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.region_code}"


class AidFigure(_Figure):
    """Awards and whole rupiah of a programme in a place in a month."""

    programme = models.CharField(max_length=40)
    month = models.CharField(max_length=7)
    awards = models.IntegerField()
    rupiah = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["snapshot", "region_code", "programme", "month"],
                name="aid_of_a_place_is_counted_once",
            ),
        ]


class ReachFigure(_Figure):
    """Distinct people and households with aid who live in a place.

    An empty programme or month means all of them: distinct people cannot be added up.
    """

    programme = models.CharField(max_length=40, blank=True)
    month = models.CharField(max_length=7, blank=True)
    recipients = models.IntegerField()
    households = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["snapshot", "programme", "month", "region_code"],
                name="reach_in_a_place_is_counted_once",
            ),
        ]


class PlaceFigure(_Figure):
    """Households of a place that stand in a register, and those of them without any aid."""

    registered = models.IntegerField()
    missed = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["snapshot", "region_code"], name="a_place_is_counted_once"
            ),
        ]


class CombinationFigure(_Figure):
    """Households of a regency that receive exactly these programmes."""

    programmes = models.JSONField(default=list)
    households = models.IntegerField()
    breaks = models.BooleanField()


class CaseFigure(_Figure):
    """Overlap cases of a place in one status, and their rupiah."""

    status = models.CharField(max_length=10)
    cases = models.IntegerField()
    rupiah = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["snapshot", "region_code", "status"],
                name="cases_of_a_place_are_counted_once",
            ),
        ]


class QualityFigure(_Figure):
    """The state of the numbers on one list."""

    list_id = models.BigIntegerField()
    file_name = models.CharField(max_length=255)
    programme = models.CharField(max_length=40)
    rows = models.IntegerField()
    missing = models.IntegerField()
    impossible = models.IntegerField()
    destroyed = models.IntegerField()
    other = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["snapshot", "list_id"], name="a_list_is_counted_once"),
        ]
