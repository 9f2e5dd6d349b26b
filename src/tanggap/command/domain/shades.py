"""How dark a place is drawn: five shades by rank, so that one large place hides no other."""

from collections.abc import Mapping
from typing import Final

SHADES: Final = 5


def shades(values: Mapping[str, int]) -> dict[str, int]:
    """Return for each place 0 (nothing) or 1 to SHADES; equal values have equal shades."""
    ranked = sorted({value for value in values.values() if value > 0})
    shade = {
        value: 1 + place * SHADES // len(ranked) if len(ranked) > 1 else SHADES
        for place, value in enumerate(ranked)
    }
    return {place: shade.get(value, 0) for place, value in values.items()}


def legend(values: Mapping[str, int]) -> list[tuple[int, int, int]]:
    """Return the shades in use with their smallest and largest value."""
    drawn = shades(values)
    found: dict[int, list[int]] = {}
    for place, shade in drawn.items():
        found.setdefault(shade, []).append(values[place])
    return [(shade, min(some), max(some)) for shade, some in sorted(found.items())]
