"""The one door by which a payment ends: paid, failed or returned to the treasury."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.services import paying
from tanggap.audit import services as audit
from tanggap.core import events
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.distribution.domain.states import check_payment
from tanggap.distribution.events import PaymentDone, PaymentFailed
from tanggap.distribution.models import Batch, Payment
from tanggap.distribution.services import stocks
from tanggap.distribution.types import NotAllowed, PaymentState, Reason

OWN: Final = "payments of a batch whose region was checked"


@dataclass(frozen=True, slots=True)
class Ending:
    """How one payment ended; `why` where it failed or came back."""

    payment: int
    after: PaymentState
    why: str = ""


@transaction.atomic
def settle(batch: Batch, endings: Iterable[Ending], *, by: Actor, at: datetime) -> set[int]:
    """End payments of a sent batch; return those that ended now. The caller checked the right.

    Each is compared and swapped: one that somebody else has ended meanwhile stays as it is, so
    two imports of the same file, at once or one after the other, pay nothing twice.
    """
    grouped: dict[tuple[PaymentState, str], list[int]] = defaultdict(list)
    for one in endings:
        check_payment(PaymentState.SENT, one.after)
        grouped[one.after, one.why].append(one.payment)
    done: set[int] = set()
    for (after, why), numbers in sorted(grouped.items()):
        for some in batches(sorted(numbers)):
            done |= _end(batch, some, after, why, by, at)
    return done


def _end(
    batch: Batch, numbers: list[int], after: PaymentState, why: str, by: Actor, at: datetime
) -> set[int]:
    query = Payment.objects.unscoped(reason=OWN)
    locked = query.select_for_update().filter(pk__in=numbers, batch=batch, state=PaymentState.SENT)
    found = list(locked.order_by("pk"))
    ids = [one.pk for one in found]
    query.filter(pk__in=ids).update(state=after, why=why, settled_at=at)
    if after == PaymentState.PAID:
        paying.note_paid(one.award_id for one in found)
    _move_goods(batch, len(found), after, by, at)
    for one in found:
        if after == PaymentState.PAID:
            events.publish(PaymentDone(one.award_id, one.month, at))
        else:
            events.publish(PaymentFailed(one.award_id, one.month, why or Reason.OTHER, at))
    return set(ids)


def _move_goods(batch: Batch, count: int, after: PaymentState, by: Actor, at: datetime) -> None:
    if not batch.stock_id or not count:
        return
    act = stocks.hand_out if after == PaymentState.PAID else stocks.release
    act(batch.stock_id, count, subject=batch.code, by=by, at=at)


@transaction.atomic
def return_failed(*, batch_id: int, receipt: str, by: Actor, at: datetime) -> int:
    """Write down that the money of all failed payments is back in the treasury; return how many.

    `receipt` is the number of the deposit slip. Raises NotAllowed ("reason"), Forbidden.
    """
    batch = Batch.objects.unscoped(reason="the region is checked here").get(pk=batch_id)
    require(by, Permission.PAYMENT_RECORD, region_code=batch.region_code)
    if not receipt.strip():
        raise NotAllowed("reason")
    check_payment(PaymentState.FAILED, PaymentState.RETURNED)
    failed = Payment.objects.unscoped(reason=OWN).filter(batch=batch, state=PaymentState.FAILED)
    rupiah = sum(failed.values_list("amount", flat=True))
    count: int = failed.update(state=PaymentState.RETURNED, settled_at=at)
    if count:
        audit.record(
            "distribution.batch.returned", by=by, at=at, subject=f"batch:{batch.pk}",
            region_code=batch.region_code, reason=receipt,
            facts={"count": count, "rupiah": rupiah},
        )  # fmt: skip
    return count
