"""Which families a donor is shown: free ones, allowed by what is shown, the best first."""

from datetime import timedelta
from typing import Any

import pytest
from tests.fostering.conftest import VILLAGE, make_match, make_pledge
from tests.fostering.conftest import make_candidate as make_family_that_waits

from tanggap.core import clock
from tanggap.fostering.domain import wishes as wishing
from tanggap.fostering.domain.profiles import SHOWABLE
from tanggap.fostering.models import Candidate, Forbidden, Pledge
from tanggap.fostering.queries import profiles, traits
from tanggap.fostering.types import Wishes
from tanggap.fostering.views import looks

OTHER_VILLAGE = "3271011002"
pytestmark = pytest.mark.usefixtures("rules")


def make_candidate(**told: Any) -> Candidate:
    usual = {
        "children": False,
        "shown": list(SHOWABLE),
        "waiting_since": clock.today() - timedelta(days=30),
    }
    return make_family_that_waits(**{**usual, **told})


def wish(**told: Any) -> dict[str, object]:
    return wishing.document(Wishes(**told))


def shown(pledge: Pledge, limit: int = 50) -> list[int]:
    return [one.candidate_id for one in profiles.for_pledge(pledge.pk, limit=limit)]


def test_the_best_come_first_and_only_so_many() -> None:
    plain = [make_candidate(score=900 - n) for n in range(5)]
    wished = [make_candidate(score=100 + n, elderly=True) for n in range(5)]
    pledge = make_pledge(wishes=wish(elderly=True))
    assert shown(pledge) == [one.pk for one in [*wished[::-1], *plain]]
    assert shown(pledge, limit=2) == [wished[4].pk, wished[3].pk]


def test_a_profile_carries_the_code_and_the_story_only_where_it_may() -> None:
    for _ in range(5):
        make_candidate(story="Bapak sakit.", shown=["region"])
    teller = make_candidate(story="Ibu berjualan.", shown=["region", "story"])
    found = {one.candidate_id: one for one in profiles.for_pledge(make_pledge().pk, limit=9)}
    assert {one.story for one in found.values()} == {"", "Ibu berjualan."}
    assert found[teller.pk].code == teller.code


def test_whoever_is_held_is_not_shown_but_still_hides_the_others() -> None:
    families = [make_candidate() for _ in range(5)]
    pledge = make_pledge(families=2)
    make_match(families[0], pledge)
    found = profiles.for_pledge(pledge.pk, limit=9)
    assert {one.candidate_id for one in found} == {one.pk for one in families[1:]}
    assert {one.alike for one in found} == {5}


def test_a_wish_that_must_be_kept_never_tells_what_a_family_keeps_to_itself() -> None:
    silent = [make_candidate(disabled=True, shown=["region"]) for _ in range(6)]
    open_ = [make_candidate(disabled=True) for _ in range(6)]
    found = shown(make_pledge(wishes=wish(disabled=True, firm=frozenset({"disabled"}))))
    assert set(found) == {one.pk for one in open_}
    assert not set(found) & {one.pk for one in silent}


def test_a_package_for_school_is_for_those_who_wait_for_school() -> None:
    aid = [make_candidate() for _ in range(5)]
    school = [make_candidate(purpose="school", orphans=True) for _ in range(5)]
    assert set(shown(make_pledge())) == {one.pk for one in aid}
    assert set(shown(make_pledge(package="SEKOLAH-12"))) == {one.pk for one in school}


def test_the_next_best_are_others_and_none_that_is_forbidden() -> None:
    families = [make_candidate(score=900 - n) for n in range(6)]
    pledge = make_pledge()
    Forbidden.objects.create(
        pledge=pledge, candidate=families[1], reason="Kerabat", by_name="R", at=clock.now()
    )
    found = profiles.next_best(pledge.pk, beside=families[0].pk, limit=3)
    assert found == tuple(one.pk for one in families[2:5])


def test_a_round_sees_free_families_open_pledges_and_their_room() -> None:
    first, second = make_candidate(children=True), make_candidate(region_code=OTHER_VILLAGE)
    make_candidate(state="aided")
    pledge, full = make_pledge(families=3, wishes=wish(children=True)), make_pledge()
    make_pledge(state="withdrawn", closed_at=clock.now())
    make_match(second, full)
    (told,) = traits.waiting("3271")
    assert (told.candidate_id, told.children, told.region_code) == (first.pk, True, VILLAGE)
    (offer,) = traits.offers("3271")
    assert (offer.pledge_id, offer.room, offer.wishes) == (pledge.pk, 3, Wishes(children=True))
    assert traits.served("3271") == {OTHER_VILLAGE: 1}
    assert traits.of([first]) == [told]


def test_whoever_holds_a_family_sees_no_more_of_it_than_those_who_choose() -> None:
    families = [make_candidate() for _ in range(5)]
    alone = make_candidate(region_code="3271021001", disabled=True, people=9)
    match = make_match(alone, make_pledge())
    card = looks.own_card(match)
    assert (card.people, card.waiting, card.code) == ("", "", alone.code)
    assert "disabilitas" not in card.heading
    assert set(profiles.of([*families, alone])) == {one.pk for one in families}
    match.state = "active"
    assert "disabilitas" in looks.own_card(match).heading
