"""The ways by hand keep the same rules; the best assignment beats them at what it weighs."""

from datetime import date, timedelta

import pytest
from benchmarks.fostering import city
from hypothesis import given
from tests.fostering.test_assignment import TODAY, may, rounds

from tanggap.fostering.domain import comparing
from tanggap.fostering.domain.assignment import Weights, solve
from tanggap.fostering.domain.sides import facing
from tanggap.fostering.types import Offer, Traits

WAYS = (comparing.first_come, comparing.neediest_first)


def sides_of(families, offers, forbidden=(), pinned=()):
    return facing(
        families, offers, pinned=pinned, forbidden=forbidden, served={}, weights=Weights(),
        today=TODAY,
    )  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@given(case=rounds())
def test_both_ways_keep_what_must_be_kept(way, case):
    families, offers, forbidden = case
    known, given_ = {f.candidate_id: f for f in families}, {o.pledge_id: o for o in offers}
    found = way(sides_of(*case))
    pairs = [(one.pledge_id, one.candidate_id) for one in found.pairs]
    assert len({candidate for _, candidate in pairs}) == len(pairs)
    assert all(may(given_[pledge], known[candidate], forbidden) for pledge, candidate in pairs)
    for number, offer in given_.items():
        assert sum(pledge == number for pledge, _ in pairs) <= offer.room


@pytest.mark.parametrize("way", WAYS)
@given(case=rounds())
def test_neither_way_joins_more_or_is_worth_more(way, case):
    families, offers, forbidden = case
    best = solve(families, offers, forbidden=forbidden, today=TODAY)
    found = way(sides_of(*case))
    assert (len(found.pairs), found.worth) <= (len(best.pairs), best.worth)


def family(number, score, days, place="3271011001"):
    return Traits(number, place, 3, score, TODAY - timedelta(days=days))


def test_who_waits_longest_and_who_needs_most():
    sides = sides_of([family(1, 100, 90), family(2, 900, 10)], [Offer(1, 1)])
    assert [one.candidate_id for one in comparing.first_come(sides).pairs] == [1]
    assert [one.candidate_id for one in comparing.neediest_first(sides).pairs] == [2]


def test_figures_of_a_solution():
    families = [family(1, 600, 90), family(2, 200, 10), family(3, 200, 30, "3271011002")]
    found = comparing.neediest_first(sides_of(families, [Offer(1, 1)]))
    told = comparing.figures(found, TODAY)
    assert (told.pairs, told.need, told.need_share) == (1, 600, 0.6)
    assert (told.mean_wait, told.longest_wait) == (20.0, 30)
    assert (told.lowest, told.highest, told.gini) == (0.0, 0.5, 0.5)
    assert told.wishes_kept == 1.0


@pytest.mark.parametrize(
    ("shares", "expected"), [([], 0.0), ([0, 0], 0.0), ([1, 1, 1], 0.0), ([0, 0, 0, 1], 0.75)]
)
def test_inequality_runs_from_none_towards_one(shares, expected):
    assert comparing.gini(shares) == pytest.approx(expected)


def test_the_city_of_the_benchmark_is_the_same_for_one_seed():
    families, pledges = city.draw(50, 20, 7)
    assert (families, pledges) == city.draw(50, 20, 7)
    assert (len(families), len(pledges)) == (50, 20)
    assert {one.purpose for one in families} <= {"aid", "school"}
    assert all(one.waiting_since <= date(2020, 7, 1) for one in families)
