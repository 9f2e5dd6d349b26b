"""What strangers see: nobody is recognisable, and nothing is told that a family keeps back."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tanggap.fostering.domain.profiles import FEWEST, SHOWABLE, TRAITS, Waiting, generalise
from tanggap.fostering.types import Traits

TODAY = date(2026, 11, 24)
PLACES = ("3271011001", "3271011002", "3271021001", "3271021002")


@st.composite
def waiting(draw):
    count = draw(st.integers(0, 60))
    return [
        Waiting(
            Traits(
                number,
                draw(st.sampled_from(PLACES)),
                draw(st.integers(1, 9)),
                500,
                TODAY - timedelta(days=draw(st.integers(0, 500))),
                **{name: draw(st.booleans()) for name in TRAITS},
            ),
            draw(st.sampled_from([frozenset(SHOWABLE), frozenset(), frozenset({"region"})])),
        )
        for number in range(count)
    ]


def look(one):
    return one.region_code, one.people, one.waiting, one.traits


@given(waiting())
def test_every_combination_that_is_shown_covers_at_least_five_families(families):
    profiles = generalise(families, today=TODAY)
    counted = Counter(map(look, profiles))
    assert all(counted[look(one)] >= FEWEST and one.alike == counted[look(one)] for one in profiles)


@given(waiting())
def test_only_the_truth_is_shown_and_only_what_the_family_lets(families):
    known = {one.traits.candidate_id: one for one in families}
    for one in generalise(families, today=TODAY):
        family = known[one.candidate_id]
        assert family.traits.region_code.startswith(one.region_code)
        assert all(getattr(family.traits, name) for name in one.traits)
        assert one.traits <= family.shown
        if "region" not in family.shown:
            assert one.region_code == "3271"
        if not family.shown:
            assert (one.people, one.waiting) == ("", "")


def family(number, place=PLACES[0], people=3, **traits):
    return Waiting(Traits(number, place, people, 500, TODAY, **traits), frozenset(SHOWABLE))


def test_many_alike_are_shown_as_they_are():
    profiles = generalise([family(n, children=True) for n in range(5)], today=TODAY)
    assert {look(one) for one in profiles} == {
        (PLACES[0], "3-4", "0", frozenset({"children"})),
    }


def test_the_only_one_of_a_kelurahan_hides_in_the_kecamatan():
    alone = family(9, place=PLACES[1])
    others = [family(n, people=1) for n in range(4)]
    (profile,) = [one for one in generalise([alone, *others], today=TODAY) if one.candidate_id == 9]
    assert look(profile) == ("327101", "", "", frozenset())


def test_the_rarest_trait_is_given_up_before_the_common_one():
    others = [family(n, children=True) for n in range(5)]
    rare = family(9, children=True, disabled=True)
    few = [family(n, place=PLACES[1], children=True) for n in range(10, 14)]
    found = {one.candidate_id: one for one in generalise([rare, *others, *few], today=TODAY)}
    assert found[9].traits == {"children"}
    assert found[9].region_code == "327101"


def test_fewer_than_five_in_all_are_not_shown():
    assert generalise([family(n) for n in range(4)], today=TODAY) == []
