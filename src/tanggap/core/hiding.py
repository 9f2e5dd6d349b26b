"""Which figures of a table may be shown, so that nobody finds one person in it."""

from collections.abc import Mapping
from typing import Final

LEAST: Final = 5
"""Fewer than five are not shown (Satu Data; the public figures of the house)."""


def hidden_groups(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the groups that must be hidden beside their total.

    Those below five; and where only one would be hidden, the next smallest too, because otherwise
    the total gives it away. An empty group hides nobody.
    """
    small = {name for name, size in sizes.items() if 0 < size < LEAST}
    others = sorted((size, name) for name, size in sizes.items() if size and name not in small)
    if small and sum(sizes[name] for name in small) < LEAST and others:
        small.add(others[0][1])
    return frozenset(small)


def part(count: int, whole: int) -> int | None:
    """Return a count within a group, None where it or what is left would show a few people."""
    few = 0 < count < LEAST or 0 < whole - count < LEAST
    return None if few or whole < LEAST else count
