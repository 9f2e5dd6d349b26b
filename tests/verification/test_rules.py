"""The rules of visits: the draw, agreement, what a report must hold."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.verification.domain import disagreement, drawing
from tanggap.verification.domain.answers import missing, on_earth
from tanggap.verification.forms import rw_of

CODES = st.lists(st.text("0123456789ABCDEF", min_size=9, max_size=9), unique=True, max_size=60)
ANSWERS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["ya", "tidak"]))


@given(CODES, st.integers(1, 100), st.text(min_size=1, max_size=8))
def test_everybody_who_draws_again_finds_the_same(codes, share, seed) -> None:
    chosen = drawing.drawn(seed, codes, share)
    assert chosen == drawing.drawn(seed, reversed(codes), share)
    assert set(chosen) <= set(codes)
    assert set(chosen) <= set(drawing.drawn(seed, codes, min(100, share + 7)))


@given(CODES, st.text(max_size=8))
def test_a_share_of_all_draws_all(codes, seed) -> None:
    assert sorted(drawing.drawn(seed, codes, 100)) == sorted(codes)


def test_a_tenth_is_about_a_tenth() -> None:
    codes = [f"{number:09d}" for number in range(5_000)]
    assert 400 < len(drawing.drawn("benih", codes, 10)) < 600


def test_a_lot_is_what_the_page_says_it_is() -> None:
    digits = hashlib.sha256(b"benih:ABC-DEF-GH1").hexdigest()[:16]
    assert drawing.lot_of("benih", "ABC-DEF-GH1") == int(digits, 16)


@pytest.mark.parametrize(
    ("loads", "but", "chosen"),
    [
        ({1: 0, 2: 5}, 1, 2),
        ({1: 0, 2: 5, 3: 4}, 1, 3),
        ({2: 1, 3: 1}, 9, 2),
        ({1: 0}, 1, None),
        ({}, 1, None),
    ],
)
def test_the_one_with_the_fewest_visits_goes_but_never_the_first(loads, but, chosen) -> None:
    assert drawing.lightest(loads, but=but) == chosen


@given(st.lists(st.tuples(ANSWERS, ANSWERS), max_size=30))
def test_agreement_is_between_nothing_and_all(pairs) -> None:
    found = disagreement.agreement("a", pairs)
    assert 0 <= found.same <= found.pairs <= len(pairs)
    assert found.kappa is None or -1 <= found.kappa <= 1
    if found.kappa == 1:
        assert found.same == found.pairs


def test_kappa_takes_away_what_chance_explains() -> None:
    """Cohen 1960 by hand: 45 of 50 same; marginals 30/20 and 25/25 explain half."""
    yes, no = {"a": "ya"}, {"a": "tidak"}
    pairs = [(yes, yes)] * 25 + [(no, no)] * 20 + [(yes, no)] * 5
    found = disagreement.agreement("a", pairs)
    assert found.same == 45
    assert found.kappa == pytest.approx((0.9 - 0.5) / (1 - 0.5))


def test_where_all_always_say_the_same_chance_explains_it() -> None:
    assert disagreement.agreement("a", [({"a": "ya"}, {"a": "ya"})] * 9).kappa is None


def test_scores_tell_the_gap_and_who_turned() -> None:
    found = disagreement.scores([(600, 400, 500), (700, 710, 500), (100, 100, 500)])
    assert (found.mean_difference, found.largest, found.turned) == (70, 200, 1)
    assert disagreement.scores([]) == disagreement.Scores(0, 0, 0, 0)


@given(ANSWERS, ANSWERS)
def test_what_differs_one_way_differs_the_other(one, two) -> None:
    assert disagreement.differing(one, two, "abc") == disagreement.differing(two, one, "abc")
    assert disagreement.differing(one, one, "abc") == []


def test_an_empty_answer_is_none() -> None:
    assert missing(["a", "b", "c"], {"a": "ya", "b": ""}) == ["b", "c"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "is_one"),
    [(-6.6, 106.8, True), (91, 0, False), (0, -181, False), (float("nan"), 0, False)],
)
def test_a_place_is_on_earth(latitude, longitude, is_one) -> None:
    assert on_earth(latitude, longitude) is is_one


@pytest.mark.parametrize(("typed", "kept"), [("3", "003"), (" RW 12 ", "012"), ("", ""), ("x", "")])
def test_an_rw_is_three_digits(typed, kept) -> None:
    assert rw_of(typed) == kept
