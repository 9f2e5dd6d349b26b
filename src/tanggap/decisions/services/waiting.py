"""The waiting list of a plan: who comes next when a place is free, and when one becomes free."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications import services as applications
from tanggap.applications.queries import facts
from tanggap.applications.types import ApplicationFacts, Status
from tanggap.assistance.queries import awards
from tanggap.assistance.services import ending
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.core.models import JobRun, JobState
from tanggap.decisions.domain import sentences
from tanggap.decisions.domain.allocation import Reason
from tanggap.decisions.models import Plan, PlanRow
from tanggap.decisions.models.rows import LIVE
from tanggap.decisions.queries import objected, simulating
from tanggap.decisions.services import carrying, places, telling
from tanggap.decisions.services.planning import CHECKED, note
from tanggap.decisions.types import Full, NotAllowed

LIST: Final = Actor.system("Daftar tunggu")
State = PlanRow.State
FIRST: Final = 50


def give(*, row_id: int, by: Actor, at: datetime, reason: str = "") -> str:
    """Give a free place of an approved plan to a waiting or held row; return its state then.

    Out of turn only with a reason, which is on the record. So is a family whom a meeting objected
    to since the approval. Raises Full; NotAllowed: "own" (who proposed the plan), "not_waiting",
    "turn", "objected"; and Forbidden.
    """
    row = PlanRow.objects.select_related("plan__programme").get(pk=row_id)
    plan = row.plan
    require(by, Permission.PLAN_APPROVE, region_code=plan.region_code)
    if by.user_id is None or by.user_id == plan.proposed_by_id:
        raise NotAllowed("own")
    if plan.status != Plan.Status.APPROVED or row.state not in (State.WAITING, State.HELD):
        raise NotAllowed("not_waiting")
    skipped = row.state == State.WAITING and _earlier(row)
    if not reason.strip() and (skipped or _is_objected(row)):
        raise NotAllowed("turn" if skipped else "objected")
    with transaction.atomic():
        note("decisions.place.given", plan, by, at, reason=reason, row=row.pk,
             application=row.application_id, out_of_turn=skipped)  # fmt: skip
        hand = Actor(by.user_id, by.name, is_system=True)
        return carrying.settle(row_id, by=hand, at=at, anew=True)


def fill(plan_id: int, *, at: datetime) -> int:
    """Give the free places of a plan to those who wait, in order; return how many got one.

    Whom the registry did not know gets the award once it does.
    """
    plan = Plan.objects.unscoped(reason=CHECKED).get(pk=plan_id)
    by, count = carrying.authority(plan), 0
    for row in plan.rows.filter(state__in=[State.HELD, State.WAITING]).order_by("position"):
        if row.state == State.WAITING and not places.free(plan_id).exists():
            continue
        if not _may_come(row, plan):
            continue
        try:
            state = carrying.settle(row.pk, by=by, at=at, anew=True)
        except Full:  # of this kelurahan
            continue
        count += state == State.AWARDED
    return count


@jobs.job
def fill_places(run_id: int) -> None:
    """Fill free places of every approved plan; doing it twice changes nothing."""
    del run_id
    for plan_id in _to_fill():
        fill(plan_id, at=clock.now())


KIND: Final = f"{fill_places.__module__}.{fill_places.__qualname__}"


def look() -> None:
    """Start filling where somebody waits and could come; the worker calls this now and then."""
    if _to_fill():
        begin()


def begin() -> None:
    """Start filling in the background, unless that waits to start already."""
    if not JobRun.objects.filter(kind=KIND, state=JobState.QUEUED).exists():
        jobs.start(fill_places, by=LIST, arguments={})


@transaction.atomic
def replace(*, award_id: int, reason: str, by: Actor, at: datetime) -> bool:
    """End an award that cannot be paid and let the next of the waiting list come.

    The family is told why; its application closes, so that it may object or ask anew. False where
    no plan gave the award, or it has ended. The caller checked the right. For the apps that pay.
    """
    row = PlanRow.objects.filter(award_id=award_id, state=State.AWARDED).first()
    hand = Actor(by.user_id, by.name, is_system=True)
    if row is None or not ending.end(award_id=award_id, reason=reason, by=hand, at=at):
        return False
    if facts.of(row.application_id).status == Status.APPROVED:
        applications.move(
            application_id=row.application_id, after=Status.REFUSED, before=Status.APPROVED,
            by=hand, at=at, reason=reason,
        )  # fmt: skip
    telling.ended(row.application_id, reason, at)
    return True


@transaction.atomic
def awards_changed(award_ids: Collection[int], *, at: datetime) -> None:
    """Free the places of awards that ended, whatever ended them."""
    for some in batches(sorted(set(award_ids))):
        rows = {
            row.award_id: row
            for row in PlanRow.objects.filter(award_id__in=some, state=State.AWARDED)
        }
        for award, paid in awards.over([number for number in rows if number]).items():
            _free(rows[award], paid, at)


@transaction.atomic
def application_moved(application_id: int, before: Status, after: Status, *, at: datetime) -> None:
    """Let go of an application that went another way than by a plan: withdrawn, or reopened."""
    if after in (Status.APPROVED, Status.WAITING, Status.REFUSED):
        return
    rows = PlanRow.objects.select_for_update().filter(application_id=application_id)
    for row in rows.filter(state__in=[State.PLANNED, State.HELD, State.WAITING]):
        places.release(row, at=at)
        _end(row, State.LAPSED, at)
    for row in rows.filter(state=State.AWARDED):
        if before == Status.APPROVED and row.award_id is not None:
            ending.end(award_id=row.award_id, reason=sentences.WENT.id, by=LIST, at=at)


def _free(row: PlanRow, paid: int, at: datetime) -> None:
    changed = PlanRow.objects.filter(pk=row.pk, state=State.AWARDED).update(
        state=State.FREED,
        told_id=sentences.FREED.id,
        told_en=sentences.FREED.en,
        settled_at=at,
    )
    if changed:
        places.release(row, paid=paid, at=at)


def _end(row: PlanRow, state: str, at: datetime) -> None:
    PlanRow.objects.filter(pk=row.pk).update(
        state=state,
        held_for="",
        told_id=sentences.WENT.id,
        told_en=sentences.WENT.en,
        settled_at=at,
    )


def _may_come(row: PlanRow, plan: Plan) -> bool:
    """Tell whether a row could be awarded now: still waiting, known, and in no other plan."""
    if row.state == State.HELD:
        waits = row.held_for == PlanRow.Held.PERSON
        return waits and carrying.person_of(facts.of(row.application_id)) is not None
    found = facts.of(row.application_id)
    return found.status == Status.WAITING and not _is_barred(row, plan, found)


def _is_barred(row: PlanRow, plan: Plan, found: ApplicationFacts) -> bool:
    unknown = row.reason == Reason.UNKNOWN and found.desk_answer == "unknown"
    elsewhere = PlanRow.objects.filter(application_id=row.application_id, state__in=LIVE)
    if _is_objected(row) or elsewhere.exists():
        return True
    return unknown and simulating.choices_of(plan).unknown_wait


def _is_objected(row: PlanRow) -> bool:
    """Tell whether a meeting objected to a family and no approver has confirmed it all the same."""
    said = objected.among([row.application_id]).get(row.application_id, "")
    return bool(said) and said != row.objection


def _earlier(row: PlanRow) -> bool:
    """Tell whether somebody of the same plan stands before a waiting row and could come."""
    return any(_may_come(one, row.plan) for one in _next(row.plan, before=row.position))


def _next(plan: Plan, *, before: int | None = None) -> QuerySet[PlanRow]:
    """Return the first of those who wait in kelurahan where a place could be free."""
    waits = plan.rows.filter(state=State.WAITING).order_by("position")
    waits = waits.exclude(region_code__in=places.full_regions(plan.pk))
    return (waits.filter(position__lt=before) if before is not None else waits)[:FIRST]


def _to_fill() -> list[int]:
    """Return the approved plans in which somebody waits and could come."""
    plans = Plan.objects.unscoped(reason=CHECKED).filter(status=Plan.Status.APPROVED)
    return [plan.pk for plan in plans if _could_fill(plan)]


def _could_fill(plan: Plan) -> bool:
    held = plan.rows.filter(state=State.HELD, held_for=PlanRow.Held.PERSON)
    if any(_may_come(row, plan) for row in held):
        return True
    free = places.free(plan.pk).exists()
    return free and any(_may_come(row, plan) for row in _next(plan))
