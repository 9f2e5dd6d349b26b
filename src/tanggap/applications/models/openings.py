"""Which programmes take applications, and from when to when."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Opening(models.Model):
    """A programme takes applications from a day on, up to and with another, if there is one."""

    programme = models.OneToOneField(
        "assistance.Programme", on_delete=models.PROTECT, related_name="opening"
    )
    opens_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["programme"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=models.F("opens_on")),
                name="an_opening_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.opens_on}"

    def is_open(self, on: date) -> bool:
        """Tell whether applications are taken on a day."""
        return self.opens_on <= on and (self.closes_on is None or on <= self.closes_on)
