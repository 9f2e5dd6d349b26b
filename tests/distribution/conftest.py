"""A round that is to be paid, and the officers who do it."""

from typing import Any

import pytest
from tests.assistance.conftest import make_person
from tests.personas import actor_with

from tanggap.assistance.models import Round
from tanggap.assistance.services import ledger, seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.distribution.models import Batch, Payment
from tanggap.distribution.queries.banked import Told
from tanggap.distribution.services import accounts, batches
from tanggap.distribution.services.batches import Order
from tanggap.distribution.types import BatchState

CITY = "3271"
MONTHS = ("2020-04", "2020-05")
TEST = "test"


@pytest.fixture
def payer(db: None) -> Actor:
    return actor_with("payer")


@pytest.fixture
def head(db: None) -> Actor:
    return actor_with("head_of_office")


@pytest.fixture
def manager(db: None) -> Actor:
    return actor_with("programme_manager")


@pytest.fixture
def programmes(db: None) -> None:
    seed.programmes_and_rules_of_2020(at=clock.now())


def give(manager: Actor, *, nik: bool = True, months=MONTHS, programme: str = "KOTA") -> Any:
    """Award the city's aid to somebody new."""
    return ledger.award(
        person_id=make_person(nik=nik),
        programme=programme,
        months=months,
        by=manager,
        at=clock.now(),
        amount=500_000,
    )


def order(award: Any, **changes: Any) -> Order:
    """Order the payment of an award's round."""
    told: dict[str, Any] = {"months": MONTHS, "channel": "pos", "region_code": CITY}
    return Order(round=Round.objects.get(pk=award.round_id), **{**told, **changes})


def make(award: Any, payer: Actor, **changes: Any) -> Batch:
    return batches.make(order(award, **changes), by=payer, at=clock.now())


def move(batch: Batch, after: BatchState, by: Actor, reason: str = "") -> Batch:
    return batches.move(batch_id=batch.pk, after=after, by=by, at=clock.now(), reason=reason)


def send(batch: Batch, payer: Actor, head: Actor) -> Batch:
    """Take a draft to the payer."""
    move(batch, BatchState.PROPOSED, payer)
    move(batch, BatchState.APPROVED, head)
    return move(batch, BatchState.SENT, payer)


def payments(batch: Batch | None = None) -> Any:
    query = Payment.objects.unscoped(reason=TEST).order_by("pk")
    return query.filter(batch=batch) if batch else query


def give_account(person_id: int, payer: Actor, head: Actor, *, number: str, holder: str) -> None:
    """Propose a bank account by one officer and approve it by another."""
    told = Told(number, "BJB", holder)
    one = accounts.propose(person_id=person_id, told=told, by=payer, at=clock.now())
    accounts.approve(account_id=one.pk, reason="Buku tabungan dilihat", by=head, at=clock.now())
