"""A new photo that the desk asked a family for, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.applications.models.drafts import Photo


class PhotoRequest(models.Model):
    """The desk asks for a photo of one kind, with a reason that the family reads.

    Open until a photo came, an officer took it back, or the application was decided without it.
    """

    class State(models.TextChoices):
        """How far it came."""

        OPEN = "open", "open"
        ANSWERED = "answered", "answered"
        CALLED_OFF = "called_off", "called_off"
        LAPSED = "lapsed", "lapsed"

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="photo_requests"
    )
    kind = models.CharField(max_length=8, choices=Photo.Kind.choices)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    photo = models.OneToOneField(
        Photo, on_delete=models.PROTECT, null=True, blank=True, related_name="request"
    )
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(state="open"),
                name="a_photo_is_asked_for_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="who_asks_for_a_photo_says_why"),
            models.CheckConstraint(
                condition=Q(state="open", photo__isnull=True, closed_at__isnull=True)
                | Q(state="answered", photo__isnull=False, closed_at__isnull=False)
                | Q(
                    state__in=["called_off", "lapsed"],
                    photo__isnull=True,
                    closed_at__isnull=False,
                ),
                name="a_photo_request_is_open_or_says_what_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of application {self.application_id}"
