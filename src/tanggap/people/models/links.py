"""Versioned links: which row is whom, who is of which family and household, since when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

CURRENT = Q(superseded_at__isnull=True)


class Link(models.Model):
    """A row is this person. `weight` is in bits, None for a person of one row.

    `evidence` lists [field, level, bits] against the row of the person that it was compared with.
    """

    record = models.ForeignKey(
        "people.SourceRecord", on_delete=models.PROTECT, related_name="links"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="links", db_index=False
    )
    weight = models.FloatField(null=True)
    probability = models.FloatField(null=True)
    evidence = models.JSONField(default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record"], condition=CURRENT, name="people_a_row_is_one_person_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(probability__isnull=True) | Q(probability__range=(0, 1)),
                name="people_link_probability_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | Q(superseded_at__isnull=False),
                name="people_a_superseded_link_has_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "superseded_at"])]

    def __str__(self) -> str:
        return f"{self.record_id} → {self.person_id}"


class FamilyMembership(models.Model):
    """A person stands on this family card, from `created_at` until `superseded_at`."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="families")
    family = models.ForeignKey("people.Family", on_delete=models.PROTECT, related_name="members")
    created_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=CURRENT, name="people_a_person_has_one_family"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.family_id}"


class HouseholdMembership(models.Model):
    """A person lives in this household, from `created_at` until `superseded_at`."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="households")
    household = models.ForeignKey(
        "people.Household", on_delete=models.PROTECT, related_name="members"
    )
    decided = models.BooleanField(default=False)  # by an officer; the engine leaves it alone
    created_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=CURRENT, name="people_a_person_has_one_household"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.household_id}"
