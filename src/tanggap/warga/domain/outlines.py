"""Outlines light enough for a cheap phone: SVG paths with as many corners as a budget allows."""

import re
from collections.abc import Mapping
from typing import Final

BUDGET: Final = 36_000
"""Characters of all paths together; they shrink to about a third on the way."""

_STEPS: Final = (2.0, 4.0, 7.0, 11.0, 16.0, 24.0, 36.0)
"""How far apart two corners are at least, in units of a drawing that is 1,000 wide."""

_RING: Final = re.compile(r"M([^MZ]*)Z")
Point = tuple[float, float]


def light(paths: Mapping[str, str], budget: int = BUDGET) -> dict[str, str] | None:
    """Return paths thinned until they fit; None where even the coarsest do not."""
    for step in _STEPS:
        found = {code: _thinned(path, step) for code, path in paths.items()}
        if sum(map(len, found.values())) <= budget:
            return found
    return None


def _thinned(path: str, step: float) -> str:
    rings = [_ring(text, step) for text in _RING.findall(path)]
    whole = [ring for ring in rings if len(ring) > 2]
    largest = whole or [_corners(text) for text in _RING.findall(path)[:1]]
    return "".join(
        "M" + "L".join(f"{round(x)} {round(y)}" for x, y in ring) + "Z" for ring in largest
    )


def _ring(text: str, step: float) -> list[Point]:
    kept: list[Point] = []
    for x, y in _corners(text):
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((x, y))
    return kept


def _corners(text: str) -> list[Point]:
    points = (point.split() for point in text.split("L"))
    return [(float(x), float(y)) for x, y in points]
