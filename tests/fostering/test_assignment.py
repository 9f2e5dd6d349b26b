"""The best assignment: what must hold always, and that nothing is worth more on small cases."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.fostering.domain import wishes, worth
from tanggap.fostering.domain.assignment import Impossible, Solution, Weights, solve
from tanggap.fostering.types import Offer, Traits, Wishes

TODAY = date(2026, 11, 24)
PLACES = ("3271011001", "3271011002", "3271021001")

wished = st.builds(
    Wishes,
    regions=st.sampled_from([(), (), PLACES[:1], PLACES[1:], ("327101",)]),
    children=st.booleans(),
    elderly=st.booleans(),
    disabled=st.booleans(),
    near=st.sampled_from(["", "", *PLACES]),
    firm=st.frozensets(st.sampled_from(["regions", "children", "elderly", "near"]), max_size=2),
)


@st.composite
def rounds(draw, most=7, pledges=4):
    families = [
        Traits(
            candidate_id=number,
            region_code=draw(st.sampled_from(PLACES)),
            people=3,
            score=draw(st.integers(0, 20)) * 50,
            waiting_since=TODAY - timedelta(days=draw(st.sampled_from([0, 40, 40, 200, 500]))),
            children=draw(st.booleans()),
            elderly=draw(st.booleans()),
            purpose=draw(st.sampled_from(["aid", "aid", "school"])),
        )
        for number in range(1, draw(st.integers(0, most)) + 1)
    ]
    offers = [
        Offer(
            pledge_id=number,
            room=draw(st.integers(0, 3)),
            wishes=draw(wished),
            purpose=draw(st.sampled_from(["aid", "aid", "school"])),
            arrived=draw(st.integers(0, 5)),
        )
        for number in range(1, draw(st.integers(0, pledges)) + 1)
    ]
    pairs = list(itertools.product(range(1, len(offers) + 1), range(1, len(families) + 1)))
    forbidden = draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
    return families, offers, forbidden


def may(offer, traits, forbidden):
    return (
        offer.purpose == traits.purpose
        and wishes.allows(offer.wishes, traits)
        and (offer.pledge_id, traits.candidate_id) not in forbidden
    )


def solved(case, **more):
    families, offers, forbidden = case
    return solve(families, offers, forbidden=forbidden, today=TODAY, **more)


def pairs_of(solution: Solution):
    return [(one.pledge_id, one.candidate_id) for one in solution.pairs]


@given(rounds())
def test_no_family_twice_no_pledge_exceeded_and_only_whom_the_donor_may_have(case):
    families, offers, forbidden = case
    known, given_ = {f.candidate_id: f for f in families}, {o.pledge_id: o for o in offers}
    pairs = pairs_of(solved(case))
    assert len({candidate for _, candidate in pairs}) == len(pairs)
    for number, offer in given_.items():
        assert sum(pledge == number for pledge, _ in pairs) <= offer.room
    assert all(may(given_[pledge], known[candidate], forbidden) for pledge, candidate in pairs)


@given(rounds(), st.data())
def test_a_pinned_pair_stays_whatever_else_is_worth_more(case, data):
    families, offers, forbidden = case
    possible = [
        (one.pledge_id, two.candidate_id)
        for one in offers
        for two in families
        if one.room and may(one, two, forbidden)
    ]
    if not possible:
        return
    pin = data.draw(st.sampled_from(possible))
    found = solved(case, pinned=[pin])
    assert pin in pairs_of(found)
    assert [one.is_pinned for one in found.pairs].count(True) == 1


def best_by_trying_all(case, weights, served):
    """Return how many families at most, and the most points for so many."""
    families, offers, forbidden = case
    seats = [one for one in offers for _ in range(one.room)]
    best = (0, 0)
    for chosen in itertools.product([None, *range(len(seats))], repeat=len(families)):
        taken = [seat for seat in chosen if seat is not None]
        if len(set(taken)) < len(taken):
            continue
        points, before = 0, dict(served)
        for family, seat in zip(families, chosen, strict=True):
            if seat is None:
                continue
            if not may(seats[seat], family, forbidden):
                break
            whole = served.get(family.region_code, 0) + sum(
                one.region_code == family.region_code for one in families
            )
            place = before.get(family.region_code, 0)
            points += worth.need(family, weights) + worth.waiting(family, weights, TODAY)
            points += sum(wishes.suits(seats[seat].wishes, family).values())
            points += worth.fairness(place, whole, weights)
            before[family.region_code] = place + 1
        else:
            best = max(best, (len(taken), points))
    return best


@given(rounds(most=4, pledges=3), st.sampled_from([Weights(), Weights(10, 0, 100, 300)]))
def test_nothing_is_worth_more_on_small_cases(case, weights):
    served = {PLACES[0]: 2}
    found = solved(case, weights=weights, served=served)
    assert (len(found.pairs), found.worth) == best_by_trying_all(case, weights, served)


@given(rounds(), st.randoms())
def test_the_order_in_which_people_come_changes_nothing(case, random):
    families, offers, forbidden = (list(part) for part in case)
    first = solved((families, offers, forbidden))
    for part in (families, offers, forbidden):
        random.shuffle(part)
    assert solved((families, offers, forbidden)).pairs == first.pairs


@given(rounds())
def test_the_second_waits_on_and_is_worth_no_more_than_the_first(case):
    families, offers, forbidden = case
    known, given_ = {f.candidate_id: f for f in families}, {o.pledge_id: o for o in offers}
    found = solved(case)
    left = {one.candidate_id for one in found.left}
    for one in found.pairs:
        others = [k for k in left if may(given_[one.pledge_id], known[k], forbidden)]
        assert (one.second is None) == (not others)
        if one.second is not None:
            assert one.second.candidate_id in others
            assert one.second.worth <= one.worth


def family(number, score=500, days=10, place=PLACES[0], **more):
    return Traits(number, place, 3, score, TODAY - timedelta(days=days), **more)


def test_of_equals_the_longest_waiting_goes_first_then_the_lower_number():
    long_ago = [family(3, days=900), family(1, days=800), family(2, days=900)]
    found = solve(long_ago, [Offer(1, 2)], today=TODAY)
    assert sorted(pairs_of(found)) == [(1, 2), (1, 3)]


def test_two_kelurahan_share_where_need_is_alike():
    families = [family(n, place=PLACES[n % 2]) for n in range(20)]
    found = solve(families, [Offer(1, 10)], today=TODAY)
    places = [families[candidate].region_code for _, candidate in pairs_of(found)]
    assert places.count(PLACES[0]) == places.count(PLACES[1]) == 5


def test_a_kelurahan_that_was_served_before_stands_back():
    families = [family(n, place=PLACES[n % 2]) for n in range(8)]
    found = solve(families, [Offer(1, 4)], served={PLACES[0]: 20}, today=TODAY)
    assert {families[candidate].region_code for _, candidate in pairs_of(found)} == {PLACES[1]}


def test_without_families_or_without_pledges_nobody_is_joined():
    assert solve([], [Offer(1, 3)], today=TODAY).pairs == ()
    found = solve([family(1)], [], today=TODAY)
    assert found.pairs == ()
    assert [one.candidate_id for one in found.left] == [1]


@pytest.mark.parametrize("pinned", [[(1, 1), (2, 1)], [(1, 1), (1, 2)], [(9, 1)], [(1, 9)]])
def test_pins_that_cannot_all_stand_are_refused(pinned):
    with pytest.raises(Impossible):
        solve([family(1), family(2)], [Offer(1, 1), Offer(2, 1)], pinned=pinned, today=TODAY)
