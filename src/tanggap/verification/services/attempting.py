"""Writing down that a visit met nobody: a new day, or after three attempts the desk."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications import services as applications
from tanggap.applications.types import Status
from tanggap.audit import services as audit
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.verification.domain.answers import on_earth
from tanggap.verification.models import Attempt, Visit
from tanggap.verification.services import telling
from tanggap.verification.types import Attempted, NotOpenAnyMore, Unmet, VisitState

MOST: Final = 3
OWN: Final = "the officer's own visit; the region is checked below"
BY_WORDS: Final = {
    Unmet.NOBODY: "Tidak ada orang di rumah",
    Unmet.MOVED: "Sudah pindah",
    Unmet.REFUSED: "Menolak dikunjungi",
}


class BadDay(Exception):
    """The new day is missing, or is before the day of the attempt."""


@transaction.atomic
def record(told: Attempted, *, by: Actor, at: datetime) -> bool:
    """Keep an attempt at the officer's own visit; True where the desk now goes on.

    After the third the visit is called off and the application waits at the desk again. The same
    attempt twice is kept once. From a phone without a signal it may come days later: the new day is
    then over already, and the visit late. Raises NotOpenAnyMore, BadDay, and Forbidden.
    """
    query = Visit.objects.unscoped(reason=OWN).select_for_update()
    visit: Visit | None = query.filter(pk=told.visit_id).first()
    if visit is None:
        raise NotOpenAnyMore(str(told.visit_id))
    require(by, Permission.VISIT_REPORT, region_code=visit.region_code)
    if Attempt.objects.filter(uuid=told.uuid, visit=visit, by_id=by.user_id).exists():
        return visit.state == VisitState.CANCELLED
    if visit.state != VisitState.PLANNED or visit.officer_id != by.user_id:
        raise NotOpenAnyMore(str(told.visit_id))
    made_at = min(told.made_at, at)  # a phone's clock may run ahead
    number = Attempt.objects.filter(visit=visit).count() + 1
    is_last = number >= MOST
    if not is_last and (told.next_on is None or told.next_on < timezone.localdate(made_at)):
        raise BadDay
    _keep(visit, number, replace(told, made_at=made_at), by, at, is_last=is_last)
    if is_last:
        _to_the_desk(visit, told.why, by, at)
    elif told.next_on is not None:
        query.filter(pk=visit.pk).update(due_on=told.next_on)
        if told.next_on >= clock.today():
            telling.planned(visit.application_id, visit.officer_name, told.next_on, at)
    return is_last


def _keep(
    visit: Visit, number: int, told: Attempted, by: Actor, at: datetime, *, is_last: bool
) -> None:
    place, note = told.place, told.note.strip()[:500]
    if place is not None and not on_earth(place.latitude, place.longitude):
        place = None
    try:
        with transaction.atomic():
            Attempt.objects.create(
                visit=visit, uuid=told.uuid, number=number, why=told.why, note=note,
                next_on=None if is_last else told.next_on,
                latitude=place.latitude if place else None,
                longitude=place.longitude if place else None,
                accuracy=place.accuracy if place else None,
                by_id=by.user_id, by_name=by.name, made_at=told.made_at, at=at,
            )  # fmt: skip
    except IntegrityError as error:  # the UUID of another's attempt
        raise NotOpenAnyMore(str(visit.pk)) from error
    audit.record(
        "verification.visit.unmet", by=by, at=at, subject=f"application:{visit.application_id}",
        region_code=visit.region_code, reason=note,
        facts={"visit": visit.pk, "attempt": number, "why": told.why, "placed": place is not None},
    )  # fmt: skip


def _to_the_desk(visit: Visit, why: Unmet, by: Actor, at: datetime) -> None:
    """Call the visit off; a first visit's application waits at the desk again."""
    reason = f"Tiga kali dikunjungi tanpa hasil. Terakhir: {BY_WORDS[why]}."
    Visit.objects.unscoped(reason=OWN).filter(pk=visit.pk).update(
        state=VisitState.CANCELLED, ended_reason=reason
    )
    if not visit.is_second:
        hand = Actor(by.user_id, by.name, is_system=True)  # by force of the rule, not of a right
        applications.move(
            application_id=visit.application_id, after=Status.RECEIVED, before=Status.VISITING,
            by=hand, at=at, reason=reason, facts={"visit": visit.pk},
        )  # fmt: skip
