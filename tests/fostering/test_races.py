"""A hundred donors, one family: the database decides, and the others are offered the next best."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from tests.fostering.conftest import actor_of, make_candidate, make_crowd, make_pledge
from tests.racing import outcomes

from tanggap.core import clock
from tanggap.fostering.models import Candidate, Match
from tanggap.fostering.services import choosing
from tanggap.fostering.types import Taken

DONORS = 100
AT_A_TIME = 20
CONSTRAINT = next(c for c in Match._meta.constraints if c.name == "a_family_is_matched_once")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rules")]


def choose(pledge, by, candidate: Candidate) -> object:
    """Choose the family; a loser answers with the families that are offered instead."""
    try:
        return choosing.hold(pledge_id=pledge.pk, candidate_id=candidate.pk, by=by, at=clock.now())
    except Taken as taken:
        return taken.others


def race(candidate: Candidate, *, donors: int = DONORS, at_a_time: int = AT_A_TIME) -> list:
    pledges = [make_pledge() for _ in range(donors)]
    actors = [actor_of(one.donor) for one in pledges]
    acts = [lambda p=p, a=a: choose(p, a, candidate) for p, a in zip(pledges, actors, strict=True)]
    return outcomes(acts, at_a_time=at_a_time)


@contextmanager
def without_the_constraint() -> Iterator[None]:
    """Drop the unique constraint on matches in the database, and put it back on an empty table."""
    kept = Match._meta.constraints
    Match._meta.constraints = [one for one in kept if one is not CONSTRAINT]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Match, CONSTRAINT)
    try:
        yield
    finally:
        Match._meta.constraints = kept
        Match.objects.unscoped(reason="test").delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Match, CONSTRAINT)


@pytest.fixture
def seen_free_by_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first who look all see a free family before anybody takes it: the worst moment."""
    barrier = threading.Barrier(AT_A_TIME, timeout=30)
    looked = threading.local()
    real = choosing._is_free

    def is_free(candidate_id: int) -> bool:
        free = real(candidate_id)
        if not getattr(looked, "once", False):
            looked.once = True
            barrier.wait()
        return free

    monkeypatch.setattr(choosing, "_is_free", is_free)


@pytest.mark.usefixtures("seen_free_by_all")
def test_of_a_hundred_donors_one_holds_the_family_and_the_others_are_offered_others() -> None:
    wanted, *others = [make_candidate(score=900 - n) for n in range(8)]
    endings = race(wanted)
    holders = [one for one in endings if isinstance(one, Match)]
    assert len(holders) == 1
    best = tuple(one.pk for one in others[:3])
    assert [one for one in endings if one not in holders] == [best] * (DONORS - 1)
    assert Match.objects.unscoped(reason="test").filter(candidate=wanted).count() == 1


@pytest.mark.usefixtures("seen_free_by_all")
def test_the_same_race_is_lost_when_the_constraint_is_dropped() -> None:
    wanted, _crowd = make_candidate(), make_crowd()
    with without_the_constraint():
        endings = race(wanted, donors=AT_A_TIME)
        assert sum(isinstance(one, Match) for one in endings) > 1
