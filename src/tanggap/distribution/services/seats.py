"""Points and their hours: each seat is a row, so an hour never holds more people than seats."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.distribution.models import Batch, Payment, Point, Seat
from tanggap.distribution.types import BatchState, NotAllowed, PaymentState
from tanggap.people.queries import payees

OWN: Final = "the payments of a batch whose region was checked"
MOST_HOURS: Final = 12
MOST_SEATS: Final = 200
READY: Final = frozenset({BatchState.APPROVED, BatchState.SENT})


@transaction.atomic
def add_point(*, name: str, address: str, region_code: str, by: Actor) -> Point:
    """Add a point, or return the one of this name. Raises Forbidden."""
    require(by, Permission.PAYMENT_PREPARE, region_code=region_code)
    query = Point.objects.unscoped(reason="the region was checked")
    found: Point = query.get_or_create(
        name=name.strip(), region_code=region_code, defaults={"address": address.strip()}
    )[0]
    return found


@transaction.atomic
def open_hours(
    *, point_id: int, starts_at: datetime, hours: int, per_hour: int, by: Actor, at: datetime
) -> int:
    """Open some hours of a point, one seat a person; return how many seats are new.

    Seats that are there already stay. Raises NotAllowed ("seats"), Forbidden.
    """
    point = Point.objects.unscoped(reason="the region is checked here").get(pk=point_id)
    require(by, Permission.PAYMENT_PREPARE, region_code=point.region_code)
    if not (1 <= hours <= MOST_HOURS and 1 <= per_hour <= MOST_SEATS):
        raise NotAllowed("seats")
    before = point.seats.count()
    Seat.objects.bulk_create(
        (
            Seat(point=point, starts_at=starts_at + timedelta(hours=hour), number=number)
            for hour in range(hours)
            for number in range(1, per_hour + 1)
        ),
        batch_size=500,
        ignore_conflicts=True,
    )
    fresh: int = point.seats.count() - before
    audit.record(
        "distribution.seats.opened", by=by, at=at, subject=f"point:{point.pk}",
        region_code=point.region_code,
        facts={"starts_at": starts_at.isoformat(), "hours": hours, "seats": fresh},
    )  # fmt: skip
    return fresh


@transaction.atomic
def give(*, batch_id: int, point_id: int, by: Actor, at: datetime) -> tuple[int, int]:
    """Give the payments of a batch free seats at a point, neighbours one after the other.

    Return how many got one and how many did not. Raises NotAllowed ("state"), Forbidden.
    """
    batch = Batch.objects.unscoped(reason="the region is checked here").get(pk=batch_id)
    require(by, Permission.PAYMENT_PREPARE, region_code=batch.region_code)
    if batch.state not in READY:
        raise NotAllowed("state")
    waiting = _without_seat(batch)
    free = list(
        Seat.objects.select_for_update()
        .filter(point=point_id, payment=None, starts_at__gte=at)
        .order_by("starts_at", "number")[: len(waiting)]
    )
    for seat, payment in zip(free, waiting, strict=False):
        seat.payment = payment
    Seat.objects.bulk_update(free, ["payment"], batch_size=300)
    audit.record(
        "distribution.seats.given", by=by, at=at, subject=f"batch:{batch.pk}",
        region_code=batch.region_code,
        facts={"point": point_id, "given": len(free), "left": len(waiting) - len(free)},
    )  # fmt: skip
    return len(free), len(waiting) - len(free)


def _without_seat(batch: Batch) -> Sequence[Payment]:
    """Return the payments without a seat, those of one kelurahan, RW and RT together."""
    query = Payment.objects.unscoped(reason=OWN).filter(batch=batch, seat=None)
    open_ones = list(query.filter(state__in=[PaymentState.PLANNED, PaymentState.SENT]))
    people = payees.of({one.person_id for one in open_ones})

    def home(one: Payment) -> tuple[Any, ...]:
        payee = people[one.person_id]
        return (one.region_code, payee.rw, payee.rt, one.person_id, one.month)

    return sorted(open_ones, key=home)
