"""Months, programme and amount of a list that was committed before anybody knew them.

They are proposed, judged as a staged list is, and given once an officer says so: awards, claims
and cases are then made in the background by the service that awards an import. The same way
corrects months that were given wrongly, while nothing was paid on the list.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.models import Award, ListPlan, Programme
from tanggap.assistance.queries import who
from tanggap.assistance.services import lists
from tanggap.assistance.services.programmes import round_for
from tanggap.audit import services as audit
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun
from tanggap.people.services.lists import name_programme
from tanggap.people.types import ListState


class NotAwardable(Exception):
    """Only a committed list that has its people can be given months here."""


class NothingProposed(Exception):
    """What the officer saw is not proposed any more; a colleague was faster."""


@transaction.atomic
def propose(
    *,
    list_id: int,
    programme: str,
    months: Collection[str],
    amount: int | None,
    by: Actor,
    at: datetime,
) -> ListPlan:
    """Propose for what a committed list is, to be judged; it awards nothing yet.

    `amount` is whole rupiah a month where it differs from the programme's. Raises Forbidden,
    NotAwardable, MoneyWasPaid, NoMonths, Programme.DoesNotExist.
    """
    check_open(list_id, by)
    plan = lists.plan_of(list_id=list_id)
    aid = Programme.objects.get(code=programme, kind=Programme.Kind.AID)
    plan.proposed, plan.proposed_amount = round_for(programme=aid, months=months), amount
    _judge_anew(plan)
    _record("assistance.list.months_proposed", plan, by, at)
    return plan


@transaction.atomic
def drop(*, list_id: int, by: Actor, at: datetime) -> ListPlan:
    """Take a proposal back. Raises Forbidden, NotAwardable, NothingProposed."""
    check_open(list_id, by)
    plan = ListPlan.objects.select_for_update().get(pk=list_id)
    if plan.proposed is None:
        raise NothingProposed
    _record("assistance.list.months_dropped", plan, by, at)
    plan.proposed = plan.proposed_amount = None
    _judge_anew(plan)
    return plan


@transaction.atomic
def accept(*, list_id: int, proposed: int, by: Actor, at: datetime) -> JobRun:
    """Let a proposed round count, and start the work that makes the awards.

    `proposed` is the number of the round that the officer saw judged. Raises Forbidden,
    NotAwardable, MoneyWasPaid, NothingProposed.
    """
    check_open(list_id, by)
    seen = ListPlan.objects.select_related("proposed__programme").get(pk=list_id)
    if seen.proposed is None or seen.proposed.pk != proposed:
        raise NothingProposed
    name_programme(list_id, seen.proposed.programme.code, by=by, at=at)
    plan = ListPlan.objects.select_for_update().get(pk=list_id)
    if plan.proposed_id != proposed:
        raise NothingProposed
    _record("assistance.list.months_given", plan, by, at)
    plan.round, plan.amount = plan.proposed, plan.proposed_amount
    plan.proposed = plan.proposed_amount = None
    plan.save(update_fields=["round", "amount", "proposed", "proposed_amount"])
    return jobs.start(give_months, by=by, arguments={"list_id": list_id})


@transaction.atomic
def resume(*, list_id: int, by: Actor) -> JobRun:
    """Start the work once more where it was stopped for good. Raises Forbidden, NotAwardable."""
    check_open(list_id, by, paid=True)
    return jobs.start(give_months, by=by, arguments={"list_id": list_id})


@jobs.job
def give_months(run_id: int, *, list_id: int) -> None:
    """Make the awards of a list, in parts; a second run goes on where the first was stopped."""

    def tell(done: int, total: int) -> None:
        jobs.report(run_id, done=done, total=total)

    jobs.report(run_id, done=0, total=0, message="Mencatat bantuan dari daftar")
    lists.award_rows(list_id=list_id, at=clock.now(), progress=tell)


def check_open(list_id: int, by: Actor, *, paid: bool = False) -> None:
    """Refuse a list whose months nobody may change; `paid` lets one through with money on it.

    Raises Forbidden, NotAwardable, MoneyWasPaid.
    """
    found = who.list_of(list_id)
    require(by, Permission.LIST_COMMIT, region_code=found.region_code)
    if found.state != ListState.COMMITTED or found.linked_at is None:
        raise NotAwardable
    if not paid and is_paid(list_id):
        raise lists.MoneyWasPaid


def is_paid(list_id: int) -> bool:
    """Tell whether money was paid on any award of a list."""
    awards = Award.objects.unscoped(reason=lists.KEEPING).filter(recipient_list=list_id)
    return bool(awards.filter(paid_months__gt=0).exists())


def _judge_anew(plan: ListPlan) -> None:
    plan.prepared_at, plan.run_id = None, None
    plan.save(update_fields=["proposed", "proposed_amount", "prepared_at", "run_id"])


def _record(code: str, plan: ListPlan, by: Actor, at: datetime) -> None:
    """Write down what is proposed, and what counted until now."""
    wanted = plan.proposed
    audit.record(
        code,
        by=by,
        at=at,
        subject=f"list:{plan.pk}",
        region_code=who.list_of(plan.pk).region_code,
        facts={
            "programme": wanted.programme.code if wanted else "",
            "months": lists.months_of(wanted),
            "amount": plan.proposed_amount,
            "before": lists.months_of(plan.round),
        },
    )
