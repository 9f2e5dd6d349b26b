"""What whoever told a ticket sees of it, after code and PIN."""

import hmac
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from tanggap.core import clock
from tanggap.language import Sentence
from tanggap.objections import days, sealing
from tanggap.objections.domain import deadlines, words
from tanggap.objections.domain.states import OPEN
from tanggap.objections.models import Survey, Ticket
from tanggap.objections.types import Kind, State

OWN: Final = "the citizen proved the code and the PIN"


@dataclass(frozen=True, slots=True)
class OwnView:
    """A ticket as its teller sees it.

    `shown` is the ticket whose state and answer count: the other one where this was merged.
    """

    ticket: Any
    shown: Any
    kind: Sentence
    state: Sentence
    told: Sentence
    entries: tuple[Any, ...]
    may_add: bool
    may_withdraw: bool


def find(code: str, pin: str) -> int | None:
    """Return the ticket of a code and a PIN; a wrong code costs what a wrong PIN costs."""
    row = (
        Ticket.objects.unscoped(reason=OWN).filter(code=code).values_list("pk", "pin_hash").first()
    )
    wanted = sealing.pin_hash(code, pin)
    pk, known = row or (None, "0" * len(wanted))
    return pk if hmac.compare_digest(wanted, known) else None


def own(ticket_id: int) -> OwnView | None:
    """Return what the teller sees, None where it is gone."""
    query = Ticket.objects.unscoped(reason=OWN).select_related(
        "merged_into", "application__programme"
    )
    found = query.filter(pk=ticket_id).first()
    if found is None:
        return None
    state, shown = State(found.state), found
    if found.merged_into is not None and found.merged_into.state not in OPEN:
        shown = found.merged_into
    late = state in OPEN and deadlines.counts_as_granted(
        Kind(found.kind), found.due_on, clock.today()
    )
    told = words.DEEMED_FOR_CITIZENS if late else words.FOR_CITIZENS[State(shown.state)]
    taken = deadlines.take_up_by(timezone.localdate(found.received_at))
    return OwnView(
        ticket=found,
        shown=shown,
        kind=words.KINDS[Kind(found.kind)],
        state=words.STATES[State(shown.state)],
        told=told.format(
            due=days.written(found.due_on),
            take_up=days.written(taken),
            decree=days.written(deadlines.decree_by(found.due_on)),
        ),
        entries=tuple(found.entries.filter(shown=True)),
        may_add=state in OPEN,
        may_withdraw=state in OPEN and state != State.ESCALATED,
    )


def survey(code: str) -> Any:
    """Return the survey of a code that was not answered yet, None where there is none."""
    query = Survey.objects.unscoped(reason="the code opens it")
    return query.filter(code_index=sealing.survey_index(code), answered_at=None).first()


def open_objection(application_id: int) -> str:
    """Return the code of an application's open objection, "" where there is none."""
    query = Ticket.objects.unscoped(reason=OWN)
    found = query.filter(application=application_id, state__in=sorted(OPEN)).first()
    return found.code if found else ""
