"""Meetings of a kelurahan or an RW that go through the names."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager


class Meeting(models.Model):
    """A musyawarah: where, when, who led it; `closed_at` once the minutes stand."""

    region_code = models.CharField(max_length=10)
    rw = models.CharField(max_length=3, blank=True)
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    chair = models.CharField(max_length=120)
    secretary = models.CharField(max_length=120)
    attendees = models.PositiveIntegerField()
    notes = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    scope_permission: ClassVar[str] = Permission.MEETING_RECORD
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"meeting {self.pk} {self.held_on}"


class Name(models.Model):
    """A family on the agenda and what the meeting said of it; "" where it was not discussed."""

    class Opinion(models.TextChoices):
        """What the meeting said."""

        AGREE = "agree", _("Setuju")
        OBJECT = "object", _("Keberatan")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="names")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="meeting_names"
    )
    opinion = models.CharField(max_length=6, choices=Opinion.choices, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "application"], name="a_name_stands_once_on_an_agenda"
            ),
            models.CheckConstraint(
                condition=Q(opinion__in=["", "agree", "object"]), name="an_opinion_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(opinion="object") | ~Q(reason=""), name="who_objects_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: application {self.application_id}"
