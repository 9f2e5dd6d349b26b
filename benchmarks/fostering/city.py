"""Families that wait and pledges, drawn from the simulated city, the same for one seed.

The city gives kelurahan, houses and who lives in them, and how well off they are. Assumed: need is
the lack of means, blurred by the visit; official aid has missed families unevenly, so some wait in
every kelurahan, and some kelurahan have waited longer; donors wish for where they live and for
children first.
"""

from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tanggap.fostering.types import Offer, Traits, Wishes
from tanggap.simulate import setting as settings
from tanggap.simulate import town as towns
from tanggap.simulate.families import Kind
from tanggap.simulate.setting import Setting
from tanggap.simulate.town import HOUSEHOLDS_PER_CHUNK, Town

REGION: Final = "3271"
TODAY: Final = date(2020, 7, 1)
CHUNKS: Final = 10
POOR: Final = 0.35
"""Welfare below which a family could have been on a list."""
GROWN: Final = 18
OLD: Final = 60
DISABLED: Final = 0.06
FIRM: Final = 0.3
SCHOOL: Final = 0.06
LONGEST: Final = 600


def draw(families: int, pledges: int, seed: int) -> tuple[list[Traits], list[Offer]]:
    """Return so many families that wait, and so many pledges in the order of their arrival."""
    place = settings.describe(REGION, seed)
    rng = np.random.default_rng(np.random.SeedSequence([seed, families, pledges]))
    waiting: list[Traits] = []
    slowness = rng.lognormal(0, 0.4, len(place.village_codes))
    for chunk in range(CHUNKS):
        own = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(chunk,)))
        town = towns.build(place, chunk, HOUSEHOLDS_PER_CHUNK, own)
        waiting.extend(_families(town, place, slowness, rng, len(waiting)))
    chosen = rng.permutation(len(waiting))[:families]
    return [waiting[n] for n in sorted(chosen)], _pledges(place, pledges, rng)


def _families(
    town: Town, place: Setting, slowness: NDArray[Any], rng: np.random.Generator, first: int
) -> list[Traits]:
    """Return the poor families of a chunk."""
    number = len(town.welfare)
    family = town.members.family
    people = np.bincount(family, minlength=number)
    young = np.bincount(family[town.age < GROWN], minlength=number) > 0
    old = np.bincount(family[town.age >= OLD], minlength=number) > 0
    disabled = rng.random(number) < DISABLED * (1 + old)
    half = (town.families.kind == Kind.SINGLE_PARENT) & young & (rng.random(number) < 0.3)
    village = town.homes.village[town.families.household]
    score = np.clip(1000 * (1 - town.welfare + rng.normal(0, 0.05, number)), 0, 1000).astype(int)
    days = np.minimum(rng.exponential(90 * slowness[village]), LONGEST).astype(int)
    school = half & (rng.random(number) < 0.4)
    return [
        Traits(
            candidate_id=first + place_of + 1,
            region_code=place.village_codes[village[n]].replace(".", ""),
            people=int(people[n]),
            score=int(score[n]),
            waiting_since=TODAY - timedelta(days=int(days[n])),
            children=bool(young[n]),
            elderly=bool(old[n]),
            disabled=bool(disabled[n]),
            orphans=bool(half[n]),
            purpose="school" if school[n] else "aid",
        )
        for place_of, n in enumerate(np.nonzero(town.welfare < POOR)[0].tolist())
    ]


def _pledges(place: Setting, pledges: int, rng: np.random.Generator) -> list[Offer]:
    """Return pledges for one to ten families each; most donors live where few are poor."""
    codes = [code.replace(".", "") for code in place.village_codes]
    known = rng.dirichlet(np.full(len(codes), 0.5))
    rooms = rng.choice([1, 2, 3, 5, 10], pledges, p=[0.62, 0.22, 0.09, 0.05, 0.02])
    return [
        Offer(
            pledge_id=number + 1,
            room=int(rooms[number]),
            wishes=_wishes(codes, known, rng),
            purpose="school" if rng.random() < SCHOOL else "aid",
            arrived=number,
        )
        for number in range(pledges)
    ]


def _wishes(codes: list[str], known: NDArray[Any], rng: np.random.Generator) -> Wishes:
    draws = rng.random(6)
    named = rng.choice(len(codes), rng.integers(1, 4), replace=False, p=known)
    home = codes[int(rng.choice(len(codes), p=known))]
    wished = {
        "regions": tuple(sorted(codes[n] for n in named)) if draws[0] < 0.25 else (),
        "near": home if draws[1] < 0.25 else "",
        "children": bool(draws[2] < 0.35),
        "elderly": bool(draws[3] < 0.15),
        "disabled": bool(draws[4] < 0.08),
    }
    firm = frozenset(name for name, wish in wished.items() if wish) if draws[5] < FIRM else ()
    return Wishes(**wished, firm=frozenset(firm))
