"""Wishes against families: what must be kept, what weighs."""

from datetime import date

import pytest

from tanggap.fostering.domain import wishes
from tanggap.fostering.types import Traits, Wishes


def family(place="3271011001", **traits):
    return Traits(1, place, 4, 500, date(2026, 1, 1), **traits)


@pytest.mark.parametrize(
    ("wish", "traits", "points"),
    [
        (Wishes(), family(children=True), {}),
        (Wishes(children=True), family(children=True), {"children": 100}),
        (Wishes(children=True), family(), {}),
        (Wishes(regions=("3271011001",)), family(), {"regions": 200}),
        (Wishes(regions=("327101",)), family(), {"regions": 200}),
        (Wishes(regions=("327102",)), family(), {}),
        (Wishes(near="3271011001"), family(), {"near": 200}),
        (Wishes(near="3271011002"), family(), {"near": 100}),
        (Wishes(near="3271021002"), family(), {}),
        (
            Wishes(regions=("327101",), elderly=True, disabled=True),
            family(elderly=True, disabled=True),
            {"regions": 200, "elderly": 100, "disabled": 100},
        ),
    ],
)
def test_every_kept_wish_earns_its_points(wish, traits, points):
    assert wishes.suits(wish, traits) == points


@pytest.mark.parametrize(
    ("wish", "traits", "allowed"),
    [
        (Wishes(children=True), family(), True),
        (Wishes(children=True, firm=frozenset({"children"})), family(), False),
        (Wishes(children=True, firm=frozenset({"children"})), family(children=True), True),
        (Wishes(firm=frozenset({"children", "regions", "near"})), family(), True),
        (Wishes(regions=("327102",), firm=frozenset({"regions"})), family(), False),
        (Wishes(regions=("327101",), firm=frozenset({"regions"})), family(), True),
        (Wishes(near="3271011009", firm=frozenset({"near"})), family(), True),
        (Wishes(near="3271021001", firm=frozenset({"near"})), family(), False),
    ],
)
def test_what_must_be_kept_decides_whom_a_donor_may_have(wish, traits, allowed):
    assert wishes.allows(wish, traits) is allowed


def test_wishes_survive_being_kept_as_json():
    wish = Wishes(("327101",), children=True, near="3271011001", firm=frozenset({"near"}))
    assert wishes.read(wishes.document(wish)) == wish
    assert wishes.read({}) == Wishes()
