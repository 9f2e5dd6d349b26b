"""What strangers may see of families that wait, so that nobody is recognised.

Families are shown in groups of at least five that look alike (k-anonymity): a family of a smaller
group is shown with less, step by step, until it looks like enough others. What a family does not
want shown is never shown; a trait that is not mentioned is either absent or not told.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tanggap.fostering.types import Traits

FEWEST: Final = 5
"""So many families that wait look alike, at the least."""

SHOWABLE: Final = (
    "region", "people", "waiting", "children", "elderly", "disabled", "orphans", "story",
)  # fmt: skip
"""What a family may let strangers see: the codes of `Candidate.shown`."""
TRAITS: Final = ("children", "elderly", "disabled", "orphans")
_DISTRICT: Final = 6
_CITY: Final = 4
_PEOPLE: Final = ((2, "1-2"), (4, "3-4"), (6, "5-6"))
_MONTHS: Final = ((1, "0"), (3, "1"), (6, "3"), (12, "6"))
_DAYS_OF_A_MONTH: Final = 30


@dataclass(frozen=True, slots=True)
class Waiting:
    """A family that waits, and what it lets strangers see."""

    traits: Traits
    shown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a stranger sees of a family.

    `region_code` is a kelurahan, a kecamatan or only the city; `people` "1-2" to "7+", `waiting`
    the full months from which on, "0" to "12"; both "" where they are not told. `alike` families
    look the same. `code` and `story` are filled in where a profile leaves the rules.
    """

    candidate_id: int
    region_code: str
    people: str = ""
    waiting: str = ""
    traits: frozenset[str] = frozenset()
    alike: int = 0
    code: str = ""
    story: str = field(default="", repr=False)


def generalise(families: Sequence[Waiting], *, today: date) -> list[Profile]:
    """Return what may be shown of families, in their order.

    Give all that wait, not only those who are still free: it is among all of them that a family
    must not be recognisable. Whoever looks like fewer than five even with nothing but the city
    told is left out.
    """
    seen = [_first(one, today) for one in families]
    for step in _STEPS:
        counted = Counter(map(_look, seen))
        seen = [one if counted[_look(one)] >= FEWEST else step(one) for one in seen]
    counted = Counter(map(_look, seen))
    return [
        replace(one, alike=counted[_look(one)]) for one in seen if counted[_look(one)] >= FEWEST
    ]


def _first(one: Waiting, today: date) -> Profile:
    """Return all that the family lets be seen."""
    traits, shown = one.traits, one.shown
    code = traits.region_code
    return Profile(
        candidate_id=traits.candidate_id,
        region_code=code if "region" in shown else code[:_CITY],
        people=people_band(traits.people) if "people" in shown else "",
        waiting=waiting_band(traits.waiting_since, today) if "waiting" in shown else "",
        traits=frozenset(name for name in TRAITS if name in shown and getattr(traits, name)),
    )


def people_band(people: int) -> str:
    """Return how many people live in the house, in bands."""
    return next((band for most, band in _PEOPLE if people <= most), "7+")


def waiting_band(since: date, today: date) -> str:
    """Return for how many full months a family has waited at least, in bands."""
    months = (today - since).days // _DAYS_OF_A_MONTH
    return next((band for below, band in _MONTHS if months < below), "12")


Look = tuple[str, str, str, frozenset[str]]


def _look(one: Profile) -> Look:
    return one.region_code, one.people, one.waiting, one.traits


def _without(trait: str) -> Callable[[Profile], Profile]:
    return lambda one: replace(one, traits=one.traits - {trait})


_STEPS: Final[tuple[Callable[[Profile], Profile], ...]] = (
    lambda one: replace(one, waiting=""),
    lambda one: replace(one, people=""),
    lambda one: replace(one, region_code=one.region_code[:_DISTRICT]),
    _without("disabled"),
    _without("orphans"),
    _without("elderly"),
    _without("children"),
    lambda one: replace(one, region_code=one.region_code[:_CITY]),
)
"""What is given up, in this order: what tells donors least first, then what the law guards most."""
