"""Receiving an application: one door for citizens, officers, workbooks and benchmarks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications import sealing
from tanggap.applications.domain import codes, criteria
from tanggap.applications.domain.asking import problems
from tanggap.applications.domain.statuses import CLOSED
from tanggap.applications.events import ApplicationMoved, ApplicationReceived
from tanggap.applications.models import Application, CriteriaSet, Member, Opening, StatusChange
from tanggap.applications.services import desk, families, registry
from tanggap.applications.types import (
    Asking,
    Channel,
    DeskAnswer,
    Incomplete,
    NotOpen,
    Received,
    Status,
)
from tanggap.audit import services as audit
from tanggap.core import events
from tanggap.core.actor import Actor

APPLICANT: Final = Actor(user_id=None, name="Pemohon")
"""The citizen who asks for themselves, in the log."""

ATTEMPTS: Final = 3
DUPLICATES: Final = "a family's other application counts wherever it came in"


@transaction.atomic
def receive(
    asking: Asking,
    *,
    by: Actor,
    at: datetime,
    channel: Channel = "self",
    code: str = "",
    pin: str = "",
    proposal_id: int | None = None,
    proposal_row: int | None = None,
) -> Received:
    """Receive an application, check it at the desk at once, and join it to the family's earlier.

    A code and a PIN are made where none are given; the PIN is told here and never again. Raises
    Incomplete, NotOpen, and Forbidden where an officer may not enter applications in that
    kelurahan. ApplicationReceived is published, or ApplicationMoved where it was joined.
    """
    found = problems(asking)
    if found:
        raise Incomplete(found)
    if channel != "self":
        require(by, Permission.APPLICATION_ENTER, region_code=asking.region_code)
    opening, chosen = _open(asking.programme, at)
    code, pin = code or codes.new_code(), pin or codes.new_pin()
    application = _application(asking, opening.programme, chosen)
    application.code, application.pin_hash = code, sealing.pin_hash(code, pin)
    application.channel, application.received_at = channel, at
    application.entered_by_id = by.user_id
    application.entered_by_name = by.name if channel != "self" else ""
    application.proposal_id, application.proposal_row = proposal_id, proposal_row
    linkage = registry.link(desk.told_by(application))
    has_nik = bool(asking.nik)
    answer, facts = desk.judge(linkage, opening.programme, has_nik=has_nik, at=at)
    desk.put(application, linkage, answer, facts, at)
    first = _save(application, _members(asking), linkage)
    _tell(application, first, answer, by, at)
    return Received(application.pk, code, pin, answer, first.code if first else "")


def open_programmes(at: datetime) -> list[Opening]:
    """Return the openings of the programmes that take applications now."""
    today = timezone.localtime(at).date()
    query = Opening.objects.select_related("programme").order_by("programme__door", "pk")
    return [one for one in query if one.is_open(today)]


def newest_criteria(programme_id: int) -> CriteriaSet | None:
    """Return the version of the criteria that a new application answers."""
    return CriteriaSet.objects.filter(programme=programme_id).order_by("-version").first()


def _open(programme: str, at: datetime) -> tuple[Opening, CriteriaSet]:
    opening = Opening.objects.select_related("programme").filter(programme__code=programme).first()
    if opening is None or not opening.is_open(timezone.localtime(at).date()):
        raise NotOpen(programme)
    chosen = newest_criteria(opening.programme_id)
    if chosen is None:
        raise NotOpen(programme)
    return opening, chosen


def _application(asking: Asking, programme: Any, chosen: CriteriaSet) -> Application:
    return Application(
        programme=programme,
        criteria=chosen,
        region_code=asking.region_code,
        rw=asking.rw,
        rt=asking.rt,
        address=asking.address.strip(),
        head_name=" ".join(asking.head_name.split()),
        head_sex=asking.head_sex,
        head_birth_date=asking.head_birth_date,
        mother_name=asking.mother_name.strip(),
        sealed_nik=sealing.sealed_number(asking.nik),
        nik_index=sealing.nik_index(asking.nik),
        sealed_kk=sealing.sealed_number(asking.kk),
        kk_index=sealing.kk_index(asking.kk),
        sealed_phone=sealing.sealed_contact(asking.phone),
        sealed_email=sealing.sealed_contact(asking.email),
        no_nik_reason="" if asking.nik else asking.no_nik_reason.strip(),
        answers=criteria.read(chosen.content).cleaned(asking.answers),
        circumstances=dict(asking.circumstances),
    )


def _members(asking: Asking) -> list[Member]:
    return [
        Member(
            name=" ".join(one.name.split()),
            relation=one.relation,
            sex=one.sex,
            birth_date=one.birth_date,
            sealed_nik=sealing.sealed_number(one.nik),
            nik_index=sealing.nik_index(one.nik),
        )
        for one in asking.members
    ]


def _save(application: Application, members: Sequence[Member], linkage: Any) -> Application | None:
    """Write the application; return the family's earlier one where it is joined to that."""
    first = _insert(application)
    for one in members:
        one.application = application
    Member.objects.bulk_create(members)
    if first is not None:
        return first
    first = families.take(application, _keys(application, members, linkage))
    if first is not None:
        application.status, application.joined_into = Status.JOINED, first
        application.save(update_fields=["status", "joined_into"])
    return first


def _insert(application: Application) -> Application | None:
    """Insert it as received, or, where the card has an open application, as joined to that."""
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                application.save(force_insert=True)
        except IntegrityError:
            first = _open_of_card(application)
            if first is None:  # closed meanwhile: there is room again
                continue
            application.status, application.joined_into = Status.JOINED, first
        else:
            return application.joined_into
    application.save(force_insert=True)
    return application.joined_into


def _keys(application: Application, members: Sequence[Member], linkage: Any) -> list[bytes]:
    head = bytes(application.nik_index) if application.nik_index else None
    niks = [bytes(one.nik_index) for one in members if one.nik_index]
    return families.keys_of(
        unit=application.programme.unit,
        kk=bytes(application.kk_index) if application.kk_index else None,
        niks=niks + ([head] if head else []),
        head=head,
        linkage=linkage,
    )


def _open_of_card(application: Application) -> Application | None:
    if application.kk_index is None:
        return None
    query = Application.objects.unscoped(reason=DUPLICATES).exclude(status__in=list(CLOSED))
    found: Application | None = query.filter(
        programme=application.programme_id, kk_index=application.kk_index
    ).first()
    return found


def _tell(
    application: Application, first: Application | None, answer: DeskAnswer, by: Actor, at: datetime
) -> None:
    facts = {
        "programme": application.programme.code,
        "channel": application.channel,
        "desk": answer,
        "joined_into": first.pk if first else 0,
    }
    audit.record(
        "applications.received",
        by=by,
        at=at,
        subject=f"application:{application.pk}",
        region_code=application.region_code,
        facts=facts,
    )
    if first is None:
        events.publish(ApplicationReceived(application.pk, at))
        return
    StatusChange.objects.create(
        application=application,
        before=Status.RECEIVED,
        after=Status.JOINED,
        facts={"into": first.pk},
        by_id=by.user_id,
        by_name=by.name,
        at=at,
    )
    events.publish(ApplicationMoved(application.pk, Status.RECEIVED, Status.JOINED, "", at))
