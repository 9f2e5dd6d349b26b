"""Who looks after whom: the best assignment of families to pledges, and why each pair.

As many families as can be get a donor; among all ways to do so the one of most worth is taken
(`domain.worth`), so no family stays behind where another of less need, shorter waiting and a
better served kelurahan could have stayed instead. Wishes that must be kept, pinned and forbidden
pairs are not weighed: they hold.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from tanggap.fostering.domain import network, wishes, worth
from tanggap.fostering.domain.sides import Impossible, Pair, Sides, facing
from tanggap.fostering.domain.worth import PERCENT, Weights
from tanggap.fostering.types import Offer, Traits

__all__ = ["Impossible", "Joined", "Pair", "Second", "Solution", "Weights", "explained", "solve"]


@dataclass(frozen=True, slots=True)
class Second:
    """The family that the same pledge would have had next, and what that had been worth."""

    candidate_id: int
    worth: int


@dataclass(frozen=True, slots=True)
class Joined:
    """A pair of a solution. `parts` are its points for need, waiting, wishes and fairness.

    `kept` are the points of the wishes by name, before their weight. `second` is None where no
    other family that waits on may go to this pledge.
    """

    pledge_id: int
    candidate_id: int
    parts: dict[str, int]
    kept: dict[str, int]
    is_pinned: bool = False
    second: Second | None = None

    @property
    def worth(self) -> int:
        """The sum of its parts."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Solution:
    """Pairs, those of most worth first, and who stays behind."""

    pairs: tuple[Joined, ...]
    left: tuple[Traits, ...]
    sides: Sides = field(repr=False)

    @property
    def worth(self) -> int:
        """The points of all pairs together."""
        return sum(one.worth for one in self.pairs)


def solve(
    families: Sequence[Traits],
    pledges: Sequence[Offer],
    *,
    pinned: Collection[Pair] = (),
    forbidden: Collection[Pair] = (),
    weights: Weights | None = None,
    served: Mapping[str, int] | None = None,
    today: date,
) -> Solution:
    """Return the best assignment; the same for the same people, in whatever order they come.

    `served` are the families looked after already, by kelurahan. Equals are told apart by who has
    waited longer, then by the lower number. Raises Impossible where the pinned pairs contradict
    one another; a pinned pair that is forbidden as well stays pinned.
    """
    sides = facing(
        families, pledges, pinned=pinned, forbidden=forbidden, served=served or {},
        weights=weights or Weights(), today=today,
    )  # fmt: skip
    pairs = [
        pair for number, some in network.flow(sides).items() for pair in _dealt(sides, number, some)
    ]
    return explained(sides, pairs)


def explained(sides: Sides, pairs: Iterable[Pair]) -> Solution:
    """Return a solution from its pairs without the pinned ones, which are added."""
    every = dict.fromkeys(sides.pinned, True) | dict.fromkeys(pairs, False)
    taken = {candidate for _, candidate in every}
    left = tuple(one for number, one in sides.families.items() if number not in taken)
    fair = _fairness(sides, every)
    seconds = _seconds(sides, left, every)
    joined = [
        _joined(sides, pair, is_pinned, fair[pair[1]], seconds.get(pair[0]))
        for pair, is_pinned in every.items()
    ]
    joined.sort(key=lambda one: (-one.worth, one.candidate_id))
    return Solution(tuple(joined), left, sides)


def _dealt(sides: Sides, number: int, some: Sequence[Traits]) -> list[Pair]:
    """Deal the families of a group out to its pledges: who arrived first gets the neediest."""
    group = sides.groups[number]
    seats = [
        one.pledge_id
        for one, room in zip(group.pledges, group.rooms, strict=True)
        for _ in range(room)
    ]
    ordered = sorted(some, key=lambda one: (-sides.alone(one), one.waiting_since, one.candidate_id))
    return [(pledge, one.candidate_id) for pledge, one in zip(seats, ordered, strict=False)]


def _fairness(sides: Sides, every: Mapping[Pair, bool]) -> dict[int, int]:
    """Return the points for fairness of every family that is taken: the neediest stands first."""
    by_region: dict[str, list[tuple[bool, int, int]]] = defaultdict(list)
    for (_, candidate), is_pinned in every.items():
        one = sides.families[candidate]
        by_region[one.region_code].append((not is_pinned, -sides.alone(one), candidate))
    found = {}
    for code, some in by_region.items():
        pins = sum(not free for free, _, _ in some)
        before = sides.before.get(code, 0) - pins
        for place, (_, _, candidate) in enumerate(sorted(some), before):
            found[candidate] = worth.fairness(place, sides.whole[code], sides.weights)
    return found


def _joined(sides: Sides, pair: Pair, is_pinned: bool, fair: int, second: Second | None) -> Joined:
    traits, offer = sides.families[pair[1]], sides.offers[pair[0]]
    kept = wishes.suits(offer.wishes, traits)
    place = sum(wishes.place_points(offer.wishes, traits.region_code).values())
    house = sum(wishes.people_points(offer.wishes, traits).values())
    parts = {
        "need": worth.need(traits, sides.weights),
        "waiting": worth.waiting(traits, sides.weights, sides.today),
        "wishes": sum(points * sides.weights.wishes // PERCENT for points in (place, house)),
        "fairness": fair,
    }
    return Joined(pair[0], pair[1], parts, kept, is_pinned, second)


def _seconds(sides: Sides, left: Sequence[Traits], every: Mapping[Pair, bool]) -> dict[int, Second]:
    """Return, by pledge, the best family among those that stay behind."""
    taken: dict[str, int] = defaultdict(int)
    for (_, candidate), is_pinned in every.items():
        taken[sides.families[candidate].region_code] += not is_pinned
    behind = {one.candidate_id for one in left}
    best = [_best([one for one in kin.families if one.candidate_id in behind], sides)
            for kin in sides.kins]  # fmt: skip
    if not any(best):
        return {}
    points = np.array([
        -1 if one is None else sides.alone(one) + worth.fairness(
            sides.before.get(one.region_code, 0) + taken[one.region_code],
            sides.whole[one.region_code], sides.weights)
        for one in best
    ], dtype=np.int64)  # fmt: skip
    whole = np.where(sides.able & (points >= 0)[None, :], sides.wished() + points[None, :], -1)
    found = {}
    for number, column in enumerate(whole.argmax(axis=1).tolist()):
        one = best[column]
        if whole[number, column] >= 0 and one is not None:
            second = Second(one.candidate_id, int(whole[number, column]))
            found.update({offer.pledge_id: second for offer in sides.groups[number].pledges})
    return found


def _best(some: Sequence[Traits], sides: Sides) -> Traits | None:
    return min(
        some,
        key=lambda one: (-sides.alone(one), one.waiting_since, one.candidate_id),
        default=None,
    )
