"""Making batches and moving them: one hand prepares, another approves, totals are compared."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.queries import payable
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.distribution.domain import codes, states, totals
from tanggap.distribution.domain.profiles import Profile
from tanggap.distribution.domain.totals import Totals
from tanggap.distribution.models import Batch, Payment, Stock
from tanggap.distribution.queries import banked
from tanggap.distribution.services import channels, stocks, telling
from tanggap.distribution.types import BatchState, NotAllowed, PaymentState
from tanggap.people.queries import payees
from tanggap.people.types import PersonStatus
from tanggap.regions.queries import subtree_range

OWN: Final = "the payments of a batch whose region was checked"
EVERY_TRY: Final = "a month is paid once, wherever it was tried"
SOME: Final = 900


class NothingToPay(Exception):
    """No month of the round can be paid now; `waiting` counts why, by reason."""

    def __init__(self, waiting: dict[str, int]) -> None:
        super().__init__("nothing to pay")
        self.waiting = waiting


class MovedMeanwhile(Exception):
    """Somebody else was faster: the batch no longer stands where it stood."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a batch is to pay; `months` are `yyyy-mm`, `stock` the store of a goods batch."""

    round: Any
    months: tuple[str, ...]
    channel: str
    region_code: str
    retry: bool = False
    stock: int | None = None


@transaction.atomic
def make(order: Order, *, by: Actor, at: datetime) -> Batch:
    """Make a draft of everything in the round that may be paid now and is in no other batch.

    Two officers may do so at the same moment; the unique constraint on Payment decides who gets
    which month. With `retry` only months are taken whose earlier tries failed.
    Raises NothingToPay, NotAllowed ("stock"), KeyError for an unknown channel, Forbidden.
    """
    require(by, Permission.PAYMENT_PREPARE, region_code=order.region_code)
    profile = channels.by_code(order.channel)
    if (profile.kind == "goods") != (order.stock is not None):
        raise NotAllowed("stock")
    due, waiting = _due(order, profile)
    if not due:
        raise NothingToPay(dict(waiting))
    batch: Batch = Batch.objects.create(
        code=f"B-{timezone.localtime(at):%Y%m%d}-{codes.new_reference()[:5]}",
        programme=order.round.programme,
        round=order.round,
        months=sorted(order.months),
        channel=order.channel,
        region_code=order.region_code,
        retry=order.retry,
        stock=Stock.objects.visible_to(by).get(pk=order.stock) if order.stock else None,
        prepared_by_id=by.user_id,
        prepared_by_name=by.name,
        prepared_at=at,
    )
    _take(batch, due)
    count_again(batch)
    if not batch.count:
        raise NothingToPay({"taken": len(due)})
    batch.waiting = dict(waiting)
    batch.save(update_fields=["waiting"])
    _note(batch, "prepared", by, at)
    return batch


@transaction.atomic
def move(
    *, batch_id: int, after: BatchState, by: Actor, at: datetime, reason: str = ""
) -> Batch:  # fmt: skip
    """Move a batch, with its payments, and write it down.

    Raises NotAllowed (the text: "four eyes", "reason", "totals", "due", "open", "stock"),
    MovedMeanwhile, Forbidden.
    """
    query = Batch.objects.unscoped(reason="the move checks the region").select_for_update()
    batch: Batch = query.get(pk=batch_id)
    before = BatchState(batch.state)
    needs = states.check_batch(
        before, after, by_id=by.user_id, prepared_by=batch.prepared_by_id, reason=reason
    )
    require(by, needs.permission, region_code=batch.region_code)
    _with_payments(batch, after, by, at)
    fields = {"state": after, "reason": reason, **_signed(after, by, at)}
    moved = Batch.objects.unscoped(reason=OWN).filter(pk=batch.pk, state=before).update(**fields)
    if not moved:
        raise MovedMeanwhile(batch.code)
    batch.refresh_from_db()
    _note(batch, after, by, at, reason)
    if after == BatchState.SENT:
        telling.begin(batch, by)
    return batch


def totals_of(batch: Batch) -> Totals:
    """Return the control totals of a batch as its payments stand now, dropped ones left out."""
    rows = Payment.objects.unscoped(reason=OWN).filter(batch=batch)
    kept = rows.exclude(state=PaymentState.DROPPED)
    return totals.of(kept.values_list("reference", "award_id", "month", "amount"))


def count_again(batch: Batch) -> None:
    """Write a draft's totals down."""
    found = totals_of(batch)
    batch.count, batch.rupiah, batch.fingerprint = found.count, found.rupiah, found.fingerprint
    batch.save(update_fields=["count", "rupiah", "fingerprint"])


def _with_payments(batch: Batch, after: BatchState, by: Actor, at: datetime) -> None:
    """Do what a move means for the payments of a batch."""
    mine = Payment.objects.unscoped(reason=OWN).filter(batch=batch)
    match after:
        case BatchState.PROPOSED:
            _drop_what_is_no_longer_due(batch)
        case BatchState.DROPPED:
            mine.filter(state=PaymentState.PLANNED).update(state=PaymentState.DROPPED)
        case BatchState.APPROVED:
            _insist_on_totals(batch)
            if _no_longer_due(batch):
                raise NotAllowed("due")
            if batch.stock_id:
                stocks.reserve(batch.stock_id, batch.count, subject=batch.code, by=by, at=at)
        case BatchState.SENT:
            _insist_on_totals(batch)
            mine.filter(state=PaymentState.PLANNED).update(state=PaymentState.SENT)
        case BatchState.RECONCILED if mine.filter(state=PaymentState.SENT).exists():
            raise NotAllowed("open")
        case BatchState.CLOSED if mine.filter(state=PaymentState.FAILED).exists():
            raise NotAllowed("open")


def _signed(after: BatchState, by: Actor, at: datetime) -> dict[str, Any]:
    if after == BatchState.APPROVED:
        return {"approved_by_id": by.user_id, "approved_by_name": by.name, "approved_at": at}
    if after == BatchState.SENT:
        return {"sent_by_name": by.name, "sent_at": at}
    return {}


def _insist_on_totals(batch: Batch) -> None:
    if totals_of(batch) != Totals(batch.count, batch.rupiah, batch.fingerprint):
        raise NotAllowed("totals")


def _due(order: Order, profile: Profile) -> tuple[list[payable.PromisedMonth], Counter[str]]:
    """Return the months that may be paid now, and why the others wait, counted."""
    promised = payable.of_round(
        order.round.pk, months=order.months, ranges=[subtree_range(order.region_code)]
    )
    tries = _tries({one.award for one in promised}, order.months)
    people = {one.person for one in promised}
    gone = {
        number for number, one in payees.of(people).items() if one.status == PersonStatus.DECEASED
    }
    reachable = banked.approved(people) if profile.needs_account else people
    due, waiting = [], Counter[str]()
    for one in promised:
        why = one.wait or _tried(tries.get((one.award, one.month), []), retry=order.retry)
        if not why and one.person in gone:
            why = "died"
        if not why and one.person not in reachable:
            why = "account"
        if why:
            waiting[why] += 1
        else:
            due.append(one)
    return due, waiting


def _tries(award_ids: set[int], months: Collection[str]) -> dict[tuple[int, str], list[Any]]:
    found: dict[tuple[int, str], list[Any]] = {}
    numbers = sorted(award_ids)
    query = Payment.objects.unscoped(reason=EVERY_TRY).filter(month__in=list(months))
    for start in range(0, len(numbers), SOME):
        some = query.filter(award__in=numbers[start : start + SOME])
        kept = some.exclude(state=PaymentState.DROPPED)
        for award, month, state, why in kept.values_list("award_id", "month", "state", "why"):
            found.setdefault((award, month), []).append((state, why))
    return found


def _tried(tries: list[Any], *, retry: bool) -> str:
    """Return why earlier tries keep a month out of a batch; "" where they do not."""
    if any(state in states.LIVING for state, _ in tries):
        return "already"
    if not tries:
        return "first" if retry else ""
    if not retry:
        return "failed"
    return "" if states.may_retry([why for _, why in tries], living=False) else "for_good"


def _take(batch: Batch, due: list[payable.PromisedMonth]) -> None:
    """Put payments into a batch; a month that another batch has just taken stays there."""
    tries = _tries({one.award for one in due}, batch.months)
    Payment.objects.bulk_create(
        (
            Payment(
                reference=codes.new_reference(),
                batch=batch,
                award_id=one.award,
                person_id=one.person,
                month=one.month,
                amount=one.rupiah or 0,
                attempt=len(tries.get((one.award, one.month), [])) + 1,
                region_code=one.region_code,
            )
            for one in due
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


def _no_longer_due(batch: Batch) -> list[int]:
    """Return the planned payments whose award no longer stands, or waits."""
    promised = payable.of_round(
        batch.round_id, months=batch.months, ranges=[subtree_range(batch.region_code)]
    )
    due = {(one.award, one.month, one.rupiah) for one in promised if not one.wait}
    planned = Payment.objects.unscoped(reason=OWN).filter(batch=batch, state=PaymentState.PLANNED)
    rows = planned.values_list("pk", "award_id", "month", "amount")
    return [pk for pk, *what in rows if tuple(what) not in due]


def _drop_what_is_no_longer_due(batch: Batch) -> None:
    gone = _no_longer_due(batch)
    query = Payment.objects.unscoped(reason=OWN)
    for start in range(0, len(gone), SOME):
        query.filter(pk__in=gone[start : start + SOME]).update(state=PaymentState.DROPPED)
    count_again(batch)
    if not batch.count:
        raise NotAllowed("empty")


def _note(batch: Batch, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.record(
        f"distribution.batch.{act}",
        by=by,
        at=at,
        subject=f"batch:{batch.pk}",
        region_code=batch.region_code,
        reason=reason,
        facts={
            "batch": batch.code,
            "count": batch.count,
            "rupiah": batch.rupiah,
            "fingerprint": batch.fingerprint,
        },
    )
