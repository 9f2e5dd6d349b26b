"""Aid of an imported list that somebody objects to: named by one officer, ended by another.

The programme manager, who may end aid, says whose it is; the complaints officer hears the objection
and grants it, which ends the aid in the same transaction. A constraint keeps the two apart.
"""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.queries import awards
from tanggap.assistance.services import ending
from tanggap.core.actor import Actor
from tanggap.distribution.services.telling import phone_of
from tanggap.objections.domain.states import OPEN
from tanggap.objections.models import Ticket
from tanggap.objections.queries import listed
from tanggap.objections.services import telling
from tanggap.objections.services.desk import write
from tanggap.objections.services.moving import CHECKED, note
from tanggap.objections.types import Kind, NotAllowed, State
from tanggap.people.queries import payees, people

UNREACHED: Final = "Penerima tidak punya nomor telepon: sampaikan lewat kelurahan."


@transaction.atomic
def name_aid(*, ticket_id: int, person: str, programme: str, by: Actor, at: datetime) -> None:
    """Say whose aid of which programme an inclusion is about, by the code of the person.

    Raises NotAllowed: "kind" for other tickets and where an application is linked, "aid" where the
    person holds none of the programme, "table" where the ticket is closed; Forbidden for who may
    not end aid there.
    """
    ticket: Ticket = Ticket.objects.unscoped(reason=CHECKED).select_for_update().get(pk=ticket_id)
    require(by, Permission.AWARD_GRANT, region_code=ticket.region_code)
    if ticket.kind != Kind.INCLUSION or ticket.application_id is not None:
        raise NotAllowed("kind")
    if State(ticket.state) not in OPEN:
        raise NotAllowed("table")
    number = people.ids_of_codes(by, [person.strip().upper()]).get(person.strip().upper())
    held = _active(number, programme) if number else []
    if not held:
        raise NotAllowed("aid")
    require(by, Permission.AWARD_GRANT, region_code=held[0].region_code)
    ticket.award_id, ticket.named_by_id = held[0].pk, by.user_id
    ticket.save(update_fields=["award_id", "named_by_id"])
    write(ticket, f"Bantuan yang disanggah: {held[0].programme.name_id}.", by, at)
    note("ticket.aid_named", ticket, by, at, facts={"award": held[0].pk})


def end_aid(ticket: Ticket, by: Actor, at: datetime) -> int:
    """End the aid that a granted inclusion is about, tell its recipient; return how many ended.

    What was paid stays paid. Raises NotAllowed: "aid" where none was named, "four eyes" for who
    named it.
    """
    aid = listed.aid_of(ticket)
    if aid is None:
        raise NotAllowed("aid")
    if by.user_id is None or by.user_id == ticket.named_by_id:
        raise NotAllowed("four eyes")
    hand = Actor(by.user_id, by.name, is_system=True)  # by force of the granted objection
    reason = f"Sanggahan {ticket.code} dikabulkan."
    held = _active(aid.person_id, aid.programme)
    ended = sum(ending.end(award_id=a.pk, reason=reason, by=hand, at=at) for a in held)
    if ended:
        _tell(ticket, aid, by, at)
    return ended


def _tell(ticket: Ticket, aid: listed.ListedAid, by: Actor, at: datetime) -> None:
    payee = payees.of({aid.person_id}).get(aid.person_id)
    phone = phone_of(payee.phone) if payee else ""
    if phone:
        telling.aid_ended(ticket, phone, aid.programme_name, at)
    else:
        write(ticket, UNREACHED, by, at)


def _active(person: int, programme: str) -> list[Any]:
    """Return the awards that a person holds of a programme now, the newest first."""
    return [
        one
        for one in awards.of_person(person)
        if one.status == "active" and one.programme.code == programme
    ]
