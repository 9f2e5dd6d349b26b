"""One chunk of the city: some thousand households with everything that is true about them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.simulate.addresses import Addresses, draw_addresses
from tanggap.simulate.families import (
    NOBODY,
    REFERENCE_DAY,
    Families,
    Kind,
    Members,
    Role,
    draw_families,
    draw_members,
)
from tanggap.simulate.identity import civil, draw_phones, issue_cards, issue_niks
from tanggap.simulate.names import FEMALE, MALE, NO_WORD, name_book, word_counts
from tanggap.simulate.setting import Setting, place_words

HOUSEHOLDS_PER_CHUNK: Final = 4096
PEOPLE_PER_CHUNK: Final = 1 << 16
"""Room for the numbers of a chunk's people, so that person_id is one number for the whole city."""

_MOVED_SHARE: Final = 0.07  # households that moved within the city between the lists; assumed
_RENEWED_SHARE: Final = 0.06  # families with a new card after a birth, death or split; assumed
_SPLIT_CARDS: Final = 0.006  # couples on two cards, "split KK"; assumed
_SHARED_HOUSES: Final = 0.03  # households renting under the address of another
_BOARDERS_PER_HOUSE: Final = 6
_CLAN_FAMILIES: Final = 0.028
_SHARES_FATHERS_NAME: Final = 0.22
_NAMED_LIKE_FATHER: Final = 0.004


@dataclass(frozen=True, slots=True)
class Town:
    """A chunk's people (n) and households (H), all facts true.

    `person_id` and `household_id` are unique over the chunks. `old_card` and `old_homes`
    are the facts that outdated lists still show; they equal today's where nothing changed.
    """

    setting: Setting
    families: Families
    members: Members
    person_id: NDArray[np.int64]
    household_id: NDArray[np.int64]  # of every person
    household: NDArray[np.int32]  # position of every person's household
    homes: Addresses
    old_homes: Addresses
    moved: NDArray[np.bool_]  # of every household
    welfare: NDArray[np.float64]  # of every family, 0 poorest to 1
    names: NDArray[np.int32]
    mother_names: NDArray[np.int32]
    nik: NDArray[np.int64]
    card: NDArray[np.int64]  # of every person
    old_card: NDArray[np.int64]
    phone: NDArray[np.int64]  # 0 none
    birth_place: NDArray[np.int32]  # −1 born in the city itself
    age: NDArray[np.float64]
    pilgrim: NDArray[np.bool_]  # made the hajj: H., Hj.


def build(setting: Setting, chunk: int, households: int, rng: np.random.Generator) -> Town:
    """Build the first `households` households of a chunk."""
    families = draw_families(rng, households)
    members = draw_members(rng, families)
    household = families.household[members.family]
    homes = _homes(rng, setting, families, households)
    moved = rng.random(households) < _MOVED_SHARE
    district = setting.village_district[homes.village]
    names, mother_names = _names(rng, families, members)
    card, old_card = _cards(rng, setting, chunk, district[families.household], members)
    age = (REFERENCE_DAY - members.birth) / 365.25
    welfare = np.clip(
        rng.beta(1.6, 1.6, households)[families.household]
        + rng.normal(0, 0.08, len(families.kind)),
        0,
        1,
    )
    return Town(
        setting=setting,
        families=families,
        members=members,
        person_id=chunk * PEOPLE_PER_CHUNK + np.arange(1, len(household) + 1, dtype=np.int64),
        household_id=chunk * HOUSEHOLDS_PER_CHUNK + 1 + household.astype(np.int64),
        household=household,
        homes=homes,
        old_homes=homes.replaced(moved, draw_addresses(rng, setting, households)),
        moved=moved,
        welfare=welfare,
        names=names,
        mother_names=mother_names,
        nik=issue_niks(rng, setting, chunk, district[household], members.birth, members.sex),
        card=card,
        old_card=old_card,
        phone=_phones(rng, members, age),
        birth_place=_birth_places(rng, members),
        age=age,
        pilgrim=(age > 45) & (rng.random(len(age)) < 0.09),
    )


def _homes(
    rng: np.random.Generator, setting: Setting, families: Families, households: int
) -> Addresses:
    """Give households their addresses; boarders and sub-tenants share those of strangers."""
    homes = draw_addresses(rng, setting, households)
    kind = np.zeros(households, dtype=np.int8)
    kind[families.household] = families.kind
    source = np.arange(households)
    boarders = np.flatnonzero(kind == Kind.BOARDER)
    houses = boarders[: max(1, len(boarders) // _BOARDERS_PER_HOUSE)]
    if len(boarders):
        source[boarders] = houses[rng.integers(0, len(houses), len(boarders))]
    tenants = np.flatnonzero((rng.random(households) < _SHARED_HOUSES) & (kind != Kind.BOARDER))
    source[tenants] = rng.integers(0, households, len(tenants))
    return homes.take(source)


def _names(
    rng: np.random.Generator, families: Families, members: Members
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Draw names, then let families share them: fathers' names, clans, twins."""
    book = name_book()
    year, _, _ = civil(members.birth)
    names = book.draw(rng, members.sex, year.astype(np.int32))
    _give_clan_names(rng, families, members, names)
    _give_fathers_names(rng, members, names)
    _name_twins(members, names)
    women = np.full(len(names), FEMALE, dtype=np.int8)
    mother_names = book.draw(rng, women, (year - 26).astype(np.int32))
    known = members.mother != NOBODY
    mother_names[known] = names[members.mother[known]]
    return names, mother_names


def _give_clan_names(
    rng: np.random.Generator, families: Families, members: Members, names: NDArray[np.int32]
) -> None:
    book = name_book()
    clan_family = rng.random(len(families.kind)) < _CLAN_FAMILIES
    clan = book.clans.draw(rng, len(families.kind))
    who = np.flatnonzero(clan_family[members.family] & (members.role != Role.SPOUSE))
    for sex in (MALE, FEMALE):
        here = who[members.sex[who] == sex]
        first = book.christian[sex].draw(rng, len(here))
        names[here, 0] = np.where(rng.random(len(here)) < 0.7, first, names[here, 0])
    last = np.clip(word_counts(names[who]), 1, 3)
    names[who, last] = clan[members.family[who]]


def _give_fathers_names(
    rng: np.random.Generator, members: Members, names: NDArray[np.int32]
) -> None:
    """Some families hand the father's last word on; a few sons bear the father's whole name."""
    shares = rng.random(len(names)) < _SHARES_FATHERS_NAME
    shares = shares[members.head]  # a habit of the family, not of the child
    has_father = members.father != NOBODY
    who = np.flatnonzero(shares & has_father)
    father_names = names[members.father[who]]
    last = father_names[np.arange(len(who)), word_counts(father_names) - 1]
    place = np.maximum(word_counts(names[who]) - 1, 1)
    names[who, place] = last
    alike = has_father & (members.sex == MALE) & (rng.random(len(names)) < _NAMED_LIKE_FATHER)
    names[alike] = names[members.father[alike]]


def _name_twins(members: Members, names: NDArray[np.int32]) -> None:
    """Twins share every word but the first."""
    second = np.flatnonzero(members.twin_of != NOBODY)
    alike = second[members.sex[second] == members.sex[members.twin_of[second]]]
    first_word = names[alike, 0].copy()
    names[alike] = names[members.twin_of[alike]]
    other = names[alike, 1:]
    names[alike, 0] = np.where(
        (other == first_word[:, None]).any(axis=1), names[alike, 0], first_word
    )
    short = alike[names[alike, 1] == NO_WORD]
    names[short, 0] = first_word[np.searchsorted(alike, short)]


def _cards(
    rng: np.random.Generator,
    setting: Setting,
    chunk: int,
    district: NDArray[np.int32],
    members: Members,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give every person the number of the family card, today's and the one before."""
    count = len(district)
    three = issue_cards(rng, setting, chunk, np.tile(district, 3))
    card, old, second = three[:count], three[count : 2 * count], three[2 * count :]
    renewed = rng.random(count) < _RENEWED_SHARE
    split = rng.random(count) < _SPLIT_CARDS
    own = split[members.family] & (members.role == Role.SPOUSE)
    today = np.where(own, second[members.family], card[members.family])
    before = np.where(own | ~renewed[members.family], today, old[members.family])
    return today, before


def _phones(
    rng: np.random.Generator, members: Members, age: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Most adults have a telephone; the others of a family give the head's."""
    own = draw_phones(rng, len(age))
    chance = np.select([age < 15, age < 60, age < 70], [0.02, 0.78, 0.45], 0.2)
    has = rng.random(len(age)) < chance
    has_any = has[members.head]
    return np.where(has, own, np.where(has_any, own[members.head], 0))


def _birth_places(rng: np.random.Generator, members: Members) -> NDArray[np.int32]:
    """Most are born in the city; places come near before far."""
    places = len(place_words()["birth_places"])
    weights = 1 / np.arange(1, places + 1)
    place = rng.choice(places, len(members.role), p=weights / weights.sum())
    chance = np.where(members.role == Role.CHILD, 0.82, 0.62)
    return np.where(rng.random(len(place)) < chance, -1, place).astype(np.int32)
