"""Taking in what an officer found: once, whatever arrives how often."""

from collections.abc import Sequence
from datetime import datetime
from typing import IO, Any, Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications import services as applications
from tanggap.applications.queries import facts, visiting
from tanggap.applications.types import NotAllowed, Status
from tanggap.audit import services as audit
from tanggap.core import events
from tanggap.core.actor import Actor
from tanggap.verification.domain.answers import LONGEST_NOTE, MOST_PHOTOS, missing, on_earth
from tanggap.verification.events import VisitReported
from tanggap.verification.models import Visit, VisitReport
from tanggap.verification.services import photos
from tanggap.verification.types import Answer, Told, VisitState

OWN: Final = "the officer's own visit; the region is checked below"
OVER: Final = frozenset({Status.WITHDRAWN, Status.JOINED, Status.REFUSED})


def report(told: Told, files: Sequence[IO[bytes]] = (), *, by: Actor, at: datetime) -> Answer:
    """Keep a report of a planned visit, score it and move its application to *visited*.

    The same report again changes nothing and is answered so; conflicts are answers, too. A second
    visit is kept beside the first and changes neither status nor score of the application. Raises
    Forbidden where the officer may not report visits there any more.
    """
    visit = Visit.objects.unscoped(reason=OWN).filter(pk=told.visit_id).first()
    if visit is None:
        return "unknown"
    require(by, Permission.VISIT_REPORT, region_code=visit.region_code)
    criteria = visiting.asked([visit.application_id])[visit.application_id]
    answers = criteria.cleaned(told.answers)
    if visit.state != VisitState.PLANNED or visit.officer_id != by.user_id:
        return _conflict(told, by)
    if missing([one.code for one in criteria.criteria], answers):
        return "incomplete"
    try:
        kept = photos.keep(files[:MOST_PHOTOS])
    except photos.BadPhoto:
        return "photo"
    answer: Answer = "unknown"
    try:
        answer = _keep(told, visit, answers, criteria.points(answers), kept, by, at)
    finally:
        if answer != "done":
            photos.remove(kept)
    return answer


def _keep(
    told: Told,
    visit: Visit,
    answers: dict[str, str],
    score: int,
    kept: Sequence[photos.Kept],
    by: Actor,
    at: datetime,
) -> Answer:
    """Write everything or nothing; of two at once, the database lets one through."""
    try:
        with transaction.atomic():
            mine = Visit.objects.unscoped(reason=OWN).filter(
                pk=visit.pk, state=VisitState.PLANNED, officer_id=by.user_id
            )
            if not mine.update(state=VisitState.REPORTED):
                return _conflict(told, by)
            row = _row(told, visit, answers, score, by, at)
            photos.attach(row, kept)
            _move(visit, score, by, at)
            _note(visit, row, score, len(kept), by, at)
            events.publish(VisitReported(visit.application_id, score, at, visit.is_second))
    except IntegrityError:  # the UUID was used before
        return _conflict(told, by)
    except (NotAllowed, applications.MovedMeanwhile):
        return "closed"
    return "done"


def _conflict(told: Told, by: Actor) -> Answer:
    """Say why a report cannot be kept, or that it was kept before."""
    earlier = VisitReport.objects.filter(uuid=told.uuid).first()
    if earlier is not None:
        mine = earlier.visit_id == told.visit_id and earlier.by_id == by.user_id
        return "again" if mine else "unknown"
    return why_not(told.visit_id)


def why_not(visit_id: int) -> Answer:
    """Say why nothing more can be kept of a visit: reported, closed, taken, unknown."""
    visit = Visit.objects.unscoped(reason=OWN).filter(pk=visit_id).first()
    if visit is None:
        return "unknown"
    if visit.state == VisitState.REPORTED:
        return "reported"
    over = facts.of(visit.application_id).status in OVER
    return "closed" if over and visit.state == VisitState.CANCELLED else "taken"


def _row(
    told: Told, visit: Visit, answers: dict[str, str], score: int, by: Actor, at: datetime
) -> VisitReport:
    place = told.place
    if place is not None and not on_earth(place.latitude, place.longitude):
        place = None
    row: VisitReport = VisitReport.objects.create(
        visit=visit,
        uuid=told.uuid,
        answers=answers,
        score=score,
        note=told.note.strip()[:LONGEST_NOTE],
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        accuracy=place.accuracy if place else None,
        reported_at=min(told.reported_at, at),  # a phone's clock may run ahead
        received_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    return row


def _move(visit: Visit, score: int, by: Actor, at: datetime) -> None:
    if visit.is_second:
        return
    given: dict[str, Any] = {"application_id": visit.application_id, "by": by, "at": at}
    applications.record_score(score=score, **given)
    applications.move(
        after=Status.VISITED, before=Status.VISITING, facts={"visit": visit.pk}, **given
    )


def _note(visit: Visit, row: VisitReport, score: int, count: int, by: Actor, at: datetime) -> None:
    audit.record(
        "verification.visit.reported",
        by=by,
        at=at,
        subject=f"application:{visit.application_id}",
        region_code=visit.region_code,
        facts={
            "visit": visit.pk,
            "second": visit.is_second,
            "score": score,
            "photos": count,
            "placed": row.latitude is not None,
        },
    )
