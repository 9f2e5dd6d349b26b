"""Need under other weights: what would the same answers earn?"""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

WHOLE: Final = 1_000


class Criterion(Protocol):
    """A criterion, as the applications know it; shares are percent of the weight by answer."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def weight(self) -> int: ...  # noqa: D102
    @property
    def shares(self) -> Mapping[str, int]: ...  # noqa: D102


def points(
    criteria: Sequence[Criterion], weights: Mapping[str, int], answers: Mapping[str, str]
) -> int:
    """Return the need in points of 1,000 with some weights changed; the others stay.

    Rounded down, as the visit's own score is. Without any weight left nobody has a need.
    """
    whole = earned = 0
    for one in criteria:
        weight = weights.get(one.code, one.weight)
        whole += weight
        earned += weight * one.shares.get(answers.get(one.code, ""), 0)
    return WHOLE * earned // (100 * whole) if whole else 0
