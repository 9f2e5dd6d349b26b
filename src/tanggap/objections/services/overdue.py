"""Objections past their day: marked once, told on the record, and put before whoever decides.

Nothing grants itself: UU 30/2014 art. 77 (5) lets silence count as granted, and (7) still demands a
decision, which an officer makes.
"""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.objections.domain import words
from tanggap.objections.domain.kinds import OBJECTIONS
from tanggap.objections.domain.states import OPEN
from tanggap.objections.models import Entry, Ticket
from tanggap.objections.services.moving import note

ALL: Final = "every objection has its day, wherever it is"
CALENDAR: Final = Actor.system("Tanggap: batas waktu")
SOME: Final = 100


def look() -> None:
    """Mark what is past its day; the worker calls this every few seconds."""
    if _late(clock.today()).exists():
        mark(at=clock.now())


@transaction.atomic
def mark(*, at: datetime) -> int:
    """Mark objections past their day, each once, the oldest first; return how many were."""
    late = _late(timezone.localdate(at)).select_for_update(skip_locked=True)
    found = list(late.order_by("due_on", "pk")[:SOME])
    for ticket in found:
        Ticket.objects.unscoped(reason=ALL).filter(pk=ticket.pk).update(overdue_at=at)
        Entry.objects.create(
            ticket=ticket, text=words.OVERDUE.id, shown=True, by_id=None, by_name=CALENDAR.name,
            at=at,
        )  # fmt: skip
        note("ticket.overdue", ticket, CALENDAR, at, facts={"due_on": ticket.due_on.isoformat()})
    return len(found)


def _late(today: date) -> Any:
    query = Ticket.objects.unscoped(reason=ALL)
    return query.filter(
        kind__in=sorted(OBJECTIONS), state__in=sorted(OPEN), due_on__lt=today, overdue_at=None
    )
