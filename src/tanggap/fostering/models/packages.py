"""What an officer would have a package be, until another officer has decided."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.fostering.models.donors import Package


class PackageChange(models.Model):
    """A new package, or other months or another amount of one: proposed by one, decided by another.

    `package` is empty until a new package is approved. Pledges keep what was pledged; what is
    approved holds for those that come after.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "proposed"
        APPROVED = "approved", "approved"
        REFUSED = "refused", "refused"

    package = models.ForeignKey(
        Package, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    kind = models.CharField(max_length=6, choices=Package.Kind.choices)
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    contents = models.CharField(max_length=300, blank=True)
    months = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    reason = models.CharField(max_length=300, blank=True)
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-proposed_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["package"],
                condition=Q(state="proposed"),
                name="one_change_of_a_package_waits",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(decided_by_id__isnull=False)
                & (Q(proposed_by_id__isnull=True) | ~Q(decided_by_id=models.F("proposed_by_id"))),
                name="a_package_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1) & Q(amount__gte=1), name="a_change_of_a_package_gives"
            ),
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"
