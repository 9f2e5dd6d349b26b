"""Families of one house with a card each: parents and a married child who stayed.

Cards keep them apart, and one house number proves little, for tenants and boarders share it too.
But a household hands words on: sons bear a father's name, lists of pupils name the mother. So
two homes of one house are joined where they share words that are too rare for chance.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.comparisons import HOME_COLUMN, levels_of
from tanggap.linkage.grouping import Keys, distinct, numbered, pack, unpack
from tanggap.linkage.kernels import cluster as kernel
from tanggap.linkage.kernels import household as home
from tanggap.linkage.kernels import layout
from tanggap.linkage.kernels.words import BITS, BITS_SCALE, KEY, LENGTH, WordTables
from tanggap.linkage.scoring import ScoredPairs

Rows = NDArray[np.int32]

ONE_HOUSE: Final = tuple(
    1 + 8 * card + home.PLACE_HOUSE for card in (home.KK_MISSING, home.KK_DIFFERENT)
)
"""Home levels of two people of one house whom no card joins."""

KEPT_APART: Final = -1.5
"""Bits against two homes of one house that the cards kept apart: about one in four is a household
(tuned on simulated cities)."""
BY_CHANCE: Final = 6.3
"""Bits that a shared word must exceed to say anything. One household in ten hands a given word on;
by chance one of the eight words of another family is it eight times as often as its share among
all words: log2(8 / 0.1)."""
SHORTEST_WORD: Final = 3


def neighbours(scored: ScoredPairs, household: Rows) -> tuple[Rows, Rows]:
    """Return the pairs of different households that share a house, the lower number first."""
    one_house = np.isin(levels_of(scored.patterns)[:, HOME_COLUMN], ONE_HOUSE)
    pairs = np.flatnonzero(one_house[scored.slot])
    a, b = household[scored.left[pairs]], household[scored.right[pairs]]
    apart = a != b
    a, b = a[apart], b[apart]
    return unpack(distinct(pack(np.minimum(a, b), np.maximum(a, b))))


def joined(
    household: Rows, low: Rows, high: Rows, small: NDArray[np.int32], words: WordTables
) -> Rows:
    """Join neighbouring households that share rare words; returns the household of each row.

    `household` (n,) and `small` (n, SMALL_NUMBERS; see `kernels.layout`) are those of all their
    rows, `low` and `high` the neighbours. Households are numbered anew, in the same order.
    """
    total = int(household.max(initial=-1)) + 1
    shared = _bits_of_shared_words(low, high, _words_of_homes(household, low, high, small, words))
    lowest: Rows = kernel.components(low, high, shared + KEPT_APART > 0, total)
    together, _ = numbered(lowest[household])
    return together.astype(np.int32)


def _words_of_homes(
    household: Rows, low: Rows, high: Rows, small: NDArray[np.int32], words: WordTables
) -> tuple[Keys, NDArray[np.float64]]:
    """Return home << 32 | word for the names in each of these homes, ascending, and their bits.

    The names are those of the people and of their mothers; an initial is no word.
    """
    involved = np.zeros(int(household.max(initial=-1)) + 1, dtype=np.bool_)
    involved[low], involved[high] = True, True
    rows = np.flatnonzero(involved[household])
    codes = small[rows, layout.NAME : layout.MOTHER_END]
    homes = np.broadcast_to(household[rows, None], codes.shape)[codes >= 0]
    keys = words.words[codes[codes >= 0], KEY]
    whole = words.keys[keys, LENGTH] >= SHORTEST_WORD
    held = distinct(pack(homes[whole], keys[whole]))
    rarity = words.keys[unpack(held)[1], BITS] / BITS_SCALE
    return held, np.maximum(rarity - BY_CHANCE, 0)


def _bits_of_shared_words(
    low: Rows, high: Rows, words: tuple[Keys, NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Return for each pair of homes how much the words in both of them say (bits)."""
    held, bits = words
    homes, keys = unpack(held)
    starts, ends = np.searchsorted(homes, low), np.searchsorted(homes, low, side="right")
    sizes = ends - starts
    pair = np.repeat(np.arange(len(low)), sizes)
    entry = np.arange(sizes.sum()) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    wanted = pack(high[pair], keys[entry])
    both = np.isin(wanted, held)
    shared = np.bincount(pair[both], weights=bits[entry[both]], minlength=len(low))
    return shared.astype(np.float64)
