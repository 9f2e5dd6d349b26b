"""Two officers decide one objection at once: one decision stands, and the other is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.db import connection
from tests.objections.conftest import application, objection, refused, ticket
from tests.personas import actor_with
from tests.racing import outcomes

from tanggap.applications.services import openings
from tanggap.applications.types import Status
from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.objections.models import Entry, Ticket
from tanggap.objections.services import deciding, desk, moving, receiving
from tanggap.objections.types import MovedMeanwhile, NotAllowed, State

pytestmark = pytest.mark.django_db(transaction=True)
ONCE = next(c for c in Entry._meta.constraints if c.name == "an_objection_is_decided_once")
OFFICERS = 2


@pytest.fixture
def open_city() -> None:
    seed.programmes_and_rules_of_2020(at=clock.now())
    openings.seed(at=clock.now(), open_too=True)


@pytest.fixture
def waiting(open_city: None) -> int:
    """An objection that somebody has taken up."""
    given = objection(actor_with("programme_manager"))
    desk.take(ticket_id=given.ticket_id, by=actor_with("complaints_officer"), at=clock.now())
    return given.ticket_id


@pytest.fixture
def seen_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both officers see the open objection before either decides: the worst moment."""
    if connection.vendor == "sqlite":
        return  # one writer at a time: nobody else is inside
    barrier, real = threading.Barrier(OFFICERS, timeout=30), moving._changes

    def changes(*given: Any, **more: Any) -> Any:
        barrier.wait()
        return real(*given, **more)

    monkeypatch.setattr(moving, "_changes", changes)


def decide(number: int) -> list[str]:
    """Let two officers decide at once; return how it went for each."""
    officers = [actor_with("complaints_officer") for _ in range(OFFICERS)]

    def one(place: int) -> str:
        try:
            deciding.reject(
                ticket_id=number, rule="Syarat 1", reason=f"Alasan {place}.", by=officers[place],
                at=clock.now(),
            )  # fmt: skip
        except (MovedMeanwhile, NotAllowed):
            return "told"
        return "decided"

    return sorted(outcomes([partial(one, place) for place in range(OFFICERS)]))


def test_two_officers_decide_one_objection_once(waiting: int, seen_together: None) -> None:
    assert decide(waiting) == ["decided", "told"]
    assert Entry.objects.filter(ticket=waiting, after="rejected").count() == 1


def test_one_grants_while_the_other_rejects_and_only_one_of_it_happens(waiting: int) -> None:
    one, two = actor_with("complaints_officer"), actor_with("complaints_officer")
    given: dict[str, Any] = {"ticket_id": waiting, "at": clock.now(), "reason": "Alasan."}

    def act(place: int) -> str:
        try:
            if place:
                deciding.grant(**given, way="visit", by=one)
            else:
                deciding.reject(**given, rule="Syarat 1", by=two)
        except (MovedMeanwhile, NotAllowed):
            return "told"
        return "decided"

    assert sorted(outcomes([partial(act, place) for place in range(2)])) == ["decided", "told"]
    found = ticket(waiting)
    granted = found.state == State.GRANTED
    stands = application(found.application_id).status
    assert stands == (Status.RECEIVED if granted else Status.REFUSED)


def test_a_family_that_clicks_four_times_objects_once(open_city: None) -> None:
    got = refused(actor_with("programme_manager"))

    def click() -> str:
        try:
            receiving.object_to(application_id=got.application_id, story="Keliru.", at=clock.now())
        except NotAllowed:
            return "told"
        return "taken in"

    assert sorted(outcomes([click] * 4)) == ["taken in", "told", "told", "told"]
    assert Ticket.objects.unscoped(reason="test").count() == 1


@contextmanager
def without_the_constraint() -> Iterator[None]:
    """Drop the unique constraint on decisions in the database, and put it back."""
    kept = Entry._meta.constraints
    Entry._meta.constraints = [one for one in kept if one is not ONCE]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Entry, ONCE)
    try:
        yield
    finally:
        Entry.objects.all().delete()
        Entry._meta.constraints = kept
        with connection.schema_editor() as editor:
            editor.add_constraint(Entry, ONCE)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite nobody else is inside a transaction"
)
def test_without_the_guard_both_would_decide(
    waiting: int, seen_together: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race is real: with compare-and-swap and constraint gone, there are two decisions."""

    def blind(ticket_id: int, _stood: State, changes: dict[str, Any]) -> int:
        query = Ticket.objects.unscoped(reason="test")
        return int(query.filter(pk=ticket_id).update(**changes))

    monkeypatch.setattr(moving, "_swap", blind)
    with without_the_constraint():
        assert decide(waiting) == ["decided", "decided"]
        assert Entry.objects.filter(ticket=waiting, after="rejected").count() == OFFICERS
