"""Places that went on to the waiting list because their aid could not be paid."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanggap.distribution.types import Lost


class Replacement(models.Model):
    """The aid of an award cannot reach anybody any more; one row an award, so it is ended once.

    `replaced` says that a plan gave the award and its place is free for the next who waits; an
    award of a list has no waiting list, and only the fact stays here.
    """

    class Why(models.TextChoices):
        """Why, as people read it."""

        DIED = Lost.DIED.value, _("Meninggal")
        DOUBLE = Lost.DOUBLE.value, _("Ganda")
        TRIES = Lost.TRIES.value, _("Berulang kali gagal")
        GIVEN_UP = Lost.GIVEN_UP.value, _("Penerima melepaskan")

    award = models.OneToOneField("assistance.Award", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=8, choices=Why.choices)
    reason = models.CharField(max_length=500)
    replaced = models.BooleanField(default=False)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(why__in=[one.value for one in Lost]), name="a_replacement_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"replacement {self.pk}"
