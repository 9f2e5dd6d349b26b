"""The outbox."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.messaging import sealing


class Message(models.Model):
    """A message to a citizen, and how far it came.

    `context` is what fills the template: text, no numbers of people, sealed as a whole; what opens
    something (a code, a link) is covered once the message has gone out. The addresses are sealed
    and removed then, or a week after it was written; `masked` stays.
    `subject` says what it is about ("application:17").
    """

    class State(models.TextChoices):
        """How far it came."""

        WAITING = "waiting", _("Menunggu")
        SENT = "sent", _("Terkirim")
        FAILED = "failed", _("Gagal")
        NO_CHANNEL = "no_channel", _("Tidak ada saluran")

    class Channel(models.TextChoices):
        """By which way it went out."""

        PHONE = "phone", _("SMS/WhatsApp")
        EMAIL = "email", _("Surel")
        SHOWN = "shown", _("Hanya ditampilkan (demo)")

    template = models.CharField(max_length=80)
    sealed_context = models.BinaryField()
    language = models.CharField(max_length=2, default="id")
    subject = models.CharField(max_length=80)
    region_code = models.CharField(max_length=10, blank=True)
    sealed_phone = models.BinaryField(null=True, blank=True)
    sealed_email = models.BinaryField(null=True, blank=True)
    masked = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    channel = models.CharField(max_length=5, choices=Channel.choices, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    error_code = models.CharField(max_length=40, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    scope_permission: ClassVar[str] = Permission.MESSAGE_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "failed", "no_channel"]),
                name="a_message_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent"),
                name="a_sent_message_says_when",
            ),
            models.CheckConstraint(
                condition=Q(sealed_phone__isnull=True, sealed_email__isnull=True)
                | Q(state__in=["waiting", "no_channel", "failed"]),
                name="an_address_is_forgotten_once_it_is_not_needed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="message_due"),
            models.Index(fields=["subject"], name="message_subject"),
            models.Index(fields=["region_code", "created_at"], name="message_region"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"

    @property
    def context(self) -> dict[str, str]:
        """What fills the template, in clear."""
        return sealing.context_of(bytes(self.sealed_context))
