"""Which figures of a table stay hidden, so that nobody can compute them from those that are shown.

A table has places in a tree and columns; the column ALL holds what the others add up to, and a
place holds what the places below it add up to. Small figures are hidden, and then others with them:

1. where the hidden figures of one sum are together below a margin, another one is hidden with them;
2. a hidden figure that all sums together determine gets another hidden one beside it.

For the second, a table is a network: a figure is a pipe between the two sums in which it stands,
and sums say that what flows in flows out. A figure follows from the others exactly where its pipe
is a bridge of the hidden ones: where nothing hidden leads around it (Gusfield 1988, "A graph
theoretic approach to statistical data security"; with one tree, Fischetti and Salazar 2003). A zero
is never hidden: it is nobody's. Because every hidden figure is above zero and lies on a circle of
hidden ones, another table of whole numbers shows exactly the same figures.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

Cell = tuple[str, str]
"""A place and a column."""

Sum = tuple[str, ...]
"""A sum: what a place has in all columns, or what the places below have in one column."""

ALL: Final = ""
LEAST: Final = 5
"""Fewer households or people than so many are nobody's business but theirs."""

MARGIN: Final = 10
"""Hidden figures of one sum are together at least so much: two fours are no secret otherwise."""

_GROUND: Final[Sum] = ("ground",)


def is_small(*counts: int) -> bool:
    """Tell whether any of the counts behind a figure is of a few only."""
    return any(0 < count < LEAST for count in counts)


def hidden(sizes: Mapping[Cell, int], parents: Mapping[str, str]) -> frozenset[Cell]:
    """Return the figures that must not be shown.

    `sizes` are counts of households or people, the smallest of those behind a figure; absent ones
    are zero. `parents` gives the place that holds each place, nothing for the root. Every place
    with figures must have one in the column ALL. The same table gives the same answer.
    """
    table = _Table(sizes, parents)
    found = {cell for cell, size in table.sizes.items() if size < LEAST}
    while more := table.thin(found) or table.uncovered(found):
        found |= more
    return frozenset(found)


class _Table:
    """The figures above zero, and the two sums in which each stands."""

    def __init__(self, sizes: Mapping[Cell, int], parents: Mapping[str, str]) -> None:
        self.sizes = {cell: size for cell, size in sorted(sizes.items()) if size > 0}
        inner = set(parents.values())
        self.ends: dict[Cell, tuple[Sum, Sum]] = {}
        self.at: dict[Sum, list[Cell]] = defaultdict(list)
        for place, column in self.sizes:
            parent = parents.get(place)
            below: Sum = ("below", place, column) if place in inner else ("row", place)
            over: Sum = _GROUND if parent is None else ("below", parent, column)
            self.ends[place, column] = (below, over)
            for one in (below, over):
                self.at[one].append((place, column))

    def thin(self, found: set[Cell]) -> set[Cell]:
        """Return another figure for each sum whose hidden ones are together too few."""
        more: set[Cell] = set()
        for cells in self.at.values():
            unseen = [cell for cell in cells if cell in found or cell in more]
            if unseen and sum(self.sizes[cell] for cell in unseen) < MARGIN:
                more |= self._smallest([cell for cell in cells if cell not in unseen])
        return more

    def uncovered(self, found: set[Cell]) -> set[Cell]:
        """Return another figure for each group of hidden ones that gives one of them away."""
        more: set[Cell] = set()
        for side in _sides(found, self.ends):
            around = {cell for one in side for cell in self.at[one] if cell not in found}
            if not more & around:
                more |= self._smallest(
                    [cell for cell in around if len({*self.ends[cell]} & side) == 1]
                )
        return more

    def _smallest(self, cells: list[Cell]) -> set[Cell]:
        return {min(cells, key=lambda cell: (self.sizes[cell], cell))} if cells else set()


def _sides(found: set[Cell], ends: Mapping[Cell, tuple[Sum, Sum]]) -> Iterator[set[Sum]]:
    """Yield the sums on one side of every bridge of the hidden figures."""
    pipes: dict[Sum, list[tuple[Cell, Sum]]] = defaultdict(list)
    for cell in sorted(found):
        one, other = ends[cell]
        pipes[one].append((cell, other))
        pipes[other].append((cell, one))
    seen: set[Sum] = set()
    for start in pipes:
        if start in seen:
            continue
        order, reach, size = _walk(start, pipes)
        seen.update(order)
        for number, one in enumerate(order):
            if number and reach[one] == number:
                yield set(order[number : number + size[one]])


def _walk(
    start: Sum, pipes: Mapping[Sum, list[tuple[Cell, Sum]]]
) -> tuple[list[Sum], dict[Sum, int], dict[Sum, int]]:
    """Walk depth first over all that hangs together with a sum.

    Return the sums in order; for each the earliest that is reached from it and those behind it
    without going back, and how many are behind it, itself included. Those follow it in the order.
    """
    order, number, reach, size = [start], {start: 0}, {start: 0}, {start: 1}
    path: list[tuple[Sum, Cell | None, Iterator[tuple[Cell, Sum]]]] = [
        (start, None, iter(pipes[start]))
    ]
    while path:
        one, through, ways = path[-1]
        cell, other = next(ways, (None, one))
        if cell is None:
            path.pop()
            if path:
                before = path[-1][0]
                reach[before] = min(reach[before], reach[one])
                size[before] += size[one]
        elif other in number:
            if cell != through:
                reach[one] = min(reach[one], number[other])
        else:
            number[other] = reach[other] = len(order)
            size[other] = 1
            order.append(other)
            path.append((other, cell, iter(pipes[other])))
    return order, reach, size
