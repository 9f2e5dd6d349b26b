"""From rows of a committed list to awards, and back when a list is undone."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from tanggap import overlap
from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.models import (
    Award,
    ListPlan,
    OverlapCase,
    Programme,
    Round,
    RowVerdict,
)
from tanggap.assistance.queries import who
from tanggap.assistance.queries.books import programme_of as rules_view
from tanggap.assistance.services import groups, ledger, told
from tanggap.assistance.services.programmes import round_for
from tanggap.audit import services as audit
from tanggap.core import bulk
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.people.types import ListState

KEEPING = "awards of one list, which the officer may commit"
PART = 10_000
"""Rows of a list that become awards in one transaction: some seconds, while others wait."""

_AWARD = (
    "id", "programme_id", "round_id", "unit", "person_id", "family", "household", "region_code",
    "amount", "recipient_list_id", "record_id", "status", "answer", "paid_months",
    "created_by_id", "created_at",
)  # fmt: skip
LEDGER = Actor.system("buku bantuan")
Progress = Callable[[int, int], None]


class MoneyWasPaid(Exception):
    """An import cannot be undone once money was paid on it."""


@transaction.atomic
def plan_of(*, list_id: int) -> ListPlan:
    """Return for which round a list is; at first that of the programme's whole calendar.

    A list that has its people already is asked about: its months do not come by themselves.
    """
    plan, created = ListPlan.objects.get_or_create(recipient_list_id=list_id)
    if plan.round_id is None and (created or who.list_of(list_id).linked_at is None):
        plan.round = _usual_round(list_id)
        plan.save(update_fields=["round"])
    return plan


def _usual_round(list_id: int) -> Round | None:
    """Return the round of the list that is corrected, else the programme's whole calendar."""
    corrected = ListPlan.objects.filter(pk=who.list_of(list_id).corrects_id).first()
    if corrected is not None and corrected.round is not None:
        return corrected.round
    programme = programme_of(list_id)
    months = sorted(rules_view(programme).months())
    return round_for(programme=programme, months=months) if months else None


def months_of(one: Round | None) -> list[str]:
    """Return the months of a round, in order; none for none."""
    return list(one.months.values_list("month", flat=True)) if one else []


@transaction.atomic
def choose_months(*, list_id: int, months: Collection[str], by: Actor, at: datetime) -> ListPlan:
    """Say for which months a staged list is. Raises Forbidden, NoMonths."""
    require(by, Permission.LIST_COMMIT, region_code=who.list_of(list_id).region_code)
    plan = plan_of(list_id=list_id)
    plan.round = round_for(programme=programme_of(list_id), months=months)
    plan.prepared_at = None
    plan.save(update_fields=["round", "prepared_at"])
    audit.record("assistance.list.months_chosen", by=by, at=at, subject=f"list:{list_id}",
                 region_code=who.list_of(list_id).region_code,
                 facts={"months": sorted(months)})  # fmt: skip
    return plan


def programme_of(list_id: int) -> Programme:
    """Return the programme of a list; one that no rule knows becomes a programme of its own."""
    code = who.list_of(list_id).programme_code
    known = Programme.objects.filter(code=code).first()
    if known is not None:
        return known
    own = overlap.unlisted(code, code)
    made, _ = Programme.objects.get_or_create(
        code=code,
        defaults={
            "name_id": own.name.id,
            "name_en": own.name.en,
            "created_at": who.list_of(list_id).uploaded_at,
        },
    )
    groups.rebuild()
    return made


def award_rows(
    *, list_id: int, at: datetime, progress: Progress = lambda _done, _total: None
) -> int:
    """Make an award for every row of a linked list that has none; return how many.

    Awards that overlap become cases. Rows that a corrected file replaced lose theirs. A list
    whose months nobody knows, and a list that is no aid, award nothing. A long list is written
    in parts, each whole and on the record; called again, it goes on where it was stopped.
    """
    programme, plan = programme_of(list_id), plan_of(list_id=list_id)
    with transaction.atomic():
        withdraw(records=who.replaced_records(list_id), at=at)
        if programme.kind != Programme.Kind.AID or plan.round is None:
            return 0
    while _give_months(list_id, at):
        pass
    waiting = [row for row in who.records_of_list(list_id) if not row.has_award]
    for start in range(0, max(len(waiting), 1), PART):
        _award(waiting[start : start + PART], list_id, at)
        progress(min(start + PART, len(waiting)), len(waiting))
    return len(waiting)


@transaction.atomic
def _award(rows: list[who.LinkedRow], list_id: int, at: datetime) -> None:
    plan = _hold(list_id)
    if plan is None or plan.round is None:
        return
    made = [
        number
        for some in batches(who.as_linked_now(rows))
        for number in _make(some, plan, plan.round, at)
    ]
    _claim(list_id, made, at)
    audit.record("assistance.list.awarded", by=LEDGER, at=at, subject=f"list:{list_id}",
                 region_code=who.list_of(list_id).region_code,
                 facts={"awards": len(made), "programme": plan.round.programme.code})  # fmt: skip


def _hold(list_id: int) -> ListPlan | None:
    """Return the plan as it is now, for this transaction alone; None once the list is undone."""
    plan = ListPlan.objects.select_for_update().get(pk=list_id)
    return plan if who.list_of(list_id).state == ListState.COMMITTED else None


@transaction.atomic
def _give_months(list_id: int, at: datetime) -> int:
    """Let some awards of the list that are for other months, another programme or amount follow
    its plan, where nothing was paid on them; return how many did."""
    plan = _hold(list_id)
    if plan is None or plan.round is None:
        return 0
    now = plan.round.programme
    values = {"round": plan.round, "programme": now, "unit": now.unit}
    other = ~Q(round=plan.round)
    if plan.amount is not None:
        values["amount"], other = plan.amount, other | ~Q(amount=plan.amount)
    held = Award.objects.unscoped(reason=KEEPING).filter(recipient_list=list_id, paid_months=0)
    others = held.filter(other, status=Award.Status.ACTIVE).order_by("pk")
    numbers = list(others.values_list("pk", flat=True)[:PART])
    for some in batches(numbers):
        held.filter(pk__in=some).update(**values)
    ledger.reclaim(numbers, cause=OverlapCase.Cause.LIST, at=at)
    return len(numbers)


def _make(rows: list[who.LinkedRow], plan: ListPlan, of_round: Round, at: datetime) -> list[int]:
    """Make an award for each row; return their numbers."""
    programme = of_round.programme
    people = who.recipients({row.person for row in rows})
    numbers = bulk.reserve(Award, len(rows))
    bulk.insert_values(
        Award,
        _AWARD,
        (
            (
                number, programme.pk, of_round.pk, programme.unit, row.person,
                one.standing.family, one.standing.household, row.region_code or one.region_code,
                plan.amount, plan.pk, row.record, Award.Status.ACTIVE,
                "clear" if one.is_identified or row.is_matched else "unknown", 0, None, at,
            )
            for number, row in zip(numbers, rows, strict=True)
            for one in (people[row.person],)
        ),
    )  # fmt: skip
    records = (row.record for row in rows)
    told.by_new_rows(plan.pk, programme.pk, zip(numbers, records, strict=True))
    return numbers


def _claim(list_id: int, numbers: list[int], at: datetime) -> None:
    """Take the places of new awards of a list; those that met others are marked."""
    if not numbers:
        return
    ledger.reclaim(numbers, cause=OverlapCase.Cause.LIST, at=at)
    cases = OverlapCase.objects.unscoped(reason=KEEPING)
    awards = Award.objects.unscoped(reason=KEEPING).filter(recipient_list=list_id)
    awards.filter(
        Exists(cases.filter(one=OuterRef("pk"))) | Exists(cases.filter(other=OuterRef("pk"))),
        pk__range=(min(numbers), max(numbers)),
    ).update(answer="overlap")


@transaction.atomic
def withdraw(*, records: Collection[int], at: datetime) -> int:
    """Withdraw the awards of rows that no longer count. Raises MoneyWasPaid."""
    touched: list[int] = []
    for some in batches(sorted(records)):
        query = Award.objects.unscoped(reason=KEEPING).filter(record__in=some)
        active = query.exclude(status=Award.Status.WITHDRAWN)
        if active.filter(paid_months__gt=0).exists():
            raise MoneyWasPaid
        touched += active.values_list("pk", flat=True)
        active.update(status=Award.Status.WITHDRAWN)
    ledger.reclaim(touched, cause=OverlapCase.Cause.LIST, at=at)
    return len(touched)


@transaction.atomic
def follow(pairs: Sequence[tuple[int, int]]) -> int:
    """Let awards go with their rows, as (earlier, now); return how many.

    What was promised and paid stays: the row says the same of the same recipient, only better.
    """
    moved = 0
    for some in batches(pairs):
        now = dict(some)
        held = Award.objects.unscoped(reason=KEEPING).filter(record__in=list(now))
        awards = list(held.exclude(status=Award.Status.WITHDRAWN))
        lists_now = who.lists_of_rows(now[award.record_id] for award in awards)
        for award in awards:
            award.record_id = now[award.record_id]
            award.recipient_list_id = lists_now[award.record_id]
        held.bulk_update(awards, ["record", "recipient_list"], batch_size=300)
        told.by_corrected_rows(awards, some)
        moved += len(awards)
    return moved


@transaction.atomic
def undo(*, list_id: int, at: datetime) -> int:
    """Withdraw the awards that came with a list that is undone. Raises MoneyWasPaid.

    Awards of rows that the list had corrected stay: they go back with those rows.
    """
    ListPlan.objects.select_for_update().filter(pk=list_id).first()  # nobody awards meanwhile
    query = Award.objects.unscoped(reason=KEEPING).filter(recipient_list=list_id)
    records = set(query.exclude(record=None).values_list("record_id", flat=True))
    return withdraw(records=records - who.continued_rows(list_id), at=at)


@transaction.atomic
def judge_anew(*, list_id: int, corrects: int | None = None) -> None:
    """Forget what was said about a list that changed.

    Its months stay chosen, unless it corrects another list: then that list's count.
    """
    RowVerdict.objects.filter(recipient_list=list_id).delete()
    plans = ListPlan.objects.filter(pk=list_id)
    plans.update(prepared_at=None, run_id=None, counts={}, by_rule={})
    if corrects is not None:
        earlier = plan_of(list_id=corrects)
        plans.update(round=earlier.round_id, amount=earlier.amount)


@transaction.atomic
def award_rows_of_corrected(*, list_id: int, at: datetime) -> int:
    """Give the rows that a list had corrected their awards back, once it has been undone."""
    corrected = who.list_of(list_id).corrects_id
    return award_rows(list_id=corrected, at=at) if corrected else 0
