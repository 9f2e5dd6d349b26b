"""How dark a place is drawn: five shades by rank, so that one large place hides no other."""

from collections.abc import Mapping
from typing import Final

SHADES: Final = 5
HIDDEN: Final = "hidden"


def shades(values: Mapping[str, int | None]) -> dict[str, int | str]:
    """Return for each place 0 (nothing), 1 to SHADES, or HIDDEN; equal values, equal shades."""
    ranked = sorted({value for value in values.values() if value})
    shade = {
        value: 1 + place * SHADES // len(ranked) if len(ranked) > 1 else SHADES
        for place, value in enumerate(ranked)
    }
    return {
        place: HIDDEN if value is None else shade.get(value, 0) for place, value in values.items()
    }


def legend(values: Mapping[str, int | None]) -> list[tuple[int | str, int, int]]:
    """Return the shades of shown values with their smallest and largest value."""
    found: dict[int | str, list[int]] = {}
    for place, shade in shades(values).items():
        value = values[place]
        if value is not None:
            found.setdefault(shade, []).append(value)
    return [(shade, min(some), max(some)) for shade, some in sorted(found.items(), key=str)]
