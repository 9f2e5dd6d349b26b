"""A ticket: what somebody objects to or reports, and what becomes of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.objections.domain.kinds import OBJECTIONS, OWN
from tanggap.objections.domain.states import ANSWERED, OPEN
from tanggap.objections.types import Kind, State

CODE_LENGTH = 10
_KINDS = [kind.value for kind in Kind]
_STATES = [state.value for state in State]
_OBJECTIONS = sorted(kind.value for kind in OBJECTIONS)
_OWN = sorted(kind.value for kind in OWN)
_OPEN = sorted(state.value for state in OPEN)
_ANSWERED = sorted(state.value for state in ANSWERED)


class Ticket(models.Model):
    """An objection or a report. Who told it may be unknown: then name and phone are empty.

    Numbers of people in what was written are masked before it is kept; the contact is sealed.
    `decided_by_id` is who made the decision that is objected to, `answered_by_id` who answered.
    `named_by_id` is who named the award of a list that an inclusion is about (`award_id`); whoever
    came in person or phoned was `entered_by_name`d by an officer. `overdue_at` is when an objection
    was found to be past its day.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    pin_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=14)
    state = models.CharField(max_length=10, default=State.RECEIVED)
    channel = models.CharField(max_length=10, default="self")
    region_code = models.CharField(max_length=10)
    rw = models.CharField(max_length=3, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    about = models.CharField(max_length=300, blank=True)
    story = models.TextField(max_length=2_000)
    name = models.CharField(max_length=120, blank=True)
    sealed_phone = models.BinaryField(null=True, blank=True)
    sealed_email = models.BinaryField(null=True, blank=True)
    application = models.ForeignKey(
        "applications.Application",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    award_id = models.BigIntegerField(null=True, blank=True)
    month = models.CharField(max_length=7, blank=True)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    assigned_to_id = models.BigIntegerField(null=True, blank=True)
    assigned_to_name = models.CharField(max_length=200, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    overdue_at = models.DateTimeField(null=True, blank=True)
    named_by_id = models.BigIntegerField(null=True, blank=True)
    entered_by_id = models.BigIntegerField(null=True, blank=True)
    entered_by_name = models.CharField(max_length=200, blank=True)
    answer = models.TextField(max_length=2_000, blank=True)
    rule = models.CharField(max_length=300, blank=True)
    answered_by_id = models.BigIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeats"
    )

    scope_permission: ClassVar[str] = Permission.OBJECTION_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(kind__in=_OBJECTIONS, state__in=_OPEN),
                name="an_application_has_one_open_objection",
            ),
            models.CheckConstraint(condition=Q(kind__in=_KINDS), name="a_ticket_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=_STATES), name="a_ticket_state_is_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=_OWN) | Q(application__isnull=False),
                name="an_own_objection_names_its_application",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "rejected"]) | Q(kind__in=_OBJECTIONS),
                name="only_objections_are_granted_or_rejected",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["solved", "unfounded", "escalated"])
                | ~Q(kind__in=_OBJECTIONS),
                name="objections_are_not_solved_like_reports",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_ANSWERED) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answered_ticket_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(rule=""), name="a_rejection_names_its_rule"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "rejected"])
                | Q(answered_by_id__isnull=True)
                | Q(decided_by_id__isnull=True)
                | ~Q(answered_by_id=F("decided_by_id")),
                name="who_decided_does_not_judge_the_objection",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted")
                | Q(named_by_id__isnull=True)
                | (Q(answered_by_id__isnull=False) & ~Q(answered_by_id=F("named_by_id"))),
                name="who_names_the_aid_does_not_end_it",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=False, state="merged")
                | (Q(merged_into__isnull=True) & ~Q(state="merged")),
                name="a_merged_ticket_names_the_other",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region_code", "state", "due_on"], name="ticket_queue"),
            models.Index(fields=["kind", "received_at"], name="ticket_kind"),
        ]

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """One line of a ticket's history. `before` and `after` are empty where it did not move.

    `shown` entries are read by whoever told the ticket. `by_id` is None for them and the system.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="entries")
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10, blank=True)
    text = models.TextField(max_length=2_000, blank=True)
    shown = models.BooleanField(default=False)
    by_citizen = models.BooleanField(default=False)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["ticket", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ticket"],
                condition=Q(after__in=["granted", "rejected"]),
                name="an_objection_is_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket}: {self.before} → {self.after}"


class TicketPhoto(models.Model):
    """A photo that came with a ticket, written anew by us; the file lies sealed under `name`."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="photos")
    name = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"photo {self.pk}"
