"""Compares records pair by pair: lays them out for the kernels once, then answers for any pairs."""

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.crowding import crowding
from tanggap.linkage.grouping import mix
from tanggap.linkage.kernels import layout
from tanggap.linkage.kernels import pairs as kernel
from tanggap.linkage.kernels.parallel import in_slices
from tanggap.linkage.kernels.words import word_tables
from tanggap.linkage.schema import NAME_TOKENS, STREET_TOKENS, Records, Vocabulary

Rows = NDArray[np.int32]


class Comparer:
    """Holds n records side by side in memory, ready to be compared in pairs of row numbers."""

    def __init__(self, records: Records) -> None:
        words = records.name_words
        self._small = _small_numbers(records)
        self._large = _large_numbers(records)
        self._indonesian = records.indonesian_ids
        self._street_keys = records.street_words.key_codes
        self._words = word_tables(
            words.words, words.key_codes, words.distinct_keys, rarity_bits(words)
        )
        known_places = records.birth_place[records.birth_place >= 0]
        self._common_place = int(np.bincount(known_places, minlength=1).argmax())

    def patterns(self, left: Rows, right: Rows) -> NDArray[np.uint32]:
        """Return the pattern of each pair: all its comparisons packed into one number."""
        out = np.empty(len(left), dtype=np.uint32)

        def work(start: int, stop: int) -> None:
            kernel.patterns_of_pairs(
                left, right, start, stop, self._small, self._large, self._indonesian,
                self._street_keys, self._words, self._common_place, out,
            )  # fmt: skip

        in_slices(work, len(left))
        return out

    def plausible(self, left: Rows, right: Rows) -> NDArray[np.bool_]:
        """Tell which pairs are worth a look at their names (see `kernels.pairs`)."""
        out = np.empty(len(left), dtype=np.bool_)

        def work(start: int, stop: int) -> None:
            kernel.plausible_pairs(
                left, right, start, stop, self._small, self._large, self._indonesian,
                self._street_keys, out,
            )  # fmt: skip

        in_slices(work, len(left))
        return out


def rarity_bits(words: Vocabulary) -> NDArray[np.float32]:
    """Return log2(1 / share) of each folded key among all the words of the names."""
    totals = np.bincount(words.key_codes, weights=words.counts, minlength=len(words.distinct_keys))
    return np.log2(max(totals.sum(), 1) / np.maximum(totals, 1)).astype(np.float32)


def _small_numbers(records: Records) -> NDArray[np.int32]:
    small = np.empty((len(records), layout.SMALL_NUMBERS), dtype=np.int32)
    for column, values in (
        (layout.BIRTH, records.birth),
        (layout.BIRTH_OTHER, records.birth_other),
        (layout.NIK_BIRTH, records.nik_birth),
        (layout.SEX, records.sex),
        (layout.VILLAGE, records.village),
        (layout.DISTRICT, records.district),
        (layout.RT, records.rt),
        (layout.RW, records.rw),
        (layout.HOUSE, records.house),
        (layout.PLACE, records.birth_place),
        (layout.OCCUPATION, records.occupation),
        (layout.POSTCODE, records.postcode),
        (layout.SOURCE, records.source),
        (layout.NIK_KNOWN, records.nik_known),
        (layout.KK_KNOWN, records.kk_known),
        (layout.CROWD, crowding(records)),
    ):
        small[:, column] = values
    small[:, layout.STREET : layout.STREET + STREET_TOKENS] = records.street
    small[:, layout.NAME : layout.NAME + NAME_TOKENS] = records.name
    small[:, layout.MOTHER :] = records.mother
    return small


def _large_numbers(records: Records) -> NDArray[np.int64]:
    words = np.append(records.name_words.key_codes, -1)[records.name]
    whole_name = mix(*np.sort(words, axis=1).T).view(np.int64)
    whole_name[records.name[:, 1] < 0] = 0  # a single word is too little to say so
    large = np.empty((len(records), layout.LARGE_NUMBERS), dtype=np.int64)
    large[:, layout.NIK] = records.nik.view(np.int64)
    large[:, layout.KK] = records.kk.view(np.int64)
    large[:, layout.PHONE] = records.phone.view(np.int64)
    large[:, layout.WHOLE_NAME] = whole_name
    return large
