"""Tickets as the desk lists and opens them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.decisions.queries import plans
from tanggap.objections.domain.kinds import OBJECTIONS
from tanggap.objections.domain.states import OPEN
from tanggap.objections.models import Ticket
from tanggap.objections.types import State

_OPEN: Final = sorted(OPEN)
SIMILAR: Final = 5


@dataclass(frozen=True, slots=True)
class Filters:
    """What the queue is narrowed by; empty means all that is open.

    `state` may be "closed"; `sort` is "objection" or "report".
    """

    state: str = ""
    kind: str = ""
    sort: str = ""
    mine: bool = False
    late: bool = False
    code: str = ""


def listed(actor: Actor, filters: Filters, today: date) -> Any:
    """Return the tickets that an officer may see, the most urgent first."""
    query = Ticket.objects.visible_to(actor)
    if filters.code:
        return query.filter(code=filters.code)
    if filters.state == "closed":
        query = query.exclude(state__in=_OPEN).order_by("-received_at", "-pk")
    elif filters.state:
        query = query.filter(state=filters.state)
    else:
        query = query.filter(state__in=_OPEN)
    if filters.kind:
        query = query.filter(kind=filters.kind)
    if filters.sort:
        objections = Q(kind__in=sorted(OBJECTIONS))
        query = query.filter(objections if filters.sort == "objection" else ~objections)
    if filters.mine:
        query = query.filter(assigned_to_id=actor.user_id)
    return query.filter(due_on__lt=today, state__in=_OPEN) if filters.late else query


def counts(actor: Actor, today: date) -> dict[str, int]:
    """Return how many open tickets there are: all, new, late, mine, objections, escalated.

    "deemed" are the objections past their day, which count as granted by law.
    """
    query = Ticket.objects.visible_to(actor).filter(state__in=_OPEN)
    found: dict[str, int] = query.aggregate(
        open=Count("pk"),
        new=Count("pk", filter=Q(state=State.RECEIVED)),
        late=Count("pk", filter=Q(due_on__lt=today)),
        mine=Count("pk", filter=Q(assigned_to_id=actor.user_id or 0)),
        objections=Count("pk", filter=Q(kind__in=sorted(OBJECTIONS))),
        escalated=Count("pk", filter=Q(state=State.ESCALATED)),
        deemed=Count("pk", filter=Q(kind__in=sorted(OBJECTIONS), due_on__lt=today)),
    )
    return found


def one(actor: Actor, ticket_id: int) -> Ticket | None:
    """Return a ticket that an officer may see, None where there is none."""
    query = Ticket.objects.visible_to(actor).select_related("merged_into", "application__programme")
    found: Ticket | None = query.filter(pk=ticket_id).first()
    return found


def may_read(actor: Actor, ticket: Ticket) -> bool:
    """Tell whether an officer may read what was told, and by whom.

    What the inspectorate has, only the inspectorate reads, also after its answer: whoever told it
    must not be found by those whom they accuse.
    """
    if ticket.escalated_at is not None:
        return allowed(actor, Permission.OBJECTION_INSPECT, region_code=ticket.region_code)
    return True


def took_part(ticket: Ticket) -> set[int]:
    """Return who made the decision that a ticket questions: who moved it, and who approved it."""
    found = {ticket.decided_by_id} if ticket.decided_by_id else set()
    row = plans.of_application(ticket.application_id) if ticket.application_id else None
    if row is not None:
        found |= set(row.row.plan.approvals.values_list("by_id", flat=True))
    return found


def similar(actor: Actor, ticket: Ticket) -> list[Ticket]:
    """Return open tickets that could tell of the same: same kind and RW, or same application."""
    query = Ticket.objects.visible_to(actor).filter(state__in=_OPEN).exclude(pk=ticket.pk)
    same = Q(kind=ticket.kind, region_code=ticket.region_code)
    if ticket.rw:
        same &= Q(rw__in=["", ticket.rw])
    if ticket.application_id:
        same |= Q(application=ticket.application_id)
    if ticket.award_id:
        same |= Q(award_id=ticket.award_id)
    return [one for one in query.filter(same)[: SIMILAR * 2] if may_read(actor, one)][:SIMILAR]


def places(rows: Iterable[Ticket]) -> set[str]:
    """Return the region codes of tickets."""
    return {row.region_code for row in rows}
