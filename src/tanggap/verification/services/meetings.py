"""Recording meetings: the agenda, what was said of each name, and the end."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.queries import facts
from tanggap.applications.types import Status
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.verification.models import Meeting, Name
from tanggap.verification.types import NotOpenAnyMore, Opinion, ReasonMissing

ON_THE_AGENDA = (Status.VISITED,)


@transaction.atomic
def open_meeting(
    *,
    region_code: str,
    rw: str,
    held_on: date,
    place: str,
    chair: str,
    secretary: str,
    attendees: int,
    by: Actor,
    at: datetime,
) -> Meeting:
    """Begin a meeting of a kelurahan, or of one RW; its agenda are the visited families there.

    Raises Forbidden.
    """
    require(by, Permission.MEETING_RECORD, region_code=region_code)
    meeting: Meeting = Meeting.objects.create(
        region_code=region_code,
        rw=rw,
        held_on=held_on,
        place=place.strip(),
        chair=chair.strip(),
        secretary=secretary.strip(),
        attendees=attendees,
        by_id=by.user_id,
        by_name=by.name,
        created_at=at,
    )
    names = [
        Name(meeting=meeting, application_id=one.id)
        for one in sorted(
            facts.visible(by, statuses=ON_THE_AGENDA, permission=Permission.MEETING_RECORD),
            key=lambda one: (one.rw, one.rt, one.head_name, one.id),
        )
        if one.region_code == region_code and (not rw or one.rw == rw)
    ]
    Name.objects.bulk_create(names)
    _note("opened", meeting, by, at, {"names": len(names), "rw": rw})
    return meeting


@transaction.atomic
def decide(
    *, meeting_id: int, opinions: Mapping[int, tuple[str, str]], by: Actor, at: datetime
) -> None:
    """Write down what the meeting said: by name, agree or object ("" not discussed) and why.

    Raises Forbidden, NotOpenAnyMore for a closed meeting, and ReasonMissing where one objects
    without saying why; then nothing was written.
    """
    meeting = _open(meeting_id, by)
    names = {one.pk: one for one in meeting.names.all()}
    for number, (opinion, reason) in opinions.items():
        if opinion not in {"", *Opinion} or number not in names:
            continue
        if opinion == Opinion.OBJECT and not reason.strip():
            raise ReasonMissing(str(number))
        names[number].opinion = opinion
        names[number].reason = reason.strip()[:500] if opinion == Opinion.OBJECT else ""
    Name.objects.bulk_update(list(names.values()), ["opinion", "reason"], batch_size=200)
    counts = [one.opinion for one in names.values()]
    _note("decided", meeting, by, at, {word: counts.count(word) for word in map(str, Opinion)})


@transaction.atomic
def close(*, meeting_id: int, notes: str, by: Actor, at: datetime) -> None:
    """End a meeting; its minutes stand from now on. Raises Forbidden and NotOpenAnyMore."""
    meeting = _open(meeting_id, by)
    meeting.notes, meeting.closed_at = notes.strip(), at
    meeting.save(update_fields=["notes", "closed_at"])
    _note("closed", meeting, by, at, {"names": meeting.names.count()})


def _open(meeting_id: int, by: Actor) -> Meeting:
    query = Meeting.objects.unscoped(reason="the region is checked below")
    meeting: Meeting | None = query.select_for_update().filter(pk=meeting_id).first()
    if meeting is None:
        raise NotOpenAnyMore(str(meeting_id))
    require(by, Permission.MEETING_RECORD, region_code=meeting.region_code)
    if meeting.closed_at is not None:
        raise NotOpenAnyMore(str(meeting_id))
    return meeting


def _note(act: str, meeting: Meeting, by: Actor, at: datetime, told: dict[str, Any]) -> None:
    audit.record(
        f"verification.meeting.{act}",
        by=by,
        at=at,
        subject=f"meeting:{meeting.pk}",
        region_code=meeting.region_code,
        facts=told,
    )
