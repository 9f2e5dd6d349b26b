"""Giving visits to officers, passing them on and taking them back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from tanggap.accounts import queries as accounts
from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications import services as applications
from tanggap.applications.queries import facts
from tanggap.applications.types import ApplicationFacts, NotAllowed, Status
from tanggap.audit import services as audit
from tanggap.core import events
from tanggap.core.actor import Actor
from tanggap.verification.events import VisitPlanned
from tanggap.verification.models import Visit
from tanggap.verification.types import (
    NotAnOfficer,
    NotOpenAnyMore,
    ReasonMissing,
    SameOfficer,
    VisitState,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """How many visits were planned, and which applications somebody else was faster with."""

    visits: int
    passed_over: tuple[int, ...]


@transaction.atomic
def assign(
    *, application_ids: Collection[int], officer_id: int, due_on: date, by: Actor, at: datetime
) -> Planned:
    """Give the visits of applications to one officer and move them to *visiting*.

    What no longer waits is passed over and told. Raises Forbidden where the actor may not assign
    visits in a kelurahan, and NotAnOfficer where the officer may not visit there.
    """
    passed_over = []
    for number in sorted(set(application_ids)):
        found = facts.of(number)
        require(by, Permission.VISIT_ASSIGN, region_code=found.region_code)
        name = _name_of(officer_id, found.region_code)
        try:
            with transaction.atomic():
                _assign_one(found, officer_id, name, due_on, by, at)
        except (IntegrityError, NotAllowed, applications.MovedMeanwhile):
            passed_over.append(number)
    return Planned(len(set(application_ids)) - len(passed_over), tuple(passed_over))


@transaction.atomic
def pass_on(*, visit_id: int, officer_id: int, due_on: date, by: Actor, at: datetime) -> None:
    """Give a planned visit to another officer, or another day.

    Raises Forbidden, NotAnOfficer, NotOpenAnyMore where it is not planned any more, and SameOfficer
    where a second visit would go to the officer of the first.
    """
    visit = _planned(visit_id, by)
    name = _name_of(officer_id, visit.region_code)
    if visit.first_officer_id == officer_id:
        raise SameOfficer(name)
    changed = _of(visit_id).update(officer_id=officer_id, officer_name=name, due_on=due_on)
    if not changed:
        raise NotOpenAnyMore(str(visit_id))
    _note("passed_on", visit, by, at, facts={"from": visit.officer_id, "to": officer_id})
    _tell_planned(visit_id, visit.application_id, officer_id, due_on, at)


@transaction.atomic
def take_back(*, visit_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Call a planned visit off; a first visit's application waits again.

    Raises Forbidden, NotOpenAnyMore, and ReasonMissing.
    """
    visit = _planned(visit_id, by)
    if not reason.strip():
        raise ReasonMissing
    if not _of(visit_id).update(state=VisitState.CANCELLED, ended_reason=reason.strip()):
        raise NotOpenAnyMore(str(visit_id))
    if not visit.is_second:
        applications.move(
            application_id=visit.application_id,
            after=Status.RECEIVED,
            before=Status.VISITING,
            by=by,
            at=at,
            reason=reason,
            facts={"visit": visit_id},
        )
    _note("taken_back", visit, by, at, reason=reason)


def call_off(*, application_id: int, reason: str) -> None:
    """Cancel what is planned for an application that moved on without a visit.

    The move itself is in the audit log; the phone is told when it asks.
    """
    query = Visit.objects.unscoped(reason="the move of the application was checked")
    query.filter(application=application_id, state=VisitState.PLANNED).update(
        state=VisitState.CANCELLED, ended_reason=reason[:1000]
    )


def repeat(*, first: Visit, officer_id: int, due_on: date, by: Actor, at: datetime) -> Visit:
    """Plan the second visit of a reported one. Raises SameOfficer and NotAnOfficer.

    The caller has checked that the actor may assign visits there.
    """
    name = _name_of(officer_id, first.region_code)
    if first.officer_id == officer_id:
        raise SameOfficer(name)
    visit: Visit = Visit.objects.create(
        application_id=first.application_id,
        region_code=first.region_code,
        officer_id=officer_id,
        officer_name=name,
        due_on=due_on,
        is_second=True,
        first=first,
        first_officer_id=first.officer_id,
        planned_at=at,
        planned_by_id=by.user_id,
        planned_by_name=by.name,
    )
    _note("planned", visit, by, at, facts={"officer": officer_id, "second": True})
    _tell_planned(visit.pk, visit.application_id, officer_id, due_on, at)
    return visit


def _assign_one(
    found: ApplicationFacts, officer_id: int, name: str, due_on: date, by: Actor, at: datetime
) -> None:
    visit = Visit.objects.create(
        application_id=found.id,
        region_code=found.region_code,
        officer_id=officer_id,
        officer_name=name,
        due_on=due_on,
        planned_at=at,
        planned_by_id=by.user_id,
        planned_by_name=by.name,
    )
    applications.move(
        application_id=found.id,
        after=Status.VISITING,
        before=Status.RECEIVED,
        by=by,
        at=at,
        facts={"visit": visit.pk},
    )
    _note("planned", visit, by, at, facts={"officer": officer_id, "second": False})
    _tell_planned(visit.pk, found.id, officer_id, due_on, at)


def _name_of(officer_id: int, region_code: str) -> str:
    known = accounts.officers_with(Permission.VISIT_REPORT, region_code)
    for one in known:
        if one.pk == officer_id:
            return str(one.get_full_name())
    raise NotAnOfficer(str(officer_id))


def _planned(visit_id: int, by: Actor) -> Visit:
    query = Visit.objects.unscoped(reason="the region is checked below")
    visit: Visit | None = query.filter(pk=visit_id).first()
    if visit is None:
        raise NotOpenAnyMore(str(visit_id))
    require(by, Permission.VISIT_ASSIGN, region_code=visit.region_code)
    return visit


def _of(visit_id: int) -> Any:
    query = Visit.objects.unscoped(reason="the caller checked the region")
    return query.filter(pk=visit_id, state=VisitState.PLANNED)


def _tell_planned(
    visit_id: int, application_id: int, officer_id: int, due_on: date, at: datetime
) -> None:
    events.publish(VisitPlanned(visit_id, application_id, officer_id, due_on, at))


def _note(act: str, visit: Visit, by: Actor, at: datetime, **more: Any) -> None:
    audit.record(
        f"verification.visit.{act}",
        by=by,
        at=at,
        subject=f"application:{visit.application_id}",
        region_code=visit.region_code,
        **{**more, "facts": {"visit": visit.pk, **more.get("facts", {})}},
    )
