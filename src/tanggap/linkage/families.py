"""The family as evidence: a wife who is found makes her husband likelier.

Two rows with different or missing cards and no common address say nothing of a home. But where
their other family members turned out to be the same people, they share a home all the same, and
that is worth as much as a common card. So people are found, then homes, then people once more.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.comparisons import COMPARISONS, HOME_COLUMN
from tanggap.linkage.kernels import household as home
from tanggap.linkage.mixture import Floats

SAME_FAMILY: Final = 1 + 8 * home.KK_EQUAL + home.PLACE_UNKNOWN
"""The home level that common family members stand for: one card, the address unknown."""


def met_through_others(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    homes: Floats,
    person: NDArray[np.int32],
    household: NDArray[np.int32],
) -> NDArray[np.bool_]:
    """Mark the pairs of two people whom only other people of the household bring together.

    `homes` is what each pair says of a common home by itself (log2 odds).
    """
    together = household[left] == household[right]
    result: NDArray[np.bool_] = together & (homes < 0) & (person[left] != person[right])
    return result


def with_common_family(patterns: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the patterns with their home level replaced by `SAME_FAMILY`."""
    position, bits = COMPARISONS[HOME_COLUMN].position, COMPARISONS[HOME_COLUMN].bits
    others = np.uint32(~(((1 << bits) - 1) << position) & 0xFFFFFFFF)
    return (patterns & others) | np.uint32(SAME_FAMILY << position)
