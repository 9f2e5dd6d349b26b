"""Batches: what goes in, who may move them, and what the totals hold."""

import pytest
from django.db import IntegrityError, transaction
from tests.distribution.conftest import CITY, MONTHS, give, make, move, order, payments, send
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.assistance.models import Award
from tanggap.assistance.services import lists
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.distribution.models import Batch, Payment
from tanggap.distribution.services import batches, settling, stocks
from tanggap.distribution.services.batches import NothingToPay
from tanggap.distribution.services.settling import Ending
from tanggap.distribution.types import BatchState, NotAllowed, PaymentState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes")]


def end(batch, after, why="", by=None):
    endings = [Ending(one.pk, PaymentState(after), why) for one in payments(batch)]
    return settling.settle(batch, endings, by=by, at=clock.now())


def test_a_batch_takes_every_month_that_may_be_paid_with_its_totals(manager, payer) -> None:
    first, _second = give(manager), give(manager)
    batch = make(first, payer)
    assert (batch.count, batch.rupiah) == (4, 4 * 500_000)
    assert batch.fingerprint == batches.totals_of(batch).fingerprint
    assert Event.objects.get(code="distribution.batch.prepared").facts["count"] == 4


def test_the_money_of_the_unknown_waits(manager, payer) -> None:
    known, _unknown = give(manager), give(manager, nik=False)
    batch = make(known, payer)
    assert batch.count == 2
    assert batch.waiting == {"unknown": 2}


def test_a_month_in_a_batch_is_in_no_other(manager, payer) -> None:
    award = give(manager)
    make(award, payer)
    with pytest.raises(NothingToPay) as refused:
        make(award, payer)
    assert refused.value.waiting == {"already": 2}


def test_a_dropped_draft_frees_its_months(manager, payer) -> None:
    award = give(manager)
    move(make(award, payer), BatchState.DROPPED, payer, "Salah bulan")
    assert make(award, payer).count == 2


def test_what_is_withdrawn_before_the_proposal_is_not_paid(manager, payer) -> None:
    gone, stays = give(manager), give(manager)
    batch = make(stays, payer)
    Award.objects.unscoped(reason="test").filter(pk=gone.pk).update(status="withdrawn")
    assert move(batch, BatchState.PROPOSED, payer).count == 2
    assert set(payments(batch).filter(state="planned").values_list("award", flat=True)) == {
        stays.pk
    }


def test_what_is_withdrawn_before_the_approval_stops_it(manager, payer, head) -> None:
    gone, stays = give(manager), give(manager)
    batch = move(make(stays, payer), BatchState.PROPOSED, payer)
    Award.objects.unscoped(reason="test").filter(pk=gone.pk).update(status="ended")
    with pytest.raises(NotAllowed, match="due"):
        move(batch, BatchState.APPROVED, head)


def test_a_payment_that_was_changed_after_the_proposal_stops_the_approval(
    manager, payer, head
) -> None:
    batch = move(make(give(manager), payer), BatchState.PROPOSED, payer)
    Payment.objects.unscoped(reason="test").filter(batch=batch).update(amount=9_000_000)
    with pytest.raises(NotAllowed, match="totals"):
        move(batch, BatchState.APPROVED, head)


def test_who_prepared_does_not_approve(manager) -> None:
    both = actor_with("payer", "head_of_office")
    batch = move(make(give(manager), both), BatchState.PROPOSED, both)
    with pytest.raises(NotAllowed, match="four eyes"):
        move(batch, BatchState.APPROVED, both)


def test_the_database_insists_on_four_eyes(manager, payer) -> None:
    batch = make(give(manager), payer)
    query = Batch.objects.unscoped(reason="test").filter(pk=batch.pk)
    for fields in ({"approved_by_id": payer.user_id}, {"state": "sent"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            query.update(**fields)


def test_only_those_who_may_prepare_do(manager, head) -> None:
    with pytest.raises(Forbidden):
        make(give(manager), head)
    with pytest.raises(Forbidden):
        make(give(manager), actor_with("payer", region="3204"))


def test_sending_marks_the_payments_and_paying_tells_the_award(manager, payer, head) -> None:
    award = give(manager)
    batch = send(make(award, payer), payer, head)
    assert set(payments(batch).values_list("state", flat=True)) == {"sent"}
    assert len(end(batch, "paid", by=payer)) == len(MONTHS)
    award.refresh_from_db()
    assert award.paid_months == len(MONTHS)
    assert end(batch, "paid", by=payer) == set()


def test_a_list_that_was_paid_cannot_be_undone(manager, payer, head) -> None:
    from tests.assistance.conftest import make_list

    award = give(manager)
    number = make_list("KOTA", [])
    Award.objects.unscoped(reason="test").filter(pk=award.pk).update(recipient_list=number)
    from tests.assistance.conftest import _model

    record = _model("SourceRecord").objects.create(
        list_id=number, row=2, cells={}, carried=[], region_code=CITY, state="current"
    )
    Award.objects.unscoped(reason="test").filter(pk=award.pk).update(record=record)
    end(send(make(award, payer), payer, head), "paid", by=payer)
    with pytest.raises(lists.MoneyWasPaid):
        lists.undo(list_id=number, at=clock.now())


def test_what_failed_is_tried_again_in_a_new_batch_unless_for_good(manager, payer, head) -> None:
    award = give(manager)
    batch = send(make(award, payer), payer, head)
    moved, died = payments(batch)
    for one, why in ((moved, "moved"), (died, "died")):
        settling.settle(batch, [Ending(one.pk, PaymentState.FAILED, why)], by=payer, at=clock.now())
    with pytest.raises(NothingToPay):
        make(award, payer)
    again = make(award, payer, retry=True)
    assert [(one.month, one.attempt) for one in payments(again)] == [(moved.month, 2)]
    assert again.waiting == {"for_good": 1}


def test_a_batch_is_closed_when_every_rupiah_is_accounted_for(manager, payer, head) -> None:
    batch = send(make(give(manager), payer), payer, head)
    with pytest.raises(NotAllowed, match="open"):
        move(batch, BatchState.RECONCILED, payer)
    end(batch, "failed", "moved", by=payer)
    move(batch, BatchState.RECONCILED, payer)
    with pytest.raises(NotAllowed, match="open"):
        move(batch, BatchState.CLOSED, head)
    returned = settling.return_failed(
        batch_id=batch.pk, receipt="STS 12/2020", by=payer, at=clock.now()
    )
    assert returned == len(MONTHS)
    assert move(batch, BatchState.CLOSED, head).state == "closed"


def test_packages_are_promised_handed_out_and_freed(manager, payer, head) -> None:
    award = give(manager)
    stock = stocks.open_stock(name="Paket sembako", region_code=CITY, by=payer)
    batch = make(award, payer, channel="barang", stock=stock.pk)
    move(batch, BatchState.PROPOSED, payer)
    with pytest.raises(NotAllowed, match="stock"):
        move(batch, BatchState.APPROVED, head)
    stocks.bring_in(stock.pk, 3, note="Bulog", by=payer, at=clock.now())
    move(batch, BatchState.APPROVED, head)
    move(batch, BatchState.SENT, payer)
    first, second = payments(batch)
    now = clock.now()
    settling.settle(batch, [Ending(first.pk, PaymentState.PAID)], by=payer, at=now)
    settling.settle(batch, [Ending(second.pk, PaymentState.FAILED, "moved")], by=payer, at=now)
    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved, stock.free) == (2, 0, 2)
    assert sorted(stock.moves.values_list("kind", flat=True)) == ["in", "out", "release", "reserve"]


def test_an_unknown_channel_and_a_goods_batch_without_stock_are_refused(manager, payer) -> None:
    award = give(manager)
    with pytest.raises(KeyError):
        batches.make(order(award, channel="merpati"), by=payer, at=clock.now())
    with pytest.raises(NotAllowed, match="stock"):
        make(award, payer, channel="barang")
