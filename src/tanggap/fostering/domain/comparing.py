"""The two ways in which people would do it by hand, on the same families and pledges.

Both keep the wishes that must be kept, forbidden pairs and pinned ones, as the best one does.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from tanggap.fostering.domain import wishes
from tanggap.fostering.domain.assignment import Solution, explained
from tanggap.fostering.domain.sides import Pair, Sides
from tanggap.fostering.types import Wishes

_NOBODY: Final = 1 << 40


def first_come(sides: Sides) -> Solution:
    """Let donors come one after the other: each takes the longest-waiting that it may have."""
    order = {number: place for place, number in enumerate(sides.families)}
    queues = [list(kin.families[::-1]) for kin in sides.kins]
    heads = np.array([_head(queue, order) for queue in queues], dtype=np.int64)
    pairs: list[Pair] = []
    for pledge, group, room in _by_arrival(sides):
        for _ in range(room):
            allowed = np.where(sides.able[group], heads, _NOBODY)
            kin = int(allowed.argmin()) if len(allowed) else 0
            if not len(allowed) or allowed[kin] == _NOBODY:
                break
            pairs.append((pledge, queues[kin].pop().candidate_id))
            heads[kin] = _head(queues[kin], order)
    return explained(sides, pairs)


def neediest_first(sides: Sides) -> Solution:
    """Let families come by need: each takes the pledge with room that wishes for it most."""
    wished = sides.wished()
    rooms = np.array([one.room for one in sides.groups], dtype=np.int64)
    seats = [
        [p.pledge_id for p, room in zip(one.pledges, one.rooms, strict=True) for _ in range(room)]
        for one in sides.groups
    ]
    waiting = [(one, kin) for kin, some in enumerate(sides.kins) for one in some.families]
    waiting.sort(key=lambda pair: (-pair[0].score, pair[0].waiting_since, pair[0].candidate_id))
    pairs: list[Pair] = []
    for one, kin in waiting:
        open_ = sides.able[:, kin] & (rooms > 0)
        if not open_.any():
            continue
        group = int(np.where(open_, wished[:, kin], -1).argmax())
        rooms[group] -= 1
        pairs.append((seats[group].pop(0), one.candidate_id))
    return explained(sides, pairs)


def _head(queue: Sequence[Any], order: Mapping[int, int]) -> int:
    return order[queue[-1].candidate_id] if queue else _NOBODY


def _by_arrival(sides: Sides) -> list[tuple[int, int, int]]:
    """Return every pledge with its group and room, in the order of arrival."""
    place = {
        offer.pledge_id: (group, room)
        for group, one in enumerate(sides.groups)
        for offer, room in zip(one.pledges, one.rooms, strict=True)
    }
    return [(number, *place[number]) for number in sides.offers]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a solution does.

    `need` are the points of need of all families joined; `mean_wait` and `longest_wait` the days of
    those who wait on; `gini`, `lowest` and `highest` of the shares of families with a donor between
    kelurahan; `wishes_kept` the share of all wishes of joined donors that their families keep.
    """

    pairs: int
    need: int
    need_share: float
    mean_wait: float
    longest_wait: int
    gini: float
    lowest: float
    highest: float
    wishes_kept: float
    worth: int


def figures(solution: Solution, today: date) -> Figures:
    """Return what a solution does, of the families and pledges that it was made from."""
    sides = solution.sides
    joined = [sides.families[one.candidate_id] for one in solution.pairs]
    need = sum(one.score for one in joined)
    whole = sum(one.score for one in sides.families.values())
    waits = [(today - one.waiting_since).days for one in solution.left]
    shares = coverage(solution)
    wished = sum(_count(sides.offers[one.pledge_id].wishes) for one in solution.pairs)
    kept = sum(len(one.kept) for one in solution.pairs)
    return Figures(
        pairs=len(joined),
        need=need,
        need_share=need / whole if whole else 0.0,
        mean_wait=sum(waits) / len(waits) if waits else 0.0,
        longest_wait=max(waits, default=0),
        gini=gini(list(shares.values())),
        lowest=min(shares.values(), default=0.0),
        highest=max(shares.values(), default=0.0),
        wishes_kept=kept / wished if wished else 1.0,
        worth=solution.worth,
    )


def coverage(solution: Solution) -> dict[str, float]:
    """Return the share of families with a donor by kelurahan, of those where somebody waited."""
    sides = solution.sides
    behind: dict[str, int] = {}
    for one in sides.families.values():
        behind.setdefault(one.region_code, 0)
    for one in solution.left:
        behind[one.region_code] += 1
    return {code: 1 - left / sides.whole[code] for code, left in sorted(behind.items())}


def gini(shares: Collection[float]) -> float:
    """Return how unequal shares are: 0 where all are equal, towards 1 where one has all."""
    ordered, whole = sorted(shares), sum(shares)
    if not whole:
        return 0.0
    weighted = sum(place * share for place, share in enumerate(ordered, 1))
    return 2 * weighted / (len(ordered) * whole) - (len(ordered) + 1) / len(ordered)


def _count(wished: Wishes) -> int:
    people = sum(bool(getattr(wished, name)) for name in wishes.PEOPLE)
    return people + bool(wished.regions) + bool(wished.near)
