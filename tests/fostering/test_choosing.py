"""Choosing a family, keeping it for half an hour, and who may answer."""

from datetime import timedelta
from typing import Any

import pytest
from tests.fostering.conftest import (
    actor_of,
    fresh,
    make_candidate,
    make_crowd,
    make_donor,
    make_match,
    make_pledge,
)

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering.models import Candidate, Forbidden, Match, Pledge
from tanggap.fostering.queries import mine
from tanggap.fostering.services import choosing
from tanggap.fostering.types import NotAllowed, Taken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


@pytest.fixture
def pledge(rules: None) -> Pledge:
    return make_pledge(families=2)


@pytest.fixture(autouse=True)
def crowd(rules: None) -> list[Candidate]:
    return make_crowd()


@pytest.fixture
def siti(pledge: Pledge) -> Actor:
    return actor_of(pledge.donor)


def hold(pledge: Pledge, candidate: Candidate, by: Actor | None = None) -> Match:
    return choosing.hold(
        pledge_id=pledge.pk, candidate_id=candidate.pk, by=by or actor_of(pledge.donor),
        at=clock.now(),
    )  # fmt: skip


def test_a_chosen_family_is_kept_for_half_an_hour(pledge: Pledge) -> None:
    match = hold(pledge, make_candidate())
    assert (match.state, match.how) == ("held", "chosen")
    assert match.expires_at - match.made_at == timedelta(minutes=30)
    assert mine.free_slots(pledge) == 1


def test_confirming_makes_an_award_and_instalments(pledge: Pledge, siti: Actor) -> None:
    match = hold(pledge, make_candidate())
    active = choosing.confirm(match_id=match.pk, by=siti, at=clock.now())
    assert active.state == "active"
    assert active.award_id
    assert active.instalments.count() == 2


def test_whoever_comes_second_is_offered_others(pledge: Pledge) -> None:
    families = [make_candidate() for _ in range(8)]
    hold(pledge, families[0])
    with pytest.raises(Taken) as taken:
        hold(make_pledge(), families[0])
    assert len(taken.value.others) == 3
    assert families[0].pk not in taken.value.others


def test_a_pledge_holds_no_more_families_than_it_has_room_for(pledge: Pledge) -> None:
    hold(pledge, make_candidate())
    hold(pledge, make_candidate())
    with pytest.raises(NotAllowed, match="full"):
        hold(pledge, make_candidate())


def test_a_hold_that_is_over_makes_way_and_cannot_be_confirmed(pledge: Pledge, siti: Actor) -> None:
    candidate = make_candidate()
    late = make_match(candidate, pledge, expires_at=clock.now() - timedelta(seconds=1))
    match = hold(make_pledge(), candidate)
    assert (fresh(late).state, match.state) == ("expired", "held")
    old = make_match(make_candidate(), pledge, expires_at=clock.now() - timedelta(seconds=1))
    with pytest.raises(NotAllowed, match="expired"):
        choosing.confirm(match_id=old.pk, by=siti, at=clock.now())
    assert fresh(old).state == "expired"


def test_an_offer_is_accepted_or_declined_by_its_donor_alone(pledge: Pledge, siti: Actor) -> None:
    first = make_match(make_candidate(), pledge, state="offered", how="proposed")
    second = make_match(make_candidate(), pledge, state="offered", how="proposed")
    stranger = actor_of(make_donor())
    for act in (choosing.accept_offer, choosing.let_go):
        with pytest.raises(Match.DoesNotExist):
            act(match_id=first.pk, by=stranger, at=clock.now())
    assert choosing.accept_offer(match_id=first.pk, by=siti, at=clock.now()).state == "active"
    assert choosing.let_go(match_id=second.pk, by=siti, at=clock.now()).state == "refused"
    with pytest.raises(NotAllowed, match="table"):
        choosing.let_go(match_id=first.pk, by=siti, at=clock.now())


def test_what_a_pledge_may_not_choose(pledge: Pledge) -> None:
    school, gone, apart = (make_candidate(**told) for told in
                           ({"purpose": "school"}, {"state": "left"}, {}))  # fmt: skip
    Forbidden.objects.create(
        pledge=pledge, candidate=apart, reason="Bertetangga.", by_name="Tes", at=clock.now()
    )
    for candidate, code in ((school, "wishes"), (gone, "waiting"), (apart, "forbidden")):
        with pytest.raises(NotAllowed, match=code):
            hold(pledge, candidate)
    closed = make_pledge(pledge.donor, state="withdrawn")
    with pytest.raises(NotAllowed, match="state"):
        hold(closed, make_candidate())
    with pytest.raises(Pledge.DoesNotExist):
        hold(pledge, make_candidate(), by=actor_of(make_donor()))


@pytest.mark.parametrize(
    ("family", "wished", "code"),
    [
        ({"shown": [], "region_code": "3271069999"}, {}, "shown"),
        ({"purpose": "school"}, {}, "shown"),
        ({}, {"disabled": True, "firm": ["disabled"]}, "firm"),
        ({"disabled": True}, {"disabled": True, "firm": ["disabled"]}, "firm"),
        ({}, {"regions": ["327106"], "firm": ["regions"]}, "firm"),
        ({}, {"regions": ["327106"]}, None),
        ({}, {"children": True, "firm": ["children"]}, None),
    ],
)
def test_a_number_typed_by_hand_opens_no_more_than_the_page_shows(
    family: dict[str, Any], wished: dict[str, Any], code: str | None
) -> None:
    package = "SEKOLAH-12" if "purpose" in family else "TUNAI-2"
    chosen = make_candidate(**family)
    pledge = make_pledge(package=package, wishes=wished)
    if code is None:
        assert hold(pledge, chosen).state == "held"
        return
    with pytest.raises(NotAllowed, match=code):
        hold(pledge, chosen)


def test_stopping_needs_a_reason_and_lets_the_family_wait_on(pledge: Pledge, siti: Actor) -> None:
    candidate = make_candidate()
    match = hold(pledge, candidate)
    choosing.confirm(match_id=match.pk, by=siti, at=clock.now())
    with pytest.raises(NotAllowed, match="reason"):
        choosing.stop(match_id=match.pk, reason="", by=siti, at=clock.now())
    choosing.stop(match_id=match.pk, reason="Usaha saya tutup.", by=siti, at=clock.now())
    again = fresh(candidate)
    assert (again.state, again.waiting_since) == ("waiting", candidate.waiting_since)
