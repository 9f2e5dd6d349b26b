"""The state of the NIK in a row of a list, told by the problem codes of the row."""

from collections.abc import Set
from typing import Final

DESTROYED: Final = "destroyed"
MISSING: Final = "missing"
IMPOSSIBLE: Final = "impossible"
OTHER: Final = "other"
SOUND: Final = "sound"

CONDITIONS: Final = (
    (DESTROYED, frozenset({"NIK_TRUNCATED"})),
    (MISSING, frozenset({"NIK_MISSING"})),
    (IMPOSSIBLE, frozenset({"NIK_IMPOSSIBLE", "NIK_PLACEHOLDER", "NIK_IS_KK"})),
)
"""Conditions and the codes that tell them (docs/codes.md); the first that fits counts."""


def condition_of(problems: Set[str]) -> str:
    """Return the condition of a row: that of its NIK, or another problem, or none."""
    return next(
        (name for name, signs in CONDITIONS if problems & signs), OTHER if problems else SOUND
    )
