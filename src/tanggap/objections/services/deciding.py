"""Answering: an objection is granted or rejected, a report ends solved or unfounded.

Who made the decision that is objected to never judges the objection: the table says so, and a
constraint. Granting really brings the application back on its way, in the same transaction.
"""

from datetime import datetime
from typing import Final, Literal

from django.db import transaction
from django.utils import timezone

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.applications import services as applications
from tanggap.applications.queries import decided, facts
from tanggap.applications.types import NotAllowed as CannotMove
from tanggap.applications.types import Status
from tanggap.core import events
from tanggap.core.actor import Actor
from tanggap.objections.domain.deadlines import counts_as_granted
from tanggap.objections.events import ObjectionDecided
from tanggap.objections.models import Ticket
from tanggap.objections.queries import desk
from tanggap.objections.services import ending, telling
from tanggap.objections.services.moving import CHECKED, move
from tanggap.objections.types import Kind, MovedMeanwhile, NotAllowed, State

Way = Literal["visit", "score"]
"""How an application comes back: to be visited again, or as it was visited."""

STOOD: Final = {
    Kind.REFUSAL: Status.REFUSED, Kind.AMOUNT: Status.APPROVED, Kind.INCLUSION: Status.APPROVED
}  # fmt: skip


@transaction.atomic
def grant(*, ticket_id: int, way: Way, reason: str, by: Actor, at: datetime) -> None:
    """Grant an objection; its application is considered anew.

    What was approved goes back to be weighed again, which ends its award; the aid of somebody of an
    imported list ends at once. Raises NotAllowed ("four eyes", "reason", "asked anew" where the
    family has another application, "application" where it was decided anew, "aid" where nobody
    named whose aid an inclusion is about), MovedMeanwhile, Forbidden.
    """
    ticket = _heard(ticket_id, by, at)
    if ticket.application_id is not None:
        _bring_back(ticket, way, reason, by, at)
    elif ticket.kind == Kind.INCLUSION:
        ending.end_aid(ticket, by, at)
    _finish(ticket_id, State.GRANTED, reason, "", by, at)


@transaction.atomic
def reject(*, ticket_id: int, rule: str, reason: str, by: Actor, at: datetime) -> None:
    """Reject an objection with the rule that it rests on and the reason in plain words.

    Raises NotAllowed ("four eyes", "rule", "reason"), MovedMeanwhile, Forbidden.
    """
    _heard(ticket_id, by, at)
    _finish(ticket_id, State.REJECTED, reason, rule, by, at)


@transaction.atomic
def conclude(*, ticket_id: int, after: State, answer: str, by: Actor, at: datetime) -> None:
    """Answer a report: solved or unfounded. Raises NotAllowed, MovedMeanwhile, Forbidden."""
    if after not in {State.SOLVED, State.UNFOUNDED}:
        raise NotAllowed("table")
    _taken(ticket_id, by, at)
    _finish(ticket_id, after, answer, "", by, at)


def _heard(ticket_id: int, by: Actor, at: datetime) -> Ticket:
    """Return an objection that the officer may judge: they had no part in the decision."""
    ticket = _taken(ticket_id, by, at)
    if by.user_id is not None and by.user_id in desk.took_part(ticket):
        raise NotAllowed("four eyes")
    return ticket


def _taken(ticket_id: int, by: Actor, at: datetime) -> Ticket:
    """Return the ticket; one that nobody has taken up yet is taken up by who answers it."""
    found: Ticket = Ticket.objects.unscoped(reason=CHECKED).get(pk=ticket_id)
    if found.state in {State.RECEIVED, State.ASKED}:
        return move(ticket_id=ticket_id, after=State.HANDLED, by=_hand(found, by, at), at=at)
    return found


def _hand(ticket: Ticket, by: Actor, at: datetime) -> Actor:
    """Let who decides also take up what is past its day: the head need not wait for the desk."""
    late = counts_as_granted(Kind(ticket.kind), ticket.due_on, timezone.localdate(at))
    if late and allowed(by, Permission.OBJECTION_DECIDE, region_code=ticket.region_code):
        return Actor(by.user_id, by.name, is_system=True)
    return by


def _bring_back(ticket: Ticket, way: Way, reason: str, by: Actor, at: datetime) -> None:
    """Move the application back on its way."""
    stood = STOOD[Kind(ticket.kind)]
    found = decided.of(ticket.application_id or 0)
    if found is None or found.status != stood or found.by_id != ticket.decided_by_id:
        raise NotAllowed("application")  # decided anew since: the objection is about another one
    visited = facts.of(found.application_id).score is not None
    after = Status.VISITED if stood == Status.APPROVED or (way == "score" and visited) else None
    try:
        applications.move(
            application_id=found.application_id, before=stood, after=after or Status.RECEIVED,
            by=by, at=at, reason=reason, facts={"ticket": ticket.pk},
        )  # fmt: skip
    except CannotMove as error:
        raise NotAllowed(str(error)) from error
    except applications.MovedMeanwhile as error:
        raise MovedMeanwhile(ticket.code) from error


def _finish(ticket_id: int, after: State, reason: str, rule: str, by: Actor, at: datetime) -> None:
    ticket = move(ticket_id=ticket_id, after=after, by=by, at=at, reason=reason, rule=rule)
    telling.answered(ticket, at)
    if ticket.application_id is not None:
        granted = after == State.GRANTED
        events.publish(ObjectionDecided(ticket.pk, ticket.application_id, granted, at))
