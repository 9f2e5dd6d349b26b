"""Doubtful pairs: handed out one by one, decided, obeyed by later runs, taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.people.conftest import BUDI, SITI, YUSUF
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people.models import (
    Link,
    MatchDecision,
    MatchingRun,
    Person,
    ReviewPair,
    SourceRecord,
)
from tanggap.people.queries import quality
from tanggap.people.services import decisions, matching, persons, review
from tanggap.people.services.refusals import (
    DecidedOtherwise,
    EvidenceMissing,
    MatchingRuns,
    NothingToUndo,
    PairTaken,
    RowsImpossible,
)
from tanggap.people.types import PairStatus, PersonStatus, Verdict


def pair_of(low: SourceRecord, high: SourceRecord, **more: object) -> ReviewPair:
    values = {
        "region_code": "3271", "probability": 0.5, "household_probability": 0.5, "linked": False,
        "priority": 1, "created_at": clock.now(), **more,
    }  # fmt: skip
    return ReviewPair.objects.create(low=low, high=high, **values)


def persons_now() -> list[int]:
    links = Link.objects.filter(superseded_at=None).order_by("record_id")
    return list(links.values_list("person_id", flat=True))


@pytest.fixture
def rows(commit) -> list[SourceRecord]:
    """Four rows of three people: Siti, Budi, Yusuf, and Siti again."""
    commit([SITI, BUDI, YUSUF])
    commit([SITI], file_name="bst.xlsx", programme="BST")
    return list(SourceRecord.objects.unscoped(reason="test").order_by("pk"))


@pytest.fixture
def clerk(officer) -> Actor:
    return Actor.of(officer("clerk"))


def test_two_clerks_never_hold_the_same_pair(rows, clerk: Actor, officer) -> None:
    pair_of(rows[0], rows[1], priority=9)
    pair_of(rows[1], rows[2], priority=5)
    other = Actor.of(officer("clerk"))
    now = clock.now()
    first, second = review.take(by=clerk, at=now), review.take(by=other, at=now)
    assert first is not None
    assert second is not None
    assert (first.priority, second.priority) == (9, 5)
    assert review.take(by=clerk, at=now) == first
    assert review.take(by=Actor.of(officer("clerk")), at=now) is None


def test_a_pair_that_was_left_lying_is_given_to_another(rows, clerk: Actor, officer) -> None:
    pair_of(rows[0], rows[1])
    now = clock.now()
    review.take(by=clerk, at=now)
    later = now + review.HELD_FOR + timedelta(seconds=1)
    assert review.take(by=Actor.of(officer("clerk")), at=later) is not None


def test_what_somebody_else_holds_cannot_be_decided(rows, clerk: Actor, officer) -> None:
    pair = pair_of(rows[0], rows[1])
    review.take(by=Actor.of(officer("clerk")), at=clock.now())
    with pytest.raises(PairTaken):
        decisions.decide(pair.pk, Verdict.SAME, by=clerk, at=clock.now())


def test_a_clerk_of_another_region_sees_no_pair(rows, officer) -> None:
    pair_of(rows[0], rows[1])
    assert review.take(by=Actor.of(officer("clerk", region="3273")), at=clock.now()) is None


def test_same_makes_one_person_of_two_and_undo_makes_two_again(rows, clerk: Actor) -> None:
    before = persons_now()
    pair = pair_of(rows[0], rows[1])
    decision = decisions.decide(pair.pk, Verdict.SAME, by=clerk, at=clock.now())
    siti, budi, yusuf, _ = before
    assert persons_now() == [siti, siti, yusuf, siti]
    gone = Person.objects.unscoped(reason="test").get(pk=budi)
    assert (gone.status, gone.redirect_to_id) == (PersonStatus.REDIRECTED, siti)

    decisions.undo(decision.pk, by=clerk, at=clock.now())
    assert persons_now() == before
    gone.refresh_from_db()
    assert (gone.status, gone.redirect_to_id) == (PersonStatus.ALIVE, None)
    pair.refresh_from_db()
    assert pair.status == PairStatus.OPEN
    with pytest.raises(NothingToUndo):
        decisions.undo(decision.pk, by=clerk, at=clock.now())


def test_later_runs_obey_different(rows, clerk: Actor, by: Actor) -> None:
    pair = pair_of(rows[0], rows[3], linked=True)
    decisions.decide(pair.pk, Verdict.DIFFERENT, by=clerk, at=clock.now())
    apart = persons_now()
    assert apart[0] != apart[3]
    matching.run(by=by)
    assert persons_now() == apart


def test_later_runs_obey_same(rows, clerk: Actor, by: Actor) -> None:
    decisions.decide(pair_of(rows[0], rows[2]).pk, Verdict.SAME, by=clerk, at=clock.now())
    together = persons_now()
    matching.run(by=by)
    assert persons_now() == together
    assert together[0] == together[2]


def test_a_run_without_news_moves_nobody(rows, by: Actor) -> None:
    links = Link.objects.count()
    assert matching.run(by=by).moved == 0
    assert Link.objects.count() == links


def test_same_household_shares_a_home_and_stays_two(rows, clerk: Actor, by: Actor) -> None:
    pair = pair_of(rows[1], rows[2])
    decision = decisions.decide(pair.pk, Verdict.SAME_HOUSEHOLD, by=clerk, at=clock.now())
    _, budi, yusuf, _ = persons_now()

    def home(person: int) -> int:
        people = Person.objects.unscoped(reason="test").get(pk=person)
        return people.households.get(superseded_at=None).household_id

    assert budi != yusuf
    assert home(budi) == home(yusuf)
    matching.run(by=by)
    assert home(budi) == home(yusuf)
    decisions.undo(decision.pk, by=clerk, at=clock.now())
    assert home(budi) != home(yusuf)


def test_a_decision_that_contradicts_earlier_ones_is_refused(rows, clerk: Actor) -> None:
    decisions.decide(pair_of(rows[0], rows[1]).pk, Verdict.SAME, by=clerk, at=clock.now())
    decisions.decide(pair_of(rows[1], rows[2]).pk, Verdict.SAME, by=clerk, at=clock.now())
    last = pair_of(rows[0], rows[2])
    with pytest.raises(DecidedOtherwise), transaction.atomic():
        decisions.decide(last.pk, Verdict.DIFFERENT, by=clerk, at=clock.now())
    last.refresh_from_db()
    assert last.status == PairStatus.OPEN


def test_the_database_keeps_one_word_on_a_pair(rows, clerk: Actor) -> None:
    decisions.decide(pair_of(rows[0], rows[1]).pk, Verdict.SAME, by=clerk, at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        MatchDecision.objects.create(
            low=rows[0], high=rows[1], verdict=Verdict.DIFFERENT, at=clock.now(), batch="x"
        )


def test_a_row_is_one_person_at_a_time(rows) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(record=rows[0], person_id=persons_now()[1], created_at=clock.now())


def test_a_skipped_pair_goes_to_others(rows, clerk: Actor, officer) -> None:
    pair = pair_of(rows[0], rows[1])
    review.take(by=clerk, at=clock.now())
    review.skip(pair.pk, by=clerk, at=clock.now())
    assert review.take(by=clerk, at=clock.now()) is None
    assert review.take(by=Actor.of(officer("clerk")), at=clock.now()) == pair


def test_an_escalated_pair_leaves_the_queue(rows, clerk: Actor, by: Actor) -> None:
    pair = pair_of(rows[0], rows[1])
    review.escalate(pair.pk, by=clerk, at=clock.now(), note="ragu")
    assert review.take(by=clerk, at=clock.now()) is None
    with pytest.raises(Forbidden):
        review.take_escalated(pair.pk, by=clerk, at=clock.now())
    held = review.take_escalated(pair.pk, by=by, at=clock.now())
    decisions.decide(held.pk, Verdict.DIFFERENT, by=by, at=clock.now())


def test_a_split_holds_through_later_runs_and_can_be_undone(rows, by: Actor) -> None:
    before = persons_now()
    fresh = persons.split(before[0], [rows[3].pk], by=by, at=clock.now(), evidence="KTP asli")
    assert persons_now() == [*before[:3], fresh.pk]
    matching.run(by=by)
    assert persons_now() == [*before[:3], fresh.pk]
    batch = MatchDecision.objects.get(pair=None).batch
    persons.undo_split(batch, by=by, at=clock.now())
    assert persons_now() == before


def test_a_split_leaves_rows_on_both_sides_and_names_its_evidence(rows, by: Actor) -> None:
    person = persons_now()[0]
    with pytest.raises(RowsImpossible):
        persons.split(person, [rows[0].pk, rows[3].pk], by=by, at=clock.now(), evidence="x")
    with pytest.raises(EvidenceMissing):
        persons.split(person, [rows[3].pk], by=by, at=clock.now(), evidence=" ")


def test_accuracy_is_estimated_from_decisions(rows, clerk: Actor) -> None:
    decisions.decide(
        pair_of(rows[0], rows[3], linked=True).pk, Verdict.SAME, by=clerk, at=clock.now()
    )
    decisions.decide(pair_of(rows[0], rows[1]).pk, Verdict.DIFFERENT, by=clerk, at=clock.now())
    found = quality.accuracy(actor_with("programme_manager"))
    assert (found.precision.hits, found.precision.total) == (1, 1)
    assert found.precision.low < 1


def test_a_killed_run_does_not_stop_the_next_one_and_a_living_one_does(rows, by: Actor) -> None:
    now = clock.now()
    killed = MatchingRun.objects.create(started_at=now, beat_at=now, worker="elsewhere:1")
    MatchingRun.objects.filter(pk=killed.pk).update(beat_at=now - timedelta(hours=2))
    matching.run(by=by)
    killed.refresh_from_db()
    assert killed.state == "failed"
    MatchingRun.objects.create(started_at=now, beat_at=now, worker="elsewhere:1")
    with pytest.raises(MatchingRuns):
        matching.run(by=by)
