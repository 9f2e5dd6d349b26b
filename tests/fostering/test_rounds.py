"""A round from its start to the offers: pins, forbidden pairs, what was taken meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from tests.fostering.conftest import (
    VILLAGE,
    actor_of,
    fresh,
    make_candidate,
    make_match,
    make_pledge,
)
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden as NoRight
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun
from tanggap.fostering.domain import wishes as wishing
from tanggap.fostering.models import Candidate, Forbidden, Match, Pledge, Round
from tanggap.fostering.services import choosing, looking, offering, rounds, solving
from tanggap.fostering.types import MatchState, NotAllowed, Wishes
from tanggap.messaging.models import Message

pytestmark = pytest.mark.usefixtures("rules")


def started(by: Actor, **told: Any) -> Round:
    found = rounds.start(**{"region_code": "3271", "by": by, "at": clock.now(), **told})
    jobs.run_waiting()
    return fresh(found)


def pairs(found: Round) -> set[tuple[int, int]]:
    return set(found.proposals.values_list("pledge_id", "candidate_id"))


def pinned(found: Round, pledge: Pledge, candidate: Candidate, by: Actor) -> None:
    rounds.pin(
        round_id=found.pk, pledge_id=pledge.pk, candidate_id=candidate.pk, by=by, at=clock.now()
    )


def again(found: Round, by: Actor) -> None:
    rounds.solve_again(round_id=found.pk, by=by, at=clock.now())
    jobs.run_waiting()


def offered(found: Round, by: Actor) -> None:
    rounds.offer(round_id=found.pk, by=by, at=clock.now())
    jobs.run_waiting()


def matches() -> Any:
    return Match.objects.unscoped(reason="test")


def test_a_round_proposes_the_neediest_and_says_why_and_who_was_second(
    coordinator: Actor,
) -> None:
    needy, other = make_candidate(score=900), make_candidate(score=300)
    pledge = make_pledge(wishes=wishing.document(Wishes(children=True)))
    found = started(coordinator)
    (proposal,) = found.proposals.all()
    assert (proposal.pledge_id, proposal.candidate_id) == (pledge.pk, needy.pk)
    assert proposal.second_id == other.pk
    assert proposal.worth == sum(proposal.why.values()) > proposal.second_worth
    assert proposal.wishes == {"children": 100}
    assert found.state == "solved"
    assert found.figures["best"]["pairs"] == found.figures["first"]["pairs"] == 1
    assert found.figures["coverage"] == {VILLAGE: [0.5, 0.5, 0.5]}


def test_a_round_needs_families_pledges_and_no_other_open_round(coordinator: Actor) -> None:
    with pytest.raises(NotAllowed, match="nobody"):
        started(coordinator)
    make_candidate()
    with pytest.raises(NotAllowed, match="pledges"):
        started(coordinator)
    make_pledge()
    found = started(coordinator)
    with pytest.raises(NotAllowed, match="round"):
        started(coordinator)
    rounds.drop(round_id=found.pk, by=coordinator, at=clock.now())
    assert started(coordinator).state == "solved"
    with pytest.raises(NotAllowed, match="state"):
        rounds.drop(round_id=found.pk, by=coordinator, at=clock.now())


def test_only_who_may_match_there_touches_a_round(coordinator: Actor) -> None:
    make_candidate()
    make_pledge()
    found = started(coordinator)
    for stranger in (actor_with("foster_coordinator", region="3273"), actor_with("inspector")):
        with pytest.raises(NoRight):
            rounds.offer(round_id=found.pk, by=stranger, at=clock.now())
        with pytest.raises(NoRight):
            rounds.drop(round_id=found.pk, by=stranger, at=clock.now())


def test_a_pin_stays_through_the_next_solving_and_may_be_taken_out(coordinator: Actor) -> None:
    needy, other = make_candidate(score=900), make_candidate(score=300)
    pledge = make_pledge()
    found = started(coordinator)
    pinned(found, pledge, other, coordinator)
    assert fresh(found).is_stale
    again(found, coordinator)
    assert pairs(found) == {(pledge.pk, other.pk)}
    assert not fresh(found).is_stale
    rounds.unpin(round_id=found.pk, candidate_id=other.pk, by=coordinator, at=clock.now())
    again(found, coordinator)
    assert pairs(found) == {(pledge.pk, needy.pk)}


def test_keeping_a_proposed_pair_needs_no_solving(coordinator: Actor) -> None:
    family, pledge = make_candidate(), make_pledge()
    found = started(coordinator)
    pinned(found, pledge, family, coordinator)
    (proposal,) = found.proposals.all()
    assert proposal.is_pinned
    assert proposal.worth > 0
    assert not fresh(found).is_stale


def test_what_must_be_kept_binds_pins_as_well(coordinator: Actor) -> None:
    family, another = make_candidate(elderly=False), make_candidate(elderly=True)
    school = make_candidate(purpose="school")
    pledge = make_pledge(wishes=wishing.document(Wishes(elderly=True, firm=frozenset({"elderly"}))))
    found = started(coordinator)
    with pytest.raises(NotAllowed, match="wishes"):
        pinned(found, pledge, family, coordinator)
    with pytest.raises(NotAllowed, match="purpose"):
        pinned(found, pledge, school, coordinator)
    pinned(found, pledge, another, coordinator)
    with pytest.raises(NotAllowed, match="full"):
        pinned(found, pledge, make_candidate(elderly=True), coordinator)


def test_a_forbidden_pair_is_gone_at_once_and_never_comes_back(coordinator: Actor) -> None:
    needy, other = make_candidate(score=900), make_candidate(score=300)
    pledge = make_pledge()
    found = started(coordinator)
    with pytest.raises(NotAllowed, match="reason"):
        forbid(pledge, needy, coordinator, reason=" ")
    pair = forbid(pledge, needy, coordinator)
    assert pairs(found) == set()
    with pytest.raises(NotAllowed, match="stale"):
        rounds.offer(round_id=found.pk, by=coordinator, at=clock.now())
    again(found, coordinator)
    assert pairs(found) == {(pledge.pk, other.pk)}
    with pytest.raises(NotAllowed, match="forbidden"):
        pinned(found, pledge, needy, coordinator)
    with pytest.raises(NotAllowed, match="forbidden"):
        forbid(pledge, needy, coordinator)
    rounds.lift(forbidden_id=pair.pk, by=coordinator, at=clock.now())
    again(found, coordinator)
    assert pairs(found) == {(pledge.pk, needy.pk)}


def forbid(
    pledge: Pledge, candidate: Candidate, by: Actor, reason: str = "Kerabat donatur"
) -> Forbidden:
    return rounds.forbid(
        pledge_id=pledge.pk, candidate_id=candidate.pk, reason=reason, by=by, at=clock.now()
    )


def test_offers_wait_three_days_and_every_donor_hears_once(coordinator: Actor) -> None:
    for _ in range(3):
        make_candidate()
    pledge = make_pledge(families=2)
    found = started(coordinator)
    Message.objects.unscoped(reason="test").all().delete()
    offered(found, coordinator)
    made = list(matches().order_by("pk"))
    assert [one.state for one in made] == [MatchState.OFFERED] * 2
    assert {one.slot.pledge_id for one in made} == {pledge.pk}
    assert all(one.expires_at - one.made_at == offering.TIME_TO_ANSWER for one in made)
    assert set(found.proposals.values_list("became", flat=True)) == {"offered"}
    (message,) = Message.objects.unscoped(reason="test").filter(template="fostering.offered")
    assert message.context["families"] == "2"
    assert fresh(found).state == "offered"
    with pytest.raises(NotAllowed, match="state"):
        rounds.offer(round_id=found.pk, by=coordinator, at=clock.now())


def test_whatever_changed_meanwhile_is_told_and_stops_nobody_else(coordinator: Actor) -> None:
    taken, gone, free = (make_candidate(score=900 - n) for n in range(3))
    full = make_candidate(region_code="3271021001", elderly=True)
    pledge = make_pledge(families=3)
    small = make_pledge(wishes=wishing.document(Wishes(elderly=True, firm=frozenset({"elderly"}))))
    closed_family = make_candidate(disabled=True, purpose="school")
    closed = make_pledge(package="SEKOLAH-12")
    found = started(coordinator)
    assert found.proposals.count() == 5
    make_match(taken, make_pledge())
    Candidate.objects.unscoped(reason="test").filter(pk=gone.pk).update(state="left")
    make_match(make_candidate(), small)
    Pledge.objects.unscoped(reason="test").filter(pk=closed.pk).update(state="withdrawn")
    offered(found, coordinator)
    became = dict(found.proposals.values_list("candidate_id", "became"))
    assert became == {
        taken.pk: "taken", gone.pk: "gone", free.pk: "offered", full.pk: "full",
        closed_family.pk: "closed",
    }  # fmt: skip
    assert matches().filter(state="offered").get().slot.pledge_id == pledge.pk


def test_offering_that_was_killed_goes_on_and_offers_nobody_twice(
    coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        make_candidate()
    pledges = [make_pledge(families=2) for _ in range(2)]
    found = started(coordinator)
    real = offering._offer_pledge

    def killed(found: Round, pledge_id: int, *rest: Any) -> None:
        if pledge_id == pledges[1].pk:
            raise RuntimeError
        real(found, pledge_id, *rest)

    monkeypatch.setattr(offering, "_offer_pledge", killed)
    offered(found, coordinator)
    assert matches().count() == 2
    monkeypatch.setattr(offering, "_offer_pledge", real)
    rounds.go_on(round_id=found.pk, by=coordinator, at=clock.now())
    jobs.run_waiting()
    assert matches().count() == 4
    with pytest.raises(NotAllowed, match="state"):
        rounds.go_on(round_id=found.pk, by=coordinator, at=clock.now())
    run = JobRun.objects.get(pk=fresh(found).job_id)
    offering.offer_round(run.pk, round_id=found.pk)
    assert matches().count() == 4
    assert Message.objects.unscoped(reason="test").filter(template=offering.TEMPLATE).count() == 2


def test_solving_twice_is_harmless_and_a_dropped_round_stays_dropped(coordinator: Actor) -> None:
    make_candidate()
    make_pledge()
    found = rounds.start(region_code="3271", by=coordinator, at=clock.now())
    jobs.run_waiting()
    run = JobRun.objects.get(pk=found.job_id)
    solving.solve_round(run.pk, round_id=found.pk)
    assert found.proposals.count() == 1
    rounds.drop(round_id=found.pk, by=coordinator, at=clock.now())
    solving.solve_round(run.pk, round_id=found.pk)
    assert fresh(found).state == "dropped"


def test_a_pin_whose_family_was_taken_is_let_go(coordinator: Actor) -> None:
    taken, other = make_candidate(score=900), make_candidate(score=300)
    pledge = make_pledge()
    found = started(coordinator)
    pinned(found, pledge, taken, coordinator)
    make_match(taken, make_pledge())
    again(found, coordinator)
    assert (pledge.pk, other.pk) in pairs(found)
    assert not found.proposals.filter(is_pinned=True).exists()


def test_whom_a_donor_declined_is_for_other_donors(coordinator: Actor) -> None:
    needy, other = make_candidate(score=900), make_candidate(score=300)
    pledge = make_pledge()
    offered(started(coordinator), coordinator)
    match = matches().get(candidate=needy)
    donor = actor_of(pledge.donor)
    choosing.let_go(match_id=match.pk, by=donor, at=clock.now(), reason="Terlalu jauh")
    found = started(coordinator)
    assert pairs(found) == {(pledge.pk, other.pk)}
    pinned(found, pledge, needy, coordinator)
    again(found, coordinator)
    assert pairs(found) == {(pledge.pk, needy.pk)}


def test_an_offer_that_nobody_answers_lapses_and_the_family_waits_on(
    coordinator: Actor, time_machine: Any
) -> None:
    family = make_candidate(waiting_since=clock.today() - timedelta(days=40))
    make_pledge()
    offered(started(coordinator), coordinator)
    time_machine.move_to(clock.now() + offering.TIME_TO_ANSWER + timedelta(hours=1))
    looking.look()
    jobs.run_waiting()
    assert matches().get(candidate=family).state == "expired"
    assert fresh(family).state == "waiting"
    assert fresh(family).waiting_since == family.waiting_since
