"""Finding the one known name that a mistyped name must mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

_TWO_SLIPS_FROM: Final = 9  # letters; in shorter names two slips make another name
_ONE_SLIP_FROM: Final = 3


class NearNames:
    """Known names, found from a name that is at most one slip away (two in long names).

    A slip is a letter too many, too few, wrong, or two neighbours swapped. Names meet where they
    agree after leaving out letters (symmetric deletion), so a search costs no comparison with all.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_rest: defaultdict[str, set[str]] = defaultdict(set)
        self._found: dict[str, str | None] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Add a name."""
        self._found.clear()
        for rest in _rests(name):
            self._by_rest[rest].add(name)

    def closest(self, name: str) -> str | None:
        """Return the nearest known name, None where there is none or several are as near."""
        if len(name) < _ONE_SLIP_FROM:
            return None
        if name not in self._found:
            self._found[name] = self._search(name)
        return self._found[name]

    def _search(self, name: str) -> str | None:
        found = {known for rest in _rests(name) for known in self._by_rest.get(rest, ())}
        slips = sorted((_slips(name, known), known) for known in found)
        allowed = 2 if len(name) >= _TWO_SLIPS_FROM else 1
        if not slips or slips[0][0] > allowed:
            return None
        if len(slips) > 1 and slips[1][0] == slips[0][0]:
            return None
        return slips[0][1]


def _rests(name: str) -> Iterator[str]:
    """Yield the name with no letter, each letter, and in long names each two letters left out."""
    yield name
    singles = [name[:at] + name[at + 1 :] for at in range(len(name))]
    yield from singles
    if len(name) >= _TWO_SLIPS_FROM - 2:
        for at, single in enumerate(singles):
            yield from (single[:other] + single[other + 1 :] for other in range(at, len(single)))


def _slips(left: str, right: str) -> int:
    """Return the optimal string alignment distance; equal ends cost nothing and are left out."""
    start, shorter = 0, min(len(left), len(right))
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return _distance(left[start : len(left) - end], right[start : len(right) - end])


def _distance(left: str, right: str) -> int:
    if not left or not right:
        return len(left) + len(right)
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        current = [at]
        for place, other in enumerate(right, 1):
            cost = min(row[place] + 1, current[place - 1] + 1, row[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == right[place - 2] and left[at - 2] == other:
                cost = min(cost, before[place - 2] + 1)
            current.append(cost)
        before, row = row, current
    return row[-1]
