"""Two payers, one month: the database decides, and without its constraint nobody would."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from tests.distribution.conftest import CITY, MONTHS, give, make, move, payments, send
from tests.racing import at_once

from tanggap.core import clock
from tanggap.distribution.models import Payment, Seat, Stock
from tanggap.distribution.services import batches, results, stocks
from tanggap.distribution.types import BatchState

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("programmes"),
]
PAYERS = 4
NAMES = ("one_living_payment_for_an_award_and_month", "an_award_is_paid_once_for_a_month")
CONSTRAINTS = [one for one in Payment._meta.constraints if one.name in NAMES]


@contextmanager
def without_the_constraints() -> Iterator[None]:
    """Drop the unique constraints on living and paid months, and put them back."""
    kept = Payment._meta.constraints
    Payment._meta.constraints = [one for one in kept if one not in CONSTRAINTS]
    with connection.schema_editor() as editor:
        for one in CONSTRAINTS:
            editor.remove_constraint(Payment, one)
    try:
        yield
    finally:
        payments().delete()
        Payment._meta.constraints = kept
        with connection.schema_editor() as editor:
            for one in CONSTRAINTS:
                editor.add_constraint(Payment, one)


@pytest.fixture
def all_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody see the months free before anybody takes them: the worst moment."""
    real = batches._due
    free: list[object] = []

    def due(order, profile):
        if not free:
            free.append(real(order, profile))
        return free[0]

    monkeypatch.setattr(batches, "_due", due)


def race_for_the_months(award, payer, head) -> int:
    """Make batches at the same moment; pay whatever got into one; return how often was paid."""
    at_once([lambda: make(award, payer) for _ in range(PAYERS)])
    for batch in {one.batch for one in payments().select_related("batch")}:
        send(batch, payer, head)
        payments(batch).update(state="paid")
    return int(payments().filter(state="paid").count())


@pytest.mark.usefixtures("all_due")
def test_of_payers_at_the_same_moment_each_month_goes_to_one(manager, payer, head) -> None:
    assert race_for_the_months(give(manager), payer, head) == len(MONTHS)


@pytest.mark.usefixtures("all_due")
def test_the_same_race_pays_twice_when_the_constraints_are_dropped(manager, payer, head) -> None:
    """Proof that the test above tests the constraints and nothing else."""
    with without_the_constraints():
        assert race_for_the_months(give(manager), payer, head) > len(MONTHS)


def test_the_same_answer_imported_at_once_by_many_pays_once(manager, payer, head) -> None:
    award = give(manager)
    batch = send(make(award, payer), payer, head)
    lines = [f"{one.reference};Terbayar;500000" for one in payments(batch)]
    barrier = threading.Barrier(PAYERS, timeout=30)

    def bring(number: int) -> None:
        # every payer brings a file of other bytes with the same lines, some the same file
        text = "\n".join(["Nomor Danom;Status;Jumlah", *lines]) + "\n" * (number // 2)
        file = results.preview(
            batch_id=batch.pk, file_name="h.csv", content=text.encode(), by=payer, at=clock.now()
        )
        barrier.wait()
        results.commit(file_id=file.pk, by=payer, at=clock.now())

    endings = at_once([lambda n=number: bring(n) for number in range(PAYERS)])
    assert endings == ["awarded"] * PAYERS
    assert set(payments(batch).values_list("state", flat=True)) == {"paid"}
    award.refresh_from_db()
    assert award.paid_months == len(MONTHS)


def test_a_stock_never_promises_what_it_does_not_have(payer) -> None:
    stock = stocks.open_stock(name="Paket", region_code=CITY, by=payer)
    stocks.bring_in(stock.pk, 3, note="-", by=payer, at=clock.now())
    endings = at_once(
        [
            lambda: stocks.reserve(stock.pk, 1, subject="x", by=payer, at=clock.now())
            for _ in range(6)
        ]
    )
    stock = Stock.objects.unscoped(reason="test").get(pk=stock.pk)
    assert endings.count("NotAllowed") == 3
    assert (stock.on_hand, stock.reserved) == (3, 3)


def test_two_officers_who_approve_at_once_approve_once(manager, payer, head) -> None:
    batch = move(make(give(manager), payer), BatchState.PROPOSED, payer)
    endings = at_once([lambda: move(batch, BatchState.APPROVED, head) for _ in range(3)])
    assert endings.count("awarded") == 1
    assert Seat.objects.count() == 0
