"""The round as a flow of minimum cost: pledges → kinds of houses → classes → kelurahan.

source → group of pledges (capacity: its room) → class of families → kelurahan (one arc a family:
its need and waiting) → sink (one arc a family as well, dearer from family to family: fairness).
Wishes for people lie on the arc from a group to a hub, which leads to all classes with such houses;
wishes for a place on arcs of their own, past the hub, because few places are wished.

As many families as can be are joined; among all ways to do so the one worth most is found, and of
equals the one whose families have waited longest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from tanggap.fostering.domain import worth
from tanggap.fostering.domain.sides import Sides
from tanggap.fostering.types import Traits

SOURCE: Final = 0
SINK: Final = 1
MANY: Final = 10**6
"""A capacity that no round reaches."""

Taken = dict[int, list[Traits]]
"""Families by the position of the group of pledges that takes them."""


@dataclass(slots=True)
class _Arcs:
    """Arcs in lists, as the solver takes them in bulk."""

    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    rooms: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)

    def add(self, tail: int, head: int, room: int, cost: int) -> None:
        self.tails.append(tail)
        self.heads.append(head)
        self.rooms.append(room)
        self.costs.append(cost)

    def extend(
        self, tails: Iterable[int], heads: Iterable[int], room: int, costs: Iterable[int]
    ) -> None:
        before = len(self.tails)
        self.tails.extend(tails)
        self.heads.extend(heads)
        self.costs.extend(costs)
        self.rooms.extend([room] * (len(self.tails) - before))


def flow(sides: Sides) -> Taken:
    """Return which group of pledges takes which families. Raises RuntimeError where none is found.

    A point is worth so much more than a place in the order of waiting that no sum of places ever
    outweighs one point.
    """
    if not sides.kins or not sides.groups:
        return {}
    net = _Net(sides)
    return net.taken(_solved(net.arcs))


def _solved(arcs: _Arcs) -> list[int]:
    # Only the worker solves; the pages need not carry the library.
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415

    solver = min_cost_flow.SimpleMinCostFlow()
    numbers = solver.add_arcs_with_capacity_and_unit_cost(
        np.array(arcs.tails, dtype=np.int32), np.array(arcs.heads, dtype=np.int32),
        np.array(arcs.rooms, dtype=np.int64), np.array(arcs.costs, dtype=np.int64),
    )  # fmt: skip
    solver.set_node_supply(SOURCE, MANY)
    solver.set_node_supply(SINK, -MANY)
    status = solver.solve_max_flow_with_min_cost()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"no assignment: {status}")
    found: list[int] = solver.flows(numbers).tolist()
    return found


class _Net:
    """The arcs of a round, and what the flow on them means."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.arcs = _Arcs()
        self.family_at: dict[int, tuple[int, Traits]] = {}
        kinds = sorted({(one.purpose, one.people) for one in sides.kins if not one.alone})
        self.hubs = {kind: number for number, kind in enumerate(kinds)}
        self.first_group = SINK + 1
        self.first_hub = self.first_group + len(sides.groups)
        self.first_kin = self.first_hub + len(kinds)
        self.first_region = self.first_kin + len(sides.kins)
        waiting = sum(len(one.families) for one in sides.kins)
        self.scale = waiting * waiting + 1
        self._join_groups()
        self._join_kins()
        self._join_regions()

    def _join_groups(self) -> None:
        """Lay the arcs from the source to the groups, and from these to hubs and classes."""
        sides, wished = self.sides, self.sides.wished()
        anywhere = np.array([bool((row >= 0).all()) for row in sides.place], dtype=bool)
        alone = np.array([one.alone for one in sides.kins])
        straight = sides.able & (
            (sides.place[:, sides.region_of] > 0) | ~anywhere[:, None] | alone[None, :]
        )
        for number, group in enumerate(sides.groups):
            self.arcs.add(SOURCE, self.first_group + number, group.room, 0)
        rows, columns = np.nonzero(straight)
        self.arcs.extend(
            (rows + self.first_group).tolist(), (columns + self.first_kin).tolist(), MANY,
            (-wished[rows, columns] * self.scale).tolist(),
        )  # fmt: skip
        for kind, hub in self.hubs.items():
            column = next(
                place for place, one in enumerate(sides.kins) if (one.purpose, one.people) == kind
            )
            points = sides.house[:, column]
            for number, group in enumerate(sides.groups):
                if anywhere[number] and group.purpose == kind[0] and points[number] >= 0:
                    cost = -int(points[number]) * self.scale
                    self.arcs.add(self.first_group + number, self.first_hub + hub, MANY, cost)

    def _join_kins(self) -> None:
        """Lay the arcs from the hubs to the classes, and one a family from these on."""
        order = {number: place for place, number in enumerate(self.sides.families)}
        for number, kin in enumerate(self.sides.kins):
            node = self.first_kin + number
            if not kin.alone:
                self.arcs.add(self.first_hub + self.hubs[kin.purpose, kin.people], node, MANY, 0)
            region = self.first_region + int(self.sides.region_of[number])
            for one in kin.families:
                self.family_at[len(self.arcs.tails)] = (number, one)
                cost = order[one.candidate_id] - self.sides.alone(one) * self.scale
                self.arcs.add(node, region, 1, cost)

    def _join_regions(self) -> None:
        """Lay one arc a family from every kelurahan to the sink."""
        sides = self.sides
        for number, code in enumerate(sides.regions):
            whole = sides.whole[code]
            for before in range(sides.before.get(code, 0), whole):
                cost = -worth.fairness(before, whole, sides.weights) * self.scale
                self.arcs.add(self.first_region + number, SINK, 1, cost)

    def taken(self, flows: list[int]) -> Taken:
        """Read who takes whom from the flow; what goes through a hub is dealt out in order."""
        to_hub: dict[int, list[int]] = defaultdict(list)
        to_kin: dict[int, list[int]] = defaultdict(list)
        for tail, head, amount in self._moving(flows):
            if tail < self.first_group or head < self.first_hub:
                continue
            if head < self.first_kin:
                to_hub[head].extend([tail - self.first_group] * amount)
            elif tail < self.first_hub:
                to_kin[head].extend([tail - self.first_group] * amount)
        for tail, head, amount in self._moving(flows):
            if self.first_hub <= tail < self.first_kin:
                dealt, to_hub[tail] = to_hub[tail][:amount], to_hub[tail][amount:]
                to_kin[head].extend(dealt)
        found: Taken = defaultdict(list)
        for position, (kin, one) in self.family_at.items():
            if flows[position]:
                found[to_kin[self.first_kin + kin].pop(0)].append(one)
        return dict(found)

    def _moving(self, flows: list[int]) -> Iterator[tuple[int, int, int]]:
        arcs = self.arcs
        return (
            (tail, head, amount)
            for tail, head, amount in zip(arcs.tails, arcs.heads, flows, strict=True)
            if amount
        )
