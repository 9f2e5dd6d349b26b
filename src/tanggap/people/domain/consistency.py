"""Decisions must not contradict each other: whoever is the same as the same is the same."""

from collections.abc import Iterable, Mapping


class ContradictsEarlier(Exception):
    """A decision cannot stand beside earlier ones; `pair` is one that stands against it."""

    def __init__(self, pair: tuple[int, int]) -> None:
        super().__init__("the decision contradicts an earlier one")
        self.pair = pair


def groups_of(same: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each row that stands in a pair the lowest row it is tied to."""
    parent: dict[int, int] = {}

    def root(row: int) -> int:
        parent.setdefault(row, row)
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for a, b in same:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return {row: root(row) for row in parent}


def check_same(
    pair: tuple[int, int],
    same: Iterable[tuple[int, int]],
    different: Iterable[tuple[int, int]],
) -> None:
    """Raise ContradictsEarlier where calling `pair` one person ties rows decided to be two."""
    groups = groups_of([*same, pair])
    for a, b in different:
        if a in groups and b in groups and groups[a] == groups[b]:
            raise ContradictsEarlier((a, b))


def check_different(pair: tuple[int, int], same: Iterable[tuple[int, int]]) -> None:
    """Raise ContradictsEarlier where earlier decisions make `pair` one person."""
    pairs = list(same)
    groups = groups_of(pairs)
    if pair[0] in groups and groups.get(pair[1]) == groups[pair[0]]:
        raise ContradictsEarlier(pairs[0] if len(pairs) == 1 else pair)


def tied_to(row: int, rows: Iterable[int], same: Iterable[tuple[int, int]]) -> set[int]:
    """Return those of `rows` that decisions tie to `row`, itself included."""
    groups = groups_of(same)
    home = groups.get(row)
    return {row} | {one for one in rows if home is not None and groups.get(one) == home}


def consistent(
    same: Iterable[tuple[int, int]], different: Mapping[tuple[int, int], object]
) -> list[tuple[int, int]]:
    """Return the "different" pairs that no chain of "same" pairs contradicts."""
    groups = groups_of(same)
    return [
        (a, b) for a, b in different if not (a in groups and groups.get(b) == groups[a]) and a != b
    ]
