"""Both sides of a round, grouped: pledges with equal wishes, families of one class.

Whoever is alike to the other side costs the flow one node instead of many. A pledge or a family
with a forbidden pair is alike to nobody and stands alone.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.fostering.domain import wishes, worth
from tanggap.fostering.domain.worth import PERCENT, Weights
from tanggap.fostering.types import Offer, Traits, Wishes

Pair = tuple[int, int]
"""A pledge and a candidate, by their numbers."""
Matrix = NDArray[np.int64]

NEVER: Final = -1
"""Stands for points where a wish that must be kept is not."""


class Impossible(Exception):
    """The pinned pairs cannot all stand: a family twice, a pledge exceeded, somebody unknown."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pledges with equal wishes, in the order in which they arrived; rooms beside them."""

    wishes: Wishes
    purpose: str
    pledges: tuple[Offer, ...]
    rooms: tuple[int, ...]
    barred: frozenset[int] = frozenset()

    @property
    def room(self) -> int:
        """For how many families there is room in all."""
        return sum(self.rooms)


@dataclass(frozen=True, slots=True)
class Kin:
    """Families that are alike to every donor, the longest waiting first; `alone` for one barred."""

    purpose: str
    region_code: str
    people: tuple[bool, ...]
    families: tuple[Traits, ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """What a round is about.

    `place` are the points of the wishes for a place (groups × regions), `house` of those for the
    people (groups × kins), NEVER where a wish that must be kept is not. `able` (groups × kins) says
    who may come together at all. `before` are the families looked after and pinned, `whole` those
    and all that wait, by kelurahan.
    """

    families: dict[int, Traits]
    offers: dict[int, Offer]
    pinned: tuple[Pair, ...]
    groups: tuple[Group, ...]
    kins: tuple[Kin, ...]
    regions: tuple[str, ...]
    place: Matrix
    house: Matrix
    able: NDArray[np.bool_]
    region_of: NDArray[np.int64]
    before: dict[str, int]
    whole: dict[str, int]
    weights: Weights
    today: date

    def alone(self, traits: Traits) -> int:
        """Return the points that a family brings along, whoever takes it."""
        return worth.need(traits, self.weights) + worth.waiting(traits, self.weights, self.today)

    def wished(self) -> Matrix:
        """Return the points of the wishes (groups × kins); only where `able`."""
        return self.place[:, self.region_of] + self.house


def facing(
    families: Sequence[Traits],
    offers: Sequence[Offer],
    *,
    pinned: Collection[Pair],
    forbidden: Collection[Pair],
    served: Mapping[str, int],
    weights: Weights,
    today: date,
) -> Sides:
    """Group both sides. `served` are the families looked after already, by kelurahan.

    Raises Impossible.
    """
    known = {one.candidate_id: one for one in sorted(families, key=_eldest)}
    given = {one.pledge_id: one for one in sorted(offers, key=lambda o: (o.arrived, o.pledge_id))}
    pins = tuple(sorted(set(pinned)))
    rooms = _rooms(known, given, pins)
    barred = {pair for pair in forbidden if pair[0] in given and pair[1] in known}
    kept = {candidate for _, candidate in pins}
    groups = _groups(given, rooms, barred)
    kins = _kins([one for one in known.values() if one.candidate_id not in kept], barred)
    regions = tuple(sorted({one.region_code for one in kins}))
    place, house = _place(groups, regions, weights), _house(groups, kins, weights)
    at = np.array([regions.index(one.region_code) for one in kins], dtype=np.int64)
    able = (place[:, at] != NEVER) & (house != NEVER) & _fits(groups, kins)
    before = defaultdict(int, served)
    for _, candidate in pins:
        before[known[candidate].region_code] += 1
    whole = defaultdict(int, before)
    for one in known.values():
        whole[one.region_code] += one.candidate_id not in kept
    return Sides(
        families=known, offers=given, pinned=pins, groups=groups, kins=kins, regions=regions,
        place=place, house=house, able=able, region_of=at, before=dict(before), whole=dict(whole),
        weights=weights, today=today,
    )  # fmt: skip


def _eldest(traits: Traits) -> tuple[date, int]:
    """Order families openly: who has waited longest, then the lower number."""
    return traits.waiting_since, traits.candidate_id


def _rooms(
    known: Mapping[int, Traits], given: Mapping[int, Offer], pins: Sequence[Pair]
) -> dict[int, int]:
    """Return how much room the pinned pairs leave in every pledge."""
    rooms = {number: max(one.room, 0) for number, one in given.items()}
    if len({candidate for _, candidate in pins}) < len(pins):
        raise Impossible("a family is pinned twice")
    for pledge, candidate in pins:
        if candidate not in known or not rooms.get(pledge):
            raise Impossible("a pinned pair is unknown, or its pledge has no room")
        rooms[pledge] -= 1
    return rooms


def _groups(
    given: Mapping[int, Offer], rooms: Mapping[int, int], barred: Collection[Pair]
) -> tuple[Group, ...]:
    by_pledge = defaultdict(set)
    for pledge, candidate in barred:
        by_pledge[pledge].add(candidate)
    found: dict[tuple[object, ...], list[Offer]] = defaultdict(list)
    for number, one in given.items():
        found[one.wishes, one.purpose, number if number in by_pledge else None].append(one)
    return tuple(
        Group(
            wishes=some[0].wishes,
            purpose=some[0].purpose,
            pledges=tuple(some),
            rooms=tuple(rooms[one.pledge_id] for one in some),
            barred=frozenset(by_pledge.get(some[0].pledge_id, ())),
        )
        for some in found.values()
    )


def _kins(families: Sequence[Traits], barred: Collection[Pair]) -> tuple[Kin, ...]:
    alone = {candidate for _, candidate in barred}
    found: dict[tuple[object, ...], list[Traits]] = defaultdict(list)
    for one in families:
        apart = one.candidate_id if one.candidate_id in alone else None
        found[one.purpose, one.region_code, _people(one), apart].append(one)
    return tuple(
        Kin(one.purpose, one.region_code, _people(one), tuple(some), one.candidate_id in alone)
        for some in found.values()
        for one in some[:1]
    )


def _people(traits: Traits) -> tuple[bool, ...]:
    return tuple(bool(getattr(traits, name)) for name in wishes.PEOPLE)


def _place(groups: Sequence[Group], regions: Sequence[str], weights: Weights) -> Matrix:
    return _matrix(
        [
            [
                sum(wishes.place_points(one.wishes, code).values()) * weights.wishes // PERCENT
                if wishes.allows_place(one.wishes, code)
                else NEVER
                for code in regions
            ]
            for one in groups
        ],
        len(regions),
    )


def _house(groups: Sequence[Group], kins: Sequence[Kin], weights: Weights) -> Matrix:
    """Return the points for who lives in the house; there are few kinds of houses."""
    kinds = {one.people: one.families[0] for one in kins}
    columns = {people: number for number, people in enumerate(kinds)}
    small = _matrix(
        [
            [
                sum(wishes.people_points(one.wishes, traits).values()) * weights.wishes // PERCENT
                if wishes.allows_people(one.wishes, traits)
                else NEVER
                for traits in kinds.values()
            ]
            for one in groups
        ],
        len(kinds),
    )
    return small[:, [columns[one.people] for one in kins]]


def _fits(groups: Sequence[Group], kins: Sequence[Kin]) -> NDArray[np.bool_]:
    """Tell whose purposes are the same, without the forbidden pairs."""
    theirs = np.array([one.purpose for one in kins], dtype=object)
    fits = np.array([theirs == one.purpose for one in groups], dtype=bool)
    fits = fits.reshape(len(groups), len(kins))
    for row, group in enumerate(groups):
        if group.barred:
            for column, kin in enumerate(kins):
                if kin.alone and kin.families[0].candidate_id in group.barred:
                    fits[row, column] = False
    return fits


def _matrix(rows: list[list[int]], width: int) -> Matrix:
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)
