"""Clerks at the same moment: no pair is held or decided twice; without the guard it would be."""

import threading
from collections import Counter

import pytest
from django.db.models import Q
from tests.people.conftest import BUDI, SITI, YUSUF
from tests.personas import actor_with
from tests.racing import outcomes

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people.models import MatchDecision, ReviewPair, SourceRecord
from tanggap.people.services import decisions, review
from tanggap.people.services.refusals import PairTaken
from tanggap.people.types import Verdict

CLERKS = 4

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rows(commit) -> list[SourceRecord]:
    commit([SITI, BUDI, YUSUF])
    commit([SITI, BUDI], file_name="bst.xlsx", programme="BST")
    return list(SourceRecord.objects.unscoped(reason="test").order_by("pk"))


@pytest.fixture
def pairs(rows: list[SourceRecord]) -> list[ReviewPair]:
    """As many doubtful pairs as there are clerks, the first the most valuable."""
    ReviewPair.objects.unscoped(reason="test").delete()
    now = clock.now()
    return [
        ReviewPair.objects.create(
            low=rows[0], high=high, region_code="3271", probability=0.5, linked=False,
            household_probability=0.5, priority=9 - place, created_at=now,
        )
        for place, high in enumerate(rows[1:])
    ]  # fmt: skip


@pytest.fixture
def clerks(db: None) -> list[Actor]:
    return [actor_with("clerk") for _ in range(CLERKS)]


@pytest.fixture
def chosen_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every clerk choose a pair before anybody holds one: the worst moment."""
    barrier = threading.Barrier(CLERKS, timeout=30)
    first = threading.local()
    real = review._hold

    def hold(*given: object) -> bool:
        if not getattr(first, "over", False):
            first.over = True
            barrier.wait()
        return real(*given)

    monkeypatch.setattr(review, "_hold", hold)


def taken_at_once(clerks: list[Actor]) -> list[object]:
    now = clock.now()
    return outcomes([lambda c=clerk: review.take(by=c, at=now).pk for clerk in clerks])


def test_clerks_who_choose_at_once_hold_different_pairs(
    pairs: list[ReviewPair], clerks: list[Actor], chosen_together: None
) -> None:
    assert sorted(map(str, taken_at_once(clerks))) == sorted(str(pair.pk) for pair in pairs)


def test_without_the_guard_they_would_hold_the_same_pair(
    pairs: list[ReviewPair],
    clerks: list[Actor],
    chosen_together: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(review, "free_for", lambda _by, _at: Q())
    assert Counter(taken_at_once(clerks)).most_common(1)[0][1] > 1


def test_a_pair_is_decided_once(pairs: list[ReviewPair], clerks: list[Actor]) -> None:
    barrier = threading.Barrier(CLERKS, timeout=30)

    def decide(clerk: Actor) -> str:
        barrier.wait()
        decisions.decide(pairs[0].pk, Verdict.DIFFERENT, by=clerk, at=clock.now())
        return "decided"

    found = outcomes([lambda c=clerk: decide(c) for clerk in clerks])
    assert Counter(found) == {"decided": 1, PairTaken: CLERKS - 1}
    assert MatchDecision.objects.filter(undone_at=None).count() == 1
