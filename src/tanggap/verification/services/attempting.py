"""Writing down that a visit met nobody: a new day, or after three attempts the desk."""

from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications import services as applications
from tanggap.applications.types import Status
from tanggap.audit import services as audit
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.verification.models import Attempt, Visit
from tanggap.verification.services import telling
from tanggap.verification.types import NotOpenAnyMore, Unmet, VisitState

MOST: Final = 3
OWN: Final = "the officer's own visit; the region is checked below"
BY_WORDS: Final = {
    Unmet.NOBODY: "Tidak ada orang di rumah",
    Unmet.MOVED: "Sudah pindah",
    Unmet.REFUSED: "Menolak dikunjungi",
}


class BadDay(Exception):
    """The new day is no day from today on."""


@transaction.atomic
def record(
    *,
    visit_id: int,
    number: int,
    why: Unmet,
    next_on: date | None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> bool:
    """Keep attempt `number` of the officer's own visit; True where the desk now goes on.

    After the third the visit is called off and the application waits at the desk again. The same
    attempt twice is kept once. Raises NotOpenAnyMore, BadDay, and Forbidden.
    """
    query = Visit.objects.unscoped(reason=OWN).select_for_update()
    visit: Visit | None = query.filter(pk=visit_id).first()
    if visit is None:
        raise NotOpenAnyMore(str(visit_id))
    require(by, Permission.VISIT_REPORT, region_code=visit.region_code)
    made = Attempt.objects.filter(visit=visit)
    if made.filter(number=number, by_id=by.user_id).exists():
        return visit.state == VisitState.CANCELLED
    if visit.state != VisitState.PLANNED or visit.officer_id != by.user_id:
        raise NotOpenAnyMore(str(visit_id))
    if number != made.count() + 1:
        raise NotOpenAnyMore(str(visit_id))
    is_last = number >= MOST
    if not is_last and (next_on is None or next_on < clock.today()):
        raise BadDay
    _keep(visit, number, why, None if is_last else next_on, note, by, at)
    if is_last:
        _to_the_desk(visit, why, by, at)
    else:
        query.filter(pk=visit.pk).update(due_on=next_on)
        if next_on is not None:
            telling.planned(visit.application_id, visit.officer_name, next_on, at)
    return is_last


def _keep(
    visit: Visit, number: int, why: Unmet, next_on: date | None, note: str, by: Actor, at: datetime
) -> None:
    try:
        with transaction.atomic():
            Attempt.objects.create(
                visit=visit, number=number, why=why, note=note.strip()[:500], next_on=next_on,
                by_id=by.user_id, by_name=by.name, at=at,
            )  # fmt: skip
    except IntegrityError as error:  # somebody else's hand was faster
        raise NotOpenAnyMore(str(visit.pk)) from error
    audit.record(
        "verification.visit.unmet", by=by, at=at, subject=f"application:{visit.application_id}",
        region_code=visit.region_code, reason=note.strip()[:500],
        facts={"visit": visit.pk, "attempt": number, "why": why},
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
