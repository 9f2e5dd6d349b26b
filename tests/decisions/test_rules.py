"""Order, places and effects: what holds for every city and every plan."""

import hashlib
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.decisions.domain import approvals, choices, effects, scoring, sentences
from tanggap.decisions.domain.allocation import Limits, Reason, Standing, allocate
from tanggap.decisions.domain.choices import BadChoices, Choices
from tanggap.decisions.domain.ranking import Candidate, lot, ranked
from tanggap.decisions.types import Outcome

SEED = "KOTA/2020-07..2020-09/3271"
REGIONS = ("3271011001", "3271011002", "3271021001")
IN = Outcome.IN

candidates = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 10**6),
        code=st.just(""),
        region_code=st.sampled_from(REGIONS),
        score=st.integers(0, 6).map(lambda tens: tens * 100),
        asked_on=st.integers(0, 3).map(lambda days: date(2020, 5, 1) + timedelta(days)),
        head_sex=st.sampled_from(["L", "P", ""]),
        bar=st.sampled_from(["", "", "", "overlap", "unknown"]),
    ),
    max_size=30,
    unique_by=lambda one: one.id,
).map(lambda some: [_coded(one) for one in some])
by_region = st.dictionaries(st.sampled_from(REGIONS), st.integers(0, 8))
limits = st.builds(
    Limits,
    cut_off=st.sampled_from([0, 200, 400]),
    places=st.none() | st.integers(0, 20),
    by_region=by_region,
    minimum=by_region,
)


def _coded(one: Candidate) -> Candidate:
    return Candidate(
        one.id, f"C{one.id}", one.region_code, one.score, one.asked_on, one.head_sex, one.bar
    )


def places(order: list[Candidate], found: dict[int, Standing]) -> list[Candidate]:
    return [one for one in order if found[one.id].outcome is IN]


@given(candidates, limits)
def test_no_quota_is_exceeded(some: list[Candidate], limit: Limits) -> None:
    order = ranked(some, seed=SEED)
    reached = places(order, allocate(order, limit))
    here = Counter(one.region_code for one in reached)
    assert limit.places is None or len(reached) <= limit.places
    assert all(here[region] <= most for region, most in limit.by_region.items())
    assert all(not one.bar and one.score >= limit.cut_off for one in reached)


@given(candidates, st.integers(0, 10**7), st.integers(1, 10**6), by_region)
def test_no_budget_is_exceeded(
    some: list[Candidate], budget: int, cost: int, quotas: dict[str, int]
) -> None:
    order = ranked(some, seed=SEED)
    budgets = dict.fromkeys(quotas, budget // 3)
    chosen = Choices(budget=budget, budgets=budgets)
    reached = places(order, allocate(order, choices.limits(chosen, cost=cost)))
    assert len(reached) * cost <= budget
    for region, most in budgets.items():
        assert sum(one.region_code == region for one in reached) * cost <= most


@given(candidates, limits)
def test_higher_need_never_loses_to_lower_within_the_same_limits(
    some: list[Candidate], limit: Limits
) -> None:
    order = ranked(some, seed=SEED)
    found = allocate(order, limit)
    here = Counter(one.region_code for one in places(order, found))
    for place, first in enumerate(order):
        if first.bar or first.score < limit.cut_off or found[first.id].outcome is IN:
            continue
        for later in order[place + 1 :]:
            if found[later.id].outcome is not IN:
                continue
            assert later.region_code != first.region_code
            full = here[first.region_code] >= limit.by_region.get(first.region_code, 99)
            assert full or found[later.id].reason is Reason.MINIMUM


@given(candidates, limits, st.integers(1, 5))
def test_more_places_remove_nobody(some: list[Candidate], limit: Limits, more: int) -> None:
    order = ranked(some, seed=SEED)
    wider = Limits(
        limit.cut_off,
        None if limit.places is None else limit.places + more,
        limit.by_region,
        limit.minimum,
    )
    before, after = allocate(order, limit), allocate(order, wider)
    assert {one.id for one in places(order, before)} <= {one.id for one in places(order, after)}


@given(candidates, limits, st.sampled_from(REGIONS), st.integers(1, 5))
def test_more_places_for_a_kelurahan_remove_nobody_of_it(
    some: list[Candidate], limit: Limits, region: str, more: int
) -> None:
    order = ranked(some, seed=SEED)
    quotas = dict(limit.by_region)
    if region in quotas:
        quotas[region] += more
    wider = Limits(limit.cut_off, limit.places, quotas, limit.minimum)
    before, after = allocate(order, limit), allocate(order, wider)
    ours = {one.id for one in places(order, before) if one.region_code == region}
    assert ours <= {one.id for one in places(order, after)}


@given(candidates, limits, st.randoms())
def test_the_same_people_give_the_same_plan_in_whatever_order(
    some: list[Candidate], limit: Limits, chance: Any
) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)
    order = ranked(some, seed=SEED)
    assert ranked(shuffled, seed=SEED) == order
    assert allocate(ranked(shuffled, seed=SEED), limit) == allocate(order, limit)


@given(candidates, limits)
def test_everybody_stands_somewhere_and_is_told_why(some: list[Candidate], limit: Limits) -> None:
    order = ranked(some, seed=SEED)
    found = allocate(order, limit)
    assert [found[one.id].position for one in order] == list(range(1, len(order) + 1))
    for one in found.values():
        words = sentences.why(one.reason, score=500, position=one.position, cut_off=300)
        assert "{" not in words.id + words.en


def person(number: int, score: int = 500, day: int = 1, **more: Any) -> Candidate:
    told = {"region_code": REGIONS[0], "asked_on": date(2020, 5, day), **more}
    return Candidate(id=number, code=f"K{number}", score=score, **told)


def test_need_then_the_longer_wait_then_the_lot() -> None:
    some = [person(1, 400, 1), person(2, 500, 3), person(3, 500, 2), person(4, 500, 2)]
    by_lot = sorted((3, 4), key=lambda number: lot(SEED, f"K{number}"))
    assert [one.id for one in ranked(some, seed=SEED)] == [*by_lot, 2, 1]


def test_a_lot_can_be_drawn_again_by_anybody_and_another_seed_draws_another() -> None:
    assert lot(SEED, "K1") == hashlib.sha256(b"KOTA/2020-07..2020-09/3271:K1").hexdigest()
    some = [person(number) for number in range(1, 30)]
    assert ranked(some, seed="a") != ranked(some, seed="b")


def test_a_minimum_comes_before_the_competition_and_not_before_the_cut_off() -> None:
    poor = [person(n, 900, region_code=REGIONS[0]) for n in range(1, 4)]
    less = [person(4, 400, region_code=REGIONS[1]), person(5, 100, region_code=REGIONS[1])]
    order = ranked([*poor, *less], seed=SEED)
    found = allocate(order, Limits(cut_off=300, places=2, minimum={REGIONS[1]: 2}))
    assert found[4] == Standing(4, IN, Reason.MINIMUM)
    assert found[5].reason is Reason.BELOW
    assert sum(one.outcome is IN for one in found.values()) == 2


def test_who_is_barred_takes_no_place() -> None:
    some = [person(1, 900, bar="overlap"), person(2, 800, bar="unknown"), person(3, 700)]
    found = allocate(ranked(some, seed=SEED), Limits(places=1))
    assert [found[n].outcome for n in (1, 2, 3)] == [Outcome.OUT, Outcome.WAITING, IN]


def test_the_effects_add_up() -> None:
    some = [person(n, 1000 - n, head_sex="P" if n % 2 else "L") for n in range(1, 12)]
    order = ranked(some, seed=SEED)
    found = allocate(order, Limits(places=4, cut_off=992))
    told = effects.effects(order, found, cost=600_000, need=[one.id for one in order])
    assert (told.all.reached, told.all.waiting, told.all.out) == (4, 4, 3)
    assert told.cost == 4 * 600_000
    assert (told.poorest.reached, told.poorest.whole) == (3, 3), "a fifth of eleven, rounded up"
    assert sum(one.whole for one in told.tenths) == 11
    assert sum(one.whole for one in told.by_sex.values()) == 11
    assert told.by_reason == {"need": 4, "full": 4, "below": 3}


def test_a_change_names_who_gains_and_who_loses() -> None:
    some = [person(1, 900), person(2, 800)]
    order = ranked(some, seed=SEED)
    one, two = allocate(order, Limits(places=1)), allocate(order, Limits(places=2))
    assert effects.change(one, two) == effects.Change(gained=(2,), lost=())
    assert effects.change(two, one) == effects.Change(gained=(), lost=(2,))


class Asked:
    def __init__(self, code: str, weight: int, shares: dict[str, int]) -> None:
        self.code, self.weight, self.shares = code, weight, shares


def test_other_weights_give_other_needs() -> None:
    asked = [Asked("a", 1, {"ya": 100}), Asked("b", 1, {"ya": 100, "agak": 50})]
    answers = {"a": "ya", "b": "agak"}
    assert scoring.points(asked, {}, answers) == 750
    assert scoring.points(asked, {"b": 3}, answers) == 625
    assert scoring.points(asked, {"b": 0}, answers) == 1000
    assert scoring.points(asked, {"a": 0, "b": 0}, answers) == 0
    assert scoring.points(asked, {}, {"a": "?"}) == 0


def test_choices_come_back_as_they_were_kept() -> None:
    chosen = Choices(500, 20, None, {REGIONS[0]: 3}, {}, {}, {"a": 2}, False, True)
    assert choices.read(chosen.document()) == chosen
    assert choices.read({}) == Choices()


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({"cut_off": 1001}, "cut_off"),
        ({"cut_off": True}, "cut_off"),
        ({"quota": -1}, "quota"),
        ({"budget": 10**15}, "budget"),
        ({"quotas": {"3271011001": -1}}, "quotas-3271011001"),
        ({"weights": {"a": 0}}, "weights"),
        ({"quota": "20"}, "quota"),
    ],
)
def test_choices_that_make_no_sense_are_told(document: dict[str, Any], where: str) -> None:
    with pytest.raises(BadChoices) as told:
        choices.read(document)
    assert told.value.where == where


def test_money_is_a_number_of_places_and_the_tighter_limit_counts() -> None:
    chosen = Choices(quota=10, budget=5_000_000, quotas={"a": 3}, budgets={"a": 700_000, "b": 0})
    found = choices.limits(chosen, cost=600_000)
    assert (found.places, found.by_region) == (8, {"a": 1, "b": 0})
    assert choices.limits(chosen, cost=0).places == 10, "goods without a price"


@pytest.mark.parametrize(
    ("cost", "officers"), [(0, 1), (999, 1), (1000, 2), (5000, 3), (10**12, 3)]
)
def test_much_money_needs_more_eyes(cost: int, officers: int) -> None:
    assert approvals.needed(cost, [(1000, 2), (5000, 3)]) == officers
    assert approvals.needed(cost, []) == 1
