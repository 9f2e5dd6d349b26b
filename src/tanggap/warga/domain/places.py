"""The places of public figures: kelurahan, what holds them, and what no list places exactly.

A place is a region code in digits. Rows that are known only as "somewhere in this region" stand
beside its parts as a place of their own, written with a `?` after the code: `3271?` is what lies in
Kota Bogor and in no kelurahan of it. Only so do the parts of a region add up to it.
"""

from collections.abc import Collection
from typing import Final

LEVELS: Final = (0, 2, 4, 6, 10)
VILLAGE: Final = 10
DISTRICT: Final = 6
REGENCY: Final = 4
REST: Final = "?"


def place_of(code: str) -> str:
    """Return where rows of a region code are counted: a kelurahan, or the rest of a region."""
    return code if len(code) == VILLAGE else f"{_whole(code)}{REST}"


def code_of(place: str) -> str:
    """Return the region code of a place."""
    return place.removesuffix(REST)


def is_rest(place: str) -> bool:
    """Tell whether a place is what no list places more exactly."""
    return place.endswith(REST)


def root_of(codes: Collection[str]) -> str:
    """Return the smallest region, at least a regency, that holds all codes; "" is the country."""
    return next(
        root
        for size in (REGENCY, 2, 0)
        for root in {code[:size] for code in codes} or {""}
        if all(code.startswith(root) and len(code) >= size for code in codes)
    )


def tree_of(leaves: Collection[str], root: str) -> dict[str, str]:
    """Return the parent of every place below the root: of the leaves and of all between."""
    parents: dict[str, str] = {}
    for leaf in leaves:
        child = leaf
        while child != root:
            parent = _parent(child)
            parents[child] = parent
            child = parent
    return parents


def above(place: str, root: str) -> list[str]:
    """Return a place and everything that holds it, up to the root."""
    found = [place]
    while found[-1] != root:
        found.append(_parent(found[-1]))
    return found


def _parent(place: str) -> str:
    if is_rest(place):
        return code_of(place)
    return place[: max(size for size in LEVELS if size < len(place))]


def _whole(code: str) -> str:
    """Cut a code to the level that it reaches; unusual lengths count for the level below them."""
    return code[: max(size for size in LEVELS if size <= len(code))]
