"""What the desk does with a ticket on the way to its answer."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tanggap.accounts import queries as accounts
from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.queries import codes, decided
from tanggap.core.actor import Actor
from tanggap.objections.domain.kinds import OBJECTIONS
from tanggap.objections.domain.states import OPEN
from tanggap.objections.models import Entry, Ticket
from tanggap.objections.services import telling
from tanggap.objections.services.moving import CHECKED, move, note
from tanggap.objections.types import Kind, NotAllowed, State


@transaction.atomic
def take(*, ticket_id: int, by: Actor, at: datetime) -> None:
    """Take a ticket up. Raises NotAllowed, MovedMeanwhile, Forbidden."""
    move(ticket_id=ticket_id, after=State.HANDLED, by=by, at=at)


@transaction.atomic
def assign(*, ticket_id: int, officer_id: int, by: Actor, at: datetime) -> None:
    """Give an open ticket to an officer who may handle it there. Raises NotAllowed, Forbidden."""
    ticket = _open(ticket_id, by)
    able = accounts.officers_with(Permission.OBJECTION_HANDLE, ticket.region_code)
    officer = next((one for one in able if one.pk == officer_id), None)
    if officer is None:
        raise NotAllowed("same")
    name = officer.get_full_name()
    Ticket.objects.unscoped(reason=CHECKED).filter(pk=ticket_id).update(
        assigned_to_id=officer_id, assigned_to_name=name
    )
    write(ticket, "", by, at)
    note("ticket.assigned", ticket, by, at, facts={"officer": officer_id})


@transaction.atomic
def add_note(*, ticket_id: int, text: str, by: Actor, at: datetime) -> None:
    """Write a note between officers. Raises NotAllowed without a word, Forbidden."""
    ticket = _open(ticket_id, by)
    if not text.strip():
        raise NotAllowed("reason")
    write(ticket, text.strip(), by, at)
    note("ticket.noted", ticket, by, at)


@transaction.atomic
def ask(*, ticket_id: int, question: str, by: Actor, at: datetime) -> None:
    """Ask whoever told it for information. Raises NotAllowed, MovedMeanwhile, Forbidden."""
    ticket = move(ticket_id=ticket_id, after=State.ASKED, by=by, at=at, reason=question)
    telling.asked(ticket, question, at)


@transaction.atomic
def escalate(*, ticket_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Hand a report to the inspectorate. Raises NotAllowed, MovedMeanwhile, Forbidden."""
    move(ticket_id=ticket_id, after=State.ESCALATED, by=by, at=at, reason=reason)


@transaction.atomic
def merge(*, ticket_id: int, into: str, by: Actor, at: datetime) -> None:
    """Put a repeat to the ticket with a code, which must be open and of the same sort.

    Its own repeats come along. Raises NotAllowed ("same"), MovedMeanwhile, Forbidden.
    """
    query = Ticket.objects.unscoped(reason=CHECKED)
    mine = query.get(pk=ticket_id)
    other = query.filter(code=codes.read_code(into)).first()
    if other is None or other.pk == mine.pk or State(other.state) not in OPEN:
        raise NotAllowed("same")
    require(by, Permission.OBJECTION_HANDLE, region_code=other.region_code)
    if (mine.kind in OBJECTIONS) != (other.kind in OBJECTIONS):
        raise NotAllowed("kind")
    told = f"→ {codes.spelled(other.code)}"
    move(ticket_id=ticket_id, after=State.MERGED, by=by, at=at, reason=told, into=other.pk)
    query.filter(merged_into=ticket_id).update(merged_into=other.pk)


@transaction.atomic
def link(*, ticket_id: int, code: str, by: Actor, at: datetime) -> None:
    """Say which application an objection to somebody's inclusion is about.

    Raises NotAllowed: "application" where none with the code is approved in the officer's regions,
    "open" where it has an open objection already (merge them).
    """
    ticket = _open(ticket_id, by)
    number = decided.number_of(codes.read_code(code))
    found = decided.of(number) if number else None
    if found is None or found.status != "approved" or ticket.kind != Kind.INCLUSION:
        raise NotAllowed("application")
    require(by, Permission.OBJECTION_HANDLE, region_code=found.region_code)
    try:
        with transaction.atomic():
            Ticket.objects.unscoped(reason=CHECKED).filter(pk=ticket_id).update(
                application=found.application_id, decided_by_id=found.by_id
            )
    except IntegrityError as error:
        raise NotAllowed("open") from error
    note("ticket.linked", ticket, by, at, facts={"application": found.application_id})


def write(ticket: Ticket, text: str, by: Actor, at: datetime) -> None:
    """Add a line between officers to a ticket's history."""
    Entry.objects.create(ticket=ticket, text=text[:2_000], by_id=by.user_id, by_name=by.name, at=at)


def _open(ticket_id: int, by: Actor) -> Ticket:
    """Return an open ticket that the officer may handle. Raises NotAllowed, Forbidden."""
    found: Ticket = Ticket.objects.unscoped(reason=CHECKED).get(pk=ticket_id)
    escalated = found.state == State.ESCALATED
    needed = Permission.OBJECTION_INSPECT if escalated else Permission.OBJECTION_HANDLE
    require(by, needed, region_code=found.region_code)
    if State(found.state) not in OPEN:
        raise NotAllowed("table")
    return found
