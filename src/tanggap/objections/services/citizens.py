"""What whoever told a ticket may do with it, after code and PIN."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanggap.core.masking import mask_numbers_in
from tanggap.objections.domain import deadlines
from tanggap.objections.domain.states import OPEN
from tanggap.objections.models import Entry, Ticket
from tanggap.objections.services.moving import CITIZEN, move, note
from tanggap.objections.types import NotAllowed, State

OWN = "the citizen proved the code and the PIN"
MOST = 20
"""How often something can be added to one ticket."""


@transaction.atomic
def add(*, ticket_id: int, text: str, at: datetime) -> None:
    """Add information to an open ticket; an open question is answered by it.

    Raises NotAllowed: "table" where it is closed, "reason" without a word, "same" too often.
    """
    ticket = Ticket.objects.unscoped(reason=OWN).get(pk=ticket_id)
    words = mask_numbers_in(text.strip())[:2_000]
    if State(ticket.state) not in OPEN:
        raise NotAllowed("table")
    if not words:
        raise NotAllowed("reason")
    if ticket.entries.filter(by_citizen=True).count() > MOST:
        raise NotAllowed("same")
    Entry.objects.create(
        ticket=ticket, text=words, shown=True, by_citizen=True, by_id=None, by_name=CITIZEN.name,
        at=at,
    )  # fmt: skip
    note("ticket.added", ticket, CITIZEN, at)
    if ticket.state == State.ASKED:
        move(ticket_id=ticket_id, after=State.HANDLED, by=CITIZEN, at=at)


def withdraw(*, ticket_id: int, at: datetime) -> None:
    """Take a ticket back. Raises NotAllowed, MovedMeanwhile."""
    move(ticket_id=ticket_id, after=State.WITHDRAWN, by=CITIZEN, at=at)


@transaction.atomic
def come_again(*, ticket_id: int, text: str, at: datetime) -> None:
    """Say that the answer to a report does not do; it is looked at anew, once.

    Raises NotAllowed: "period" too late, "same" for a second time, "kind" where the inspectorate
    answered.
    """
    ticket = Ticket.objects.unscoped(reason=OWN).get(pk=ticket_id)
    if not may_come_again(ticket, at):
        raise NotAllowed("period")
    words = mask_numbers_in(text.strip())[:2_000]
    move(ticket_id=ticket_id, after=State.RECEIVED, by=CITIZEN, at=at, reason=words)


def may_come_again(ticket: Ticket, at: datetime) -> bool:
    """Tell whether somebody can still say that the answer does not do."""
    if ticket.state not in {State.SOLVED, State.UNFOUNDED} or ticket.escalated_at is not None:
        return False
    if (
        ticket.answered_at is None
        or ticket.entries.filter(
            before__in=[State.SOLVED, State.UNFOUNDED], after=State.RECEIVED
        ).exists()
    ):
        return False
    last = deadlines.last_day_to_come_again(timezone.localdate(ticket.answered_at))
    return timezone.localdate(at) <= last
