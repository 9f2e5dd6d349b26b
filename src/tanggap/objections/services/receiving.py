"""Taking in what citizens object to and report."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import IO, Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.queries import citizen, codes, decided
from tanggap.applications.types import Status
from tanggap.core.actor import Actor
from tanggap.core.masking import mask_numbers_in
from tanggap.objections import sealing
from tanggap.objections.domain import deadlines
from tanggap.objections.domain.kinds import OWN, first_state
from tanggap.objections.models import Entry, Ticket
from tanggap.objections.services import photos, telling
from tanggap.objections.services.moving import CITIZEN, note
from tanggap.objections.types import Given, Kind, NotAllowed, Telling

AGAINST: Final = {Status.REFUSED: Kind.REFUSAL, Status.APPROVED: Kind.AMOUNT}
"""What the family of an application can object to, by where it stands."""


@transaction.atomic
def object_to(
    *, application_id: int, story: str, by: Actor = CITIZEN, at: datetime,
    pictures: Sequence[IO[bytes]] = (), channel: str = "self", came_on: date | None = None,
) -> Given:  # fmt: skip
    """Take in the objection of a family to the decision about its own application.

    The caller has made sure that it is theirs. An officer enters it for them by another `channel`;
    `came_on` is when the letter or the call came, from which the days count. Raises NotAllowed:
    "table" where nothing was decided, "period" where it comes too late, "open" where the family
    objected already; BadPhoto, Forbidden.
    """
    found = decided.of(application_id)
    if found is None:
        raise NotAllowed("table")
    if (came_on or timezone.localdate(at)) > deadlines.last_day_to_object(
        timezone.localdate(found.at)
    ):
        raise NotAllowed("period")
    contacts = citizen.contacts(application_id)
    told = Telling(
        kind=AGAINST[found.status], region_code=found.region_code, story=story, rw=found.rw,
        rt=found.rt, name=found.head_name, phone=contacts["phone"], channel=channel,
    )  # fmt: skip
    try:
        return _keep(
            told, by, at, pictures, email=contacts["email"], came_on=came_on,
            application_id=application_id, decided_by_id=found.by_id,
        )  # fmt: skip
    except IntegrityError as error:
        raise NotAllowed("open") from error


@transaction.atomic
def report(
    telling_: Telling, *, by: Actor = CITIZEN, at: datetime, pictures: Sequence[IO[bytes]] = (),
    came_on: date | None = None,
) -> Given:  # fmt: skip
    """Take in a report, of somebody or of nobody in particular; an officer may enter it for them.

    What accuses an official goes to the inspectorate at once. Raises NotAllowed, BadPhoto,
    Forbidden.
    """
    if telling_.kind in OWN:
        raise NotAllowed("kind")
    return _keep(telling_, by, at, pictures, came_on=came_on)


def _keep(
    told: Telling, by: Actor, at: datetime, pictures: Sequence[IO[bytes]], *, email: str = "",
    came_on: date | None = None, **more: Any,
) -> Given:  # fmt: skip
    if by is not CITIZEN:
        require(by, Permission.OBJECTION_HANDLE, region_code=told.region_code)
        more |= {"entered_by_id": by.user_id, "entered_by_name": by.name}
    came_on = min(came_on or timezone.localdate(at), timezone.localdate(at))
    code, pin, state = codes.new_code(), codes.new_pin(), first_state(told.kind)
    kept = photos.keep(pictures)
    with transaction.atomic():
        ticket: Ticket = Ticket.objects.create(
            code=code,
            pin_hash=sealing.pin_hash(code, pin),
            kind=told.kind,
            state=state,
            channel=told.channel,
            region_code=told.region_code,
            rw=told.rw,
            rt=told.rt,
            about=mask_numbers_in(told.about)[:300],
            story=mask_numbers_in(told.story)[:2_000],
            name=told.name[:120],
            sealed_phone=sealing.sealed(told.phone),
            sealed_email=sealing.sealed(email),
            award_id=told.award_id,
            month=told.month,
            received_at=_moment(came_on, at),
            due_on=deadlines.answer_by(told.kind, came_on),
            escalated_at=at if state == "escalated" else None,
            **more,
        )
    Entry.objects.create(
        ticket=ticket, after=state, by_citizen=by is CITIZEN, by_id=by.user_id, by_name=by.name,
        at=at,
    )  # fmt: skip
    photos.attach(ticket, kept)
    note("ticket.told", ticket, by, at,
         facts={"kind": told.kind, "channel": told.channel, "photos": len(kept),
                "came_on": came_on.isoformat()})  # fmt: skip
    telling.received(ticket, at)
    return Given(ticket.pk, code, pin)


def _moment(came_on: date, at: datetime) -> datetime:
    """Return now for today, and noon of an earlier day."""
    if came_on == timezone.localdate(at):
        return at
    return timezone.make_aware(datetime.combine(came_on, time(12)))
