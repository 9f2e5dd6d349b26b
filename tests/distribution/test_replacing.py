"""Aid that reaches nobody goes to the next of the waiting list: once, and never for two at once."""

from typing import Any

import pytest
from django.urls import reverse
from tests.decisions.conftest import (
    MONTHS,
    draft,
    everybody,
    messages,
    ready,
    row_of,
    status_of,
    visited,
)
from tests.distribution.conftest import make, move, payments, send
from tests.personas import actor_with, make_officer
from tests.racing import at_once

from tanggap.assistance.models import Award, Holding
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.decisions import services as decisions
from tanggap.decisions.models import Place, Plan
from tanggap.decisions.services import waiting
from tanggap.distribution.models import Batch, Replacement
from tanggap.distribution.services import batches, replacing, settling
from tanggap.distribution.services.batches import NothingToPay
from tanggap.distribution.services.settling import Ending
from tanggap.distribution.types import BatchState, NotAllowed, PaymentState


@pytest.fixture
def plan(db: None) -> Plan:
    """One place for two families: the first has it, the second waits."""
    ready()
    by = actor_with("programme_manager")
    visited(900, email="pertama@contoh.example")
    visited(500)
    plan = draft(by, quota=1)
    decisions.planning.propose(plan_id=plan.pk, by=by, at=clock.now())
    decisions.approving.approve(plan_id=plan.pk, by=actor_with("head_of_office"), at=clock.now())
    plan.refresh_from_db()
    return plan


@pytest.fixture
def first(plan: Plan) -> int:
    return int(plan.rows.order_by("position")[0].application_id)


@pytest.fixture
def second(plan: Plan) -> int:
    return int(plan.rows.order_by("position")[1].application_id)


def award_of(application: int) -> Award:
    return Award.objects.unscoped(reason="test").get(pk=row_of(application).award_id)


def pay(application: int, payer: Actor, head: Actor, **told: Any) -> Batch:
    """Send a batch with the months of an application's award."""
    return send(make(award_of(application), payer, **{"months": MONTHS, **told}), payer, head)


def fail(batch: Batch, payer: Actor, *whys: str) -> None:
    """Let the payments of a batch end, each for its reason; "" is paid, None is left out."""
    settling.settle(
        batch,
        [
            Ending(one.pk, PaymentState.FAILED if why else PaymentState.PAID, why)
            for one, why in zip(payments(batch), whys, strict=False)
        ],
        by=payer,
        at=clock.now(),
    )


def test_the_place_of_the_dead_goes_to_the_next_and_both_are_told(
    first, second, payer, head
) -> None:
    fail(pay(first, payer, head), payer, "", "died", "moved")
    replacing.look()
    assert award_of(first).status == "ended"
    assert Replacement.objects.get().replaced
    waiting.look()
    assert status_of(second) == "approved"
    assert award_of(second).status == "active"
    months = set(award_of(second).round.months.values_list("month", flat=True))
    assert months == set(MONTHS[1:]), "what was paid is not paid again"
    told = messages().values_list("template", "subject")
    assert ("decisions.ended", f"application:{first}") in told
    assert ("decisions.approved", f"application:{second}") in told
    assert status_of(first) == "refused", "the family may object, or ask anew"
    event = Event.objects.get(code="distribution.place.passed_on")
    assert (event.facts["why"], event.facts["tries"]) == ("died", 3)


def test_a_month_that_may_be_tried_again_keeps_its_place(first, payer, head) -> None:
    batch = pay(first, payer, head)
    fail(batch, payer, "", "", "moved")
    replacing.look()
    again = pay(first, payer, head, retry=True)
    fail(again, payer, "name_differs")
    replacing.look()
    assert award_of(first).status == "active"
    assert not Replacement.objects.exists()


def test_after_three_tries_the_place_goes_on(first, second, payer, head) -> None:
    fail(pay(first, payer, head), payer, "", "", "moved")
    for _ in range(2):
        fail(pay(first, payer, head, retry=True), payer, "moved")
    with pytest.raises(NothingToPay) as nothing:
        make(award_of(first), payer, months=MONTHS, retry=True)
    assert nothing.value.waiting["for_good"] == 1
    replacing.look()
    waiting.look()
    assert (award_of(first).status, status_of(second)) == ("ended", "approved")
    assert Replacement.objects.get().why == "tries"


def test_nothing_goes_on_while_money_is_on_its_way(first, payer, head) -> None:
    batch = pay(first, payer, head)
    fail(batch, payer, "died")
    replacing.look()
    assert not replacing.consider(award_of(first).pk, by=replacing.HAND, at=clock.now())
    assert award_of(first).status == "active"
    open_ones = payments(batch).filter(state="sent")
    ends = [Ending(one.pk, PaymentState.FAILED, "died") for one in open_ones]
    settling.settle(batch, ends, by=payer, at=clock.now())
    replacing.look()
    assert award_of(first).status == "ended"


def test_a_batch_that_was_approved_counts_as_on_its_way(first, payer, head) -> None:
    other = make(award_of(first), payer, months=MONTHS[1:])
    move(other, BatchState.PROPOSED, payer)
    move(other, BatchState.APPROVED, head)
    fail(pay(first, payer, head, months=MONTHS[:1]), payer, "died")
    replacing.look()
    assert award_of(first).status == "active"


def test_a_batch_that_waits_for_approval_is_not_approved_any_more(first, payer, head) -> None:
    other = move(make(award_of(first), payer, months=MONTHS[1:]), BatchState.PROPOSED, payer)
    fail(pay(first, payer, head, months=MONTHS[:1]), payer, "died")
    replacing.look()
    assert award_of(first).status == "ended"
    with pytest.raises(NotAllowed, match="due"):
        move(other, BatchState.APPROVED, head)


def test_looking_again_changes_nothing(first, payer, head) -> None:
    fail(pay(first, payer, head), payer, "died", "died", "died")
    for _ in range(3):
        replacing.look()
    assert not replacing.consider(award_of(first).pk, by=replacing.HAND, at=clock.now())
    assert Replacement.objects.count() == 1
    assert messages().filter(template="decisions.ended").count() == 1
    assert Event.objects.filter(code="distribution.place.passed_on").count() == 1


def test_aid_of_a_list_has_no_waiting_list_and_stands(db, payer, head) -> None:
    from tests.distribution.conftest import give

    ready()
    award = give(actor_with("programme_manager"))
    batch = send(make(award, payer), payer, head)
    fail(batch, payer, "died", "died")
    replacing.look()
    award.refresh_from_db()
    assert award.status == "active"
    assert not Replacement.objects.get().replaced
    assert not replacing._lost().exists(), "the worker looks at it once"


@pytest.mark.parametrize("killed_at", ["audit.record", "waiting.replace"])
def test_killed_half_way_nothing_has_happened_and_it_goes_on(
    first, second, payer, head, monkeypatch, killed_at
) -> None:
    fail(pay(first, payer, head), payer, "died", "died", "died")
    name, function = killed_at.split(".")
    real = getattr(getattr(replacing, name), function)

    def killed(*args: Any, **told: Any) -> None:
        real(*args, **told)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(getattr(replacing, name), function, killed)
        with pytest.raises(KeyboardInterrupt):
            replacing.consider(award_of(first).pk, by=replacing.HAND, at=clock.now())
    assert award_of(first).status == "active"
    assert not Replacement.objects.exists()
    assert not messages().filter(template="decisions.ended").exists()
    replacing.look()
    waiting.look()
    assert status_of(second) == "approved"


def test_who_lets_go_is_ended_by_other_eyes_with_a_reason(
    first, second, payer, head, client
) -> None:
    batch = pay(first, payer, head)
    fail(batch, payer, "moved", "moved", "moved")
    one = payments(batch).first()
    assert one is not None
    user = make_officer("head_of_office")
    client.force_login(user)
    url = reverse("distribution:payment", args=[batch.pk, one.pk])
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "Sudah bekerja lagi."}).status_code == 302
    assert award_of(first).status == "ended"
    assert "Sudah bekerja lagi." in client.get(url).content.decode()
    waiting.look()
    assert status_of(second) == "approved"
    assert client.post(url, {"reason": "Sekali lagi."}).status_code == 422


@pytest.mark.parametrize(
    ("by", "why", "left_open"),
    [("both", "four eyes", False), ("head", "reason", False), ("head", "on_its_way", True)],
)
def test_nobody_ends_aid_alone_without_a_reason_or_too_early(
    first, head, by, why, left_open
) -> None:
    both = actor_with("payer", "head_of_office")
    batch = pay(first, both, head)
    fail(batch, both, "moved", *([] if left_open else ["moved", "moved"]))
    with pytest.raises(NotAllowed, match=why):
        replacing.give_up(
            payment_id=payments(batch).first().pk,
            reason="" if why == "reason" else "Pindah",
            by=both if by == "both" else head,
            at=clock.now(),
        )
    assert award_of(first).status == "active"


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_pass_a_place_on_once(first, payer, head) -> None:
    fail(pay(first, payer, head), payer, "died", "died", "died")
    number = award_of(first).pk
    done: list[bool] = []
    endings = at_once(
        [
            lambda: done.append(replacing.consider(number, by=replacing.HAND, at=clock.now()))
            for _ in range(6)
        ]
    )
    assert endings == ["awarded"] * 6, "nobody is turned away"
    assert done.count(True) == 1
    assert Place.objects.filter(taken_by=None).count() == 1
    assert Event.objects.filter(code="distribution.place.passed_on").count() == 1
    assert messages().filter(template="decisions.ended").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_place_goes_on_or_its_batch_is_approved_but_not_both(first, payer, head) -> None:
    """Of two at the same moment one is too late, whichever it is."""
    other = move(make(award_of(first), payer, months=MONTHS[1:]), BatchState.PROPOSED, payer)
    fail(pay(first, payer, head, months=MONTHS[:1]), payer, "died")
    number = award_of(first).pk
    at_once(
        [
            lambda: replacing.consider(number, by=replacing.HAND, at=clock.now()),
            lambda: batches.move(
                batch_id=other.pk, after=BatchState.APPROVED, by=head, at=clock.now()
            ),
        ]
    )
    other.refresh_from_db()
    ended = award_of(first).status == "ended"
    assert (other.state == "approved") is not ended
    assert everybody().count() == 2
    assert ended is not Holding.objects.filter(award=number).exists()
