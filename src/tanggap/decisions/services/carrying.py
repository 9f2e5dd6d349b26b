"""Carrying an approved plan out, row by row; killed at any line, it goes on where it was."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from tanggap.applications import services as applications
from tanggap.applications import types as asked
from tanggap.applications.queries import facts
from tanggap.applications.services import MovedMeanwhile
from tanggap.applications.types import ApplicationFacts, Status
from tanggap.assistance.queries import programmes
from tanggap.assistance.services import ledger
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.decisions.domain import sentences
from tanggap.decisions.models import Plan, PlanRow
from tanggap.decisions.services import places, registering
from tanggap.decisions.types import Full
from tanggap.language import Sentence
from tanggap.people.queries import people

CARRYING: Final = "an approved plan is carried out for its whole region"
State = PlanRow.State


@jobs.job
def carry_out(run_id: int, *, plan_id: int) -> None:
    """Award, refuse and put on the waiting list as an approved plan says; then fill free places.

    One transaction for each row: a family that overlaps meanwhile is refused by name of the rule,
    and stops nobody else.
    """
    plan = Plan.objects.unscoped(reason=CARRYING).get(pk=plan_id)
    by, rows = authority(plan), plan.rows.filter(state=State.PLANNED).order_by("position")
    numbers = list(rows.values_list("pk", flat=True))
    for done, number in enumerate(numbers, start=1):
        settle(number, by=by, at=clock.now())
        if done % 20 == 0 or done == len(numbers):
            jobs.report(run_id, done=done, total=len(numbers))
    registering.hand_over(plan, at=clock.now())


def authority(plan: Plan) -> Actor:
    """Return who acts when an approved plan is carried out: its approver, by force of the plan.

    The approver's own hands need no right to award; the plan gives it. Four eyes still count.
    """
    return Actor(plan.approved_by_id, plan.approved_by_name, is_system=True)


def settle(row_id: int, *, by: Actor, at: datetime, anew: bool = False) -> str:
    """Do for one row what the plan has for it; return the state it has then.

    `anew` gives a place to a row that waited. Doing it twice changes nothing.
    """
    try:
        return _settle(row_id, by, at, anew)
    except MovedMeanwhile:
        return _lapse(row_id, at)
    except asked.NotAllowed as refusal:
        if "four eyes" in str(refusal):
            return _hold(row_id, at)
        return _lapse(row_id, at)


@transaction.atomic
def _settle(row_id: int, by: Actor, at: datetime, anew: bool) -> str:
    row = PlanRow.objects.select_for_update().get(pk=row_id)
    startable = {State.PLANNED, State.HELD} | ({State.WAITING} if anew else set())
    if row.state not in startable:
        return str(row.state)
    found = facts.of(row.application_id)
    if found.status not in (Status.VISITED, Status.WAITING):
        return _finish(row, State.LAPSED, sentences.WENT, at)
    if row.outcome == PlanRow.Outcome.OUT:
        return _refuse(row, found, Sentence(row.reason_id, row.reason_en), by, at)
    is_new = row.state != State.WAITING and not places.has(row)
    if row.outcome == PlanRow.Outcome.WAITING and is_new:
        return _wait(row, found, Sentence(row.reason_id, row.reason_en), by, at)
    return _give(row, found, by, at, anew=anew)


def _give(row: PlanRow, found: ApplicationFacts, by: Actor, at: datetime, *, anew: bool) -> str:
    try:
        months = places.take(row)
    except Full:
        if anew:
            raise
        return _wait(row, found, sentences.TAKEN, by, at)
    person = person_of(found)
    if person is None:
        return _finish(row, State.HELD, sentences.UNKNOWN_PERSON, at, held_for=PlanRow.Held.PERSON)
    if row.outcome == PlanRow.Outcome.WAITING or row.state == State.WAITING:
        words = sentences.REPLACED.format(position=row.position)
    else:
        words = Sentence(row.reason_id, row.reason_en)
    try:
        with transaction.atomic():
            award = _award(row, person, found.programme, months, by, at)
    except ledger.AlreadyServed as served:
        places.release(row, at=at)
        words = sentences.served(served.verdict.explanation)
        return _refuse(row, found, words, by, at)
    _move(found, Status.APPROVED, words, by, at)
    return _finish(row, State.AWARDED, words, at, award_id=award.pk)


def person_of(found: ApplicationFacts) -> int | None:
    """Return who is awarded: the applicant, or somebody of the family that the card names.

    Aid to a family counts for all of it; aid to a person needs that person.
    """
    if found.person_id is not None or found.family_id is None:
        return found.person_id
    programme = programmes.by_code(found.programme)
    if programme is None or programme.unit == "person":
        return None
    return min(people.members_of_families([found.family_id]).get(found.family_id, []), default=None)


def _award(
    row: PlanRow, person_id: int, programme: str, months: list[str], by: Actor, at: datetime
) -> Any:
    amount = Plan.objects.unscoped(reason=CARRYING).values_list("amount", flat=True)
    return ledger.award(
        person_id=person_id,
        programme=programme,
        months=months,
        amount=amount.get(pk=row.plan_id) or None,
        by=by,
        at=at,
    )


def _wait(row: PlanRow, found: ApplicationFacts, words: Sentence, by: Actor, at: datetime) -> str:
    if found.status == Status.VISITED:
        _move(found, Status.WAITING, words, by, at)
    return _finish(row, State.WAITING, words, at)


def _refuse(row: PlanRow, found: ApplicationFacts, words: Sentence, by: Actor, at: datetime) -> str:
    _move(found, Status.REFUSED, words, by, at)
    return _finish(row, State.REFUSED, words, at)


def _move(found: ApplicationFacts, after: Status, words: Sentence, by: Actor, at: datetime) -> None:
    applications.move(
        application_id=found.id, after=after, before=found.status, by=by, at=at, reason=words.id
    )


def _finish(
    row: PlanRow,
    state: str,
    words: Sentence,
    at: datetime,
    *,
    award_id: int | None = None,
    held_for: str = "",
) -> str:
    PlanRow.objects.filter(pk=row.pk).update(
        state=state,
        told_id=words.id[:600],
        told_en=words.en[:600],
        held_for=held_for,
        award_id=award_id if award_id is not None else row.award_id,
        settled_at=at,
    )
    return state


@transaction.atomic
def _lapse(row_id: int, at: datetime) -> str:
    """Let go of a row whose application went another way."""
    row = PlanRow.objects.select_for_update().get(pk=row_id)
    places.release(row, at=at)
    return _finish(row, State.LAPSED, sentences.WENT, at)


@transaction.atomic
def _hold(row_id: int, at: datetime) -> str:
    """Hold a row for another officer; one that the plan has a place for keeps it."""
    row = PlanRow.objects.select_for_update().get(pk=row_id)
    if row.outcome == PlanRow.Outcome.IN or row.state == State.WAITING:
        try:
            places.take(row)
        except Full:
            return _finish(row, State.WAITING, sentences.TAKEN, at)
    return _finish(row, State.HELD, sentences.OTHER_EYES, at, held_for=PlanRow.Held.EYES)
