"""The one function that changes where a ticket stands."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.objections.domain import deadlines, states
from tanggap.objections.models import Entry, Ticket
from tanggap.objections.types import Kind, MovedMeanwhile, State

CITIZEN: Final = Actor.system("Warga")
CHECKED: Final = "the region is checked here"
SHOWN: Final = frozenset({State.ASKED, *states.ANSWERED, State.MERGED, State.WITHDRAWN})
"""Steps whose words whoever told the ticket reads; the others are between officers."""


@transaction.atomic
def move(
    *,
    ticket_id: int,
    after: State,
    by: Actor,
    at: datetime,
    before: State | None = None,
    reason: str = "",
    rule: str = "",
    into: int | None = None,
) -> Ticket:
    """Move a ticket, write it down, and return it as it now stands.

    `before` is where the caller saw it stand; MovedMeanwhile is raised where that is no longer so.
    Raises NotAllowed for steps that the table does not know, not by this person or not without a
    reason, and Forbidden where the officer may not do so in its region.
    """
    query = Ticket.objects.unscoped(reason=CHECKED)
    found = query.get(pk=ticket_id)
    stood, kind = State(found.state), Kind(found.kind)
    if before is not None and stood != before:
        raise MovedMeanwhile(found.code)
    citizen = by is CITIZEN
    needs = states.check(
        stood, after, kind=kind, by_id=by.user_id, decided_by_id=found.decided_by_id,
        citizen=citizen, reason=reason, rule=rule,
    )  # fmt: skip
    if needs.permission is not None and not citizen:
        require(by, needs.permission, region_code=found.region_code)
    changes = _changes(found, after, by, at, reason=reason, rule=rule, into=into)
    if not _swap(ticket_id, stood, changes):
        raise MovedMeanwhile(found.code)
    Entry.objects.create(
        ticket=found, before=stood, after=after, text=reason, shown=after in SHOWN,
        by_citizen=citizen, by_id=by.user_id, by_name=by.name, at=at,
    )  # fmt: skip
    note(f"ticket.{after}", found, by, at, reason="" if citizen else reason,
         facts={"before": stood, "kind": kind})  # fmt: skip
    moved: Ticket = query.get(pk=ticket_id)
    return moved


def note(
    act: str, ticket: Ticket, by: Actor, at: datetime, *, reason: str = "", facts: Any = None
) -> None:
    """Write an act about a ticket into the audit log."""
    audit.record(
        f"objections.{act}", by=by, at=at, subject=f"ticket:{ticket.pk}",
        region_code=ticket.region_code, reason=reason, facts=facts or {},
    )  # fmt: skip


def _changes(
    found: Ticket,
    after: State,
    by: Actor,
    at: datetime,
    *,
    reason: str,
    rule: str,
    into: int | None,
) -> dict[str, Any]:
    told: dict[str, Any] = {"state": after, "merged_into": into}
    today = timezone.localdate(at)
    if after in states.ANSWERED:
        told |= {"answer": reason, "rule": rule, "answered_at": at, "answered_by_id": by.user_id}
    if after == State.HANDLED and not found.assigned_to_id and by.user_id:
        told |= {"assigned_to_id": by.user_id, "assigned_to_name": by.name}
    if after == State.ESCALATED:
        due = deadlines.answer_by(Kind(found.kind), today, escalated=True)
        told |= {"escalated_at": at, "due_on": due, "assigned_to_id": None, "assigned_to_name": ""}
    if after == State.RECEIVED:
        told["due_on"] = deadlines.answer_by(Kind(found.kind), today)
    return told


def _swap(ticket_id: int, stood: State, changes: dict[str, Any]) -> int:
    """Change a ticket that still stands where it stood; return how many that were."""
    query = Ticket.objects.unscoped(reason="the move checked the region")
    return int(query.filter(pk=ticket_id, state=stood).update(**changes))
