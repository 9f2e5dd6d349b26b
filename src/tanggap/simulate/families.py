"""Households and families: who lives with whom, and how they are related."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.simulate.names import FEMALE, MALE

REFERENCE_DAY: Final = int(np.datetime64("2020-05-01").astype(np.int64))
"""Days since 1970 of the day on which ages are counted: the spring of the eight lists."""

NOBODY: Final = -1
TWIN_BIRTHS: Final = 0.011  # twin births per birth, about one in ninety


class Kind(IntEnum):
    """What a household is made of."""

    COUPLE_WITH_CHILDREN = 0
    COUPLE = 1
    SINGLE_PARENT = 2
    ALONE = 3
    WITH_GRANDPARENT = 4
    TWO_FAMILIES = 5  # parents and a married child, each with a family card
    THREE_FAMILIES = 6
    BOARDER = 7  # a room in a boarding house: shares the address with strangers


# About 3.9 persons a household; Kota Bogor had 1.04 million people on 230,000 cards, 4.5 each.
# The shares are assumed.
_KIND_SHARES: Final = (0.630, 0.088, 0.110, 0.05, 0.060, 0.020, 0.002, 0.04)
_EXTRA_FAMILIES: Final = {Kind.TWO_FAMILIES: 1, Kind.THREE_FAMILIES: 2}


class Role(IntEnum):
    """Relation to the head of the family."""

    HEAD = 0
    SPOUSE = 1
    CHILD = 2
    PARENT = 3


@dataclass(frozen=True, slots=True)
class Families:
    """F families in H households; `first` is the position of the household's first family."""

    household: NDArray[np.int32]
    kind: NDArray[np.int8]
    first: NDArray[np.int32]
    generation: NDArray[
        np.int8
    ]  # 0 the first family of the household, 1 and 2 those of its children
    head_age: NDArray[np.float64]
    head_sex: NDArray[np.int8]
    married: NDArray[np.bool_]
    children: NDArray[np.int8]
    with_parent: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Members:
    """n persons of F families, head first; `head`, `father`, `mother` are positions or NOBODY."""

    family: NDArray[np.int32]
    role: NDArray[np.int8]
    sex: NDArray[np.int8]
    birth: NDArray[np.int32]  # days since 1970
    head: NDArray[np.int32]
    spouse: NDArray[np.int32]
    father: NDArray[np.int32]
    mother: NDArray[np.int32]
    twin_of: NDArray[np.int32]


def draw_families(rng: np.random.Generator, households: int) -> Families:
    """Draw the families of `households` households."""
    kind = rng.choice(len(Kind), households, p=_KIND_SHARES).astype(np.int8)
    cards = np.ones(households, dtype=np.int64)
    for several, extra in _EXTRA_FAMILIES.items():
        cards[kind == several] += extra
    household = np.repeat(np.arange(households, dtype=np.int32), cards)
    starts = np.cumsum(cards) - cards
    first = np.repeat(starts, cards).astype(np.int32)
    generation = (np.arange(len(household)) - first).astype(np.int8)
    family_kind = kind[household]
    head_age = _head_ages(rng, family_kind, generation, first)
    single = np.isin(family_kind, (Kind.SINGLE_PARENT, Kind.ALONE, Kind.BOARDER))
    mostly_women = rng.random(len(household)) < 0.72
    boarder = family_kind == Kind.BOARDER
    head_sex = np.where(
        single & mostly_women & ~(boarder & (rng.random(len(household)) < 0.3)), FEMALE, MALE
    )
    with_children = np.isin(family_kind, (Kind.COUPLE, Kind.ALONE, Kind.BOARDER), invert=True)
    return Families(
        household=household,
        kind=family_kind,
        first=first,
        generation=generation,
        head_age=head_age,
        head_sex=head_sex.astype(np.int8),
        married=~single,
        children=_child_counts(rng, with_children, head_age),
        with_parent=family_kind == Kind.WITH_GRANDPARENT,
    )


def _head_ages(
    rng: np.random.Generator,
    kind: NDArray[np.int8],
    generation: NDArray[np.int8],
    first: NDArray[np.int32],
) -> NDArray[np.float64]:
    age = np.clip(rng.normal(44, 11, len(kind)), 21, 82)
    age = np.where(kind == Kind.ALONE, rng.uniform(55, 88, len(kind)), age)
    age = np.where(kind == Kind.BOARDER, rng.uniform(18, 40, len(kind)), age)
    several = (kind == Kind.TWO_FAMILIES) | (kind == Kind.THREE_FAMILIES)
    age = np.where(several & (generation == 0), rng.uniform(50, 76, len(kind)), age)
    of_first = age[first] - rng.uniform(22, 32, len(kind))
    return np.where(generation > 0, np.maximum(of_first, 20), age)


def _child_counts(
    rng: np.random.Generator, with_children: NDArray[np.bool_], head_age: NDArray[np.float64]
) -> NDArray[np.int8]:
    """Draw the children that still live at home; as many as the parents' years allow."""
    wanted = 1 + rng.binomial(4, 0.32, len(head_age))
    possible = 1 + np.floor(np.maximum(_eldest_age(head_age), 0) / 3)
    return np.where(with_children, np.minimum(wanted, possible), 0).astype(np.int8)


def _eldest_age(head_age: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.clip(head_age - 24, 0.3, 27)


def draw_members(rng: np.random.Generator, families: Families) -> Members:
    """Draw the persons of every family, head first, then spouse, children, grandparent."""
    size = 1 + families.married + families.children + families.with_parent
    family = np.repeat(np.arange(len(size), dtype=np.int32), size)
    start = np.cumsum(size) - size
    place = np.arange(len(family)) - start[family]
    married = families.married[family]
    role = np.full(len(family), Role.CHILD, dtype=np.int8)
    role[place == 0] = Role.HEAD
    role[(place == 1) & married] = Role.SPOUSE
    role[families.with_parent[family] & (place == size[family] - 1)] = Role.PARENT
    head = start[family].astype(np.int32)
    spouse = np.where(married, head + 1, NOBODY).astype(np.int32)
    nth_child = place - 1 - married
    twin_of = _twins(rng, role, nth_child)
    sex = _sexes(rng, families, family, role, twin_of)
    birth = _births(rng, families, family, role, nth_child, twin_of)
    father, mother = _parents(rng, families, family, role, sex, head, spouse)
    return Members(family, role, sex, birth, head, spouse, father, mother, twin_of)


def _twins(
    rng: np.random.Generator, role: NDArray[np.int8], nth_child: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Return for a second twin the position of the first."""
    later = (role == Role.CHILD) & (nth_child > 0)
    # Only later children can be a second twin; they are about half of all, hence twice the rate.
    second = later & (rng.random(len(role)) < 2 * TWIN_BIRTHS)
    second[1:] &= ~second[:-1]
    return np.where(second, np.arange(len(role)) - 1, NOBODY).astype(np.int32)


def _sexes(
    rng: np.random.Generator,
    families: Families,
    family: NDArray[np.int32],
    role: NDArray[np.int8],
    twin_of: NDArray[np.int32],
) -> NDArray[np.int8]:
    chance = rng.random(len(role))
    head_sex = families.head_sex[family]
    sex = np.where(chance < 0.512, MALE, FEMALE)
    sex = np.where(role == Role.HEAD, head_sex, sex)
    sex = np.where(role == Role.SPOUSE, MALE + FEMALE - head_sex, sex)
    sex = np.where(role == Role.PARENT, np.where(chance < 0.3, MALE, FEMALE), sex)
    alike = (twin_of != NOBODY) & (rng.random(len(role)) < 0.65)
    return np.where(alike, sex[twin_of], sex).astype(np.int8)


def _births(
    rng: np.random.Generator,
    families: Families,
    family: NDArray[np.int32],
    role: NDArray[np.int8],
    nth_child: NDArray[np.int64],
    twin_of: NDArray[np.int32],
) -> NDArray[np.int32]:
    """Draw birth days; people born before 1965 often carry an invented one on their papers."""
    count = len(role)
    head_age = families.head_age[family]
    age = head_age + rng.random(count)
    age = np.where(role == Role.SPOUSE, head_age - rng.normal(3, 4, count), age)
    gap = _eldest_age(head_age) / np.maximum(families.children[family], 1)
    child_age = _eldest_age(head_age) - nth_child * np.minimum(gap, 4.5) - rng.random(count) * 1.5
    age = np.where(role == Role.CHILD, np.maximum(child_age, rng.random(count)), age)
    age = np.where(role == Role.PARENT, head_age + rng.uniform(19, 33, count), age)
    age = np.where(role == Role.SPOUSE, np.maximum(age, 17 + rng.random(count)), age)
    birth = (REFERENCE_DAY - np.minimum(age, 98) * 365.25).astype(np.int32)
    birth = np.where(twin_of != NOBODY, birth[twin_of], birth)
    return _invented_days(rng, birth)


def _invented_days(rng: np.random.Generator, birth: NDArray[np.int32]) -> NDArray[np.int32]:
    old = birth < np.datetime64("1965-01-01").astype(np.int64)
    year = birth.astype("M8[D]").astype("M8[Y]")
    first_of_year = year.astype("M8[D]").astype(np.int32)
    mid_year = (year.astype("M8[M]") + 6).astype("M8[D]").astype(np.int32)
    last = (year + 1).astype("M8[D]").astype(np.int32) - 1
    which = rng.random(len(birth))
    invented = np.select(
        [which < 0.025, which < 0.045, which < 0.065], [first_of_year, mid_year, last], birth
    )
    return np.where(old, invented, birth).astype(np.int32)


def _parents(
    rng: np.random.Generator,
    families: Families,
    family: NDArray[np.int32],
    role: NDArray[np.int8],
    sex: NDArray[np.int8],
    head: NDArray[np.int32],
    spouse: NDArray[np.int32],
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Link children to their parents, also those who have a family card of their own."""
    starts = np.flatnonzero(role == Role.HEAD).astype(np.int32)
    elder_head = starts[families.first[family]]
    son_moved_in = rng.random(len(families.kind)) < 0.5
    own_child = np.where(son_moved_in[family], Role.HEAD, Role.SPOUSE) == role
    grown_child = (families.generation[family] > 0) & own_child
    parent_head = np.where(grown_child, elder_head, head)
    has_parents = (role == Role.CHILD) | grown_child
    head_is_man = sex[parent_head] == MALE
    parent_spouse = spouse[parent_head]
    father = np.where(has_parents & head_is_man, parent_head, NOBODY)
    mother = np.where(has_parents, np.where(head_is_man, parent_spouse, parent_head), NOBODY)
    return father.astype(np.int32), mother.astype(np.int32)
