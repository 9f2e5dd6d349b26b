"""How many overlap cases a place has, counted beforehand: a city has hundreds of thousands."""

from typing import ClassVar

from django.db import models

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager


class PlaceTally(models.Model):
    """The cases of one place by status, and their rupiah: at stake while they wait, and saved.

    A month of an award that several waiting cases contest counts once.
    """

    region_code = models.CharField(max_length=10, unique=True)
    open = models.IntegerField(default=0)
    proposed = models.IntegerField(default=0)
    settled = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    lapsed = models.IntegerField(default=0)
    at_stake = models.BigIntegerField(default=0)
    saved = models.BigIntegerField(default=0)
    counted_at = models.DateTimeField()

    scope_permission: ClassVar[str] = Permission.CASE_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    def __str__(self) -> str:
        return f"cases of {self.region_code}"


class PlaceChange(models.Model):
    """Cases of a place changed after its tally; whoever counts anew takes this away.

    Rows are only added, so that no two writers of the ledger wait for each other here.
    """

    region_code = models.CharField(max_length=10, db_index=True)

    scope_permission: ClassVar[str] = Permission.CASE_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    def __str__(self) -> str:
        return f"change in {self.region_code}"
