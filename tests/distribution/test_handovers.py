"""Seats, vouchers and handing over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.assistance.conftest import VILLAGE
from tests.distribution.conftest import CITY, give, make, move, payments, send
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.core import clock
from tanggap.distribution.domain import codes
from tanggap.distribution.models import Handover, Seat
from tanggap.distribution.services import handovers, seats, vouchers
from tanggap.distribution.services.handovers import Given
from tanggap.distribution.types import BatchState, NotAllowed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes")]


@pytest.fixture
def hand(db):
    return actor_with("handover")


@pytest.fixture
def batch(manager, payer, head):
    return send(make(give(manager), payer, channel="tunai"), payer, head)


def given(voucher: str, **changes) -> Given:
    told = {
        "uuid": uuid4(), "voucher": voucher, "to": "self", "taken_by": "", "letter": False,
        "handed_at": clock.now(),
    }  # fmt: skip
    return Given(**{**told, **changes})


def hand_over(one: Given, by) -> str:
    return handovers.record(one, by=by, at=clock.now())


def test_a_typed_number_is_enough_and_counts_once(batch, hand) -> None:
    one = payments(batch)[0]
    act = given(codes.spelled(one.reference).lower())
    assert hand_over(act, hand) == "done"
    assert hand_over(act, hand) == "again"
    assert hand_over(given(one.reference), hand) == "taken"
    one.refresh_from_db()
    assert (one.state, one.handover.scanned) == ("paid", False)
    assert Handover.objects.count() == 1


def test_a_scanned_code_must_be_signed_here(batch, hand) -> None:
    one, other = payments(batch)
    assert hand_over(given(vouchers.qr_text(one.reference)), hand) == "done"
    forged = vouchers.qr_text(other.reference)[:-1] + "!"
    assert hand_over(given(forged), hand) == "forged"
    swapped = f"TANGGAP {other.reference} {vouchers.qr_text(one.reference).split()[2]}"
    assert hand_over(given(swapped), hand) == "forged"


def test_the_code_says_nothing_of_anybody(batch) -> None:
    one = payments(batch)[0]
    assert vouchers.qr_text(one.reference).split()[:2] == ["TANGGAP", one.reference]
    assert len(vouchers.qr_text(one.reference)) == len("TANGGAP") + 1 + 9 + 1 + 16


def test_who_takes_it_for_another_is_named_and_a_proxy_brings_a_letter(batch, hand) -> None:
    voucher = payments(batch)[0].reference
    assert hand_over(given(voucher, to="family"), hand) == "incomplete"
    assert hand_over(given(voucher, to="proxy", taken_by="Budi"), hand) == "incomplete"
    assert hand_over(given(voucher, to="proxy", taken_by="Budi", letter=True), hand) == "done"


def test_only_what_is_being_handed_out_here_is(manager, payer, head, hand, batch) -> None:
    by_post = send(make(give(manager), payer), payer, head)
    assert hand_over(given(payments(by_post)[0].reference), hand) == "closed"
    assert hand_over(given("ABCDEFGHJ"), hand) == "unknown"
    with pytest.raises(Forbidden):
        hand_over(given(payments(batch)[0].reference), actor_with("handover", region="3204"))


def test_the_list_of_the_day_has_numbers_names_and_rt_only(batch, hand) -> None:
    rows = handovers.list_of_the_day(by=hand, at=clock.now())
    assert {frozenset(row) for row in rows} == {frozenset({"voucher", "name", "rt", "check"})}
    assert {codes.read_reference(row["voucher"]) for row in rows} == {
        one.reference for one in payments(batch)
    }


def test_a_voucher_is_looked_up_before_it_is_handed_over(batch, hand) -> None:
    one = payments(batch)[0]
    assert handovers.found(one.reference, by=hand)["month"] == one.month
    assert handovers.found("ABC", by=hand) is None
    assert handovers.found(one.reference, by=actor_with("handover", region="3204")) is None


def test_an_hour_holds_no_more_people_than_seats(manager, payer, batch) -> None:
    now = clock.now()
    point = seats.add_point(name="Balai", address="Jl. Melati", region_code=CITY, by=payer)
    told = {"point_id": point.pk, "starts_at": now + timedelta(days=1), "by": payer, "at": now}
    assert seats.open_hours(**told, hours=1, per_hour=1) == 1
    assert seats.open_hours(**told, hours=1, per_hour=1) == 0
    assert seats.give(batch_id=batch.pk, point_id=point.pk, by=payer, at=now) == (1, 1)
    assert seats.give(batch_id=batch.pk, point_id=point.pk, by=payer, at=now) == (0, 1)
    assert seats.open_hours(**told, hours=2, per_hour=1) == 1
    assert seats.give(batch_id=batch.pk, point_id=point.pk, by=payer, at=now) == (1, 0)
    taken = Seat.objects.exclude(payment=None)
    assert len({(one.starts_at, one.number) for one in taken}) == 2


def test_seats_and_vouchers_wait_for_the_approval(manager, payer) -> None:
    draft = make(give(manager), payer, channel="tunai")
    point = seats.add_point(name="Balai", address="-", region_code=VILLAGE, by=payer)
    with pytest.raises(NotAllowed, match="state"):
        seats.give(batch_id=draft.pk, point_id=point.pk, by=payer, at=clock.now())
    with pytest.raises(NotAllowed, match="state"):
        vouchers.letters(batch_id=draft.pk, by=payer, at=clock.now())


def test_the_vouchers_are_a_pdf(batch, payer) -> None:
    content = vouchers.letters(batch_id=batch.pk, by=payer, at=clock.now())
    assert content.startswith(b"%PDF")


def test_a_batch_by_hand_is_reconciled_once_everything_is_handed_over(
    batch, hand, payer, head
) -> None:
    for one in payments(batch):
        assert hand_over(given(one.reference), hand) == "done"
    move(batch, BatchState.RECONCILED, payer)
    assert move(batch, BatchState.CLOSED, head).state == "closed"
