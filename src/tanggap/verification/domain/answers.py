"""What a report must hold to be one."""

from collections.abc import Collection, Mapping
from typing import Final

MOST_PHOTOS: Final = 4
LONGEST_NOTE: Final = 1_000


def missing(codes: Collection[str], answers: Mapping[str, str]) -> list[str]:
    """Return the criteria without an answer, in their order."""
    return [code for code in codes if not answers.get(code)]


def on_earth(latitude: float, longitude: float) -> bool:
    """Tell whether a place is one; not-a-number is none."""
    return -90 <= latitude <= 90 and -180 <= longitude <= 180
