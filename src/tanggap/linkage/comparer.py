"""Compares records pair by pair: lays them out for the kernels once, then answers for any pairs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.census import Census, most_common, rarity_bits
from tanggap.linkage.crowding import crowding
from tanggap.linkage.grouping import key_hashes, mix
from tanggap.linkage.kernels import layout
from tanggap.linkage.kernels import pairs as kernel
from tanggap.linkage.kernels.parallel import in_slices
from tanggap.linkage.kernels.words import WordTables, word_tables
from tanggap.linkage.schema import NAME_TOKENS, STREET_TOKENS, Records

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the kernels know beside the rows: facts of the whole table.

    `street_keys` (words,) are the codes of folded street words, `common_place` the code of the
    birthplace that most share.
    """

    indonesian: bool
    street_keys: NDArray[np.int32]
    words: WordTables
    common_place: int

    @classmethod
    def of(cls, records: Records, census: Census | None = None) -> "Tables":
        """Gather them from the records of a whole table, or of a part of one with a census."""
        words = records.name_words
        rarity = census.rarity_bits(words) if census else rarity_bits(words)
        known_places = records.birth_place[records.birth_place >= 0]
        counts = np.bincount(known_places, minlength=len(records.places))
        return cls(
            records.indonesian_ids,
            records.street_words.key_codes,
            word_tables(words.words, words.key_codes, words.distinct_keys, rarity),
            census.common_place(records) if census else most_common(records.places, counts),
        )


class Comparer:
    """Holds n records side by side in memory, ready to be compared in pairs of row numbers."""

    def __init__(self, small: NDArray[np.int32], large: NDArray[np.int64], tables: Tables) -> None:
        self.small, self.large = small, large
        self._indonesian = tables.indonesian
        self._street_keys = tables.street_keys
        self.words = tables.words
        self._common_place = tables.common_place

    @classmethod
    def of(cls, records: Records, census: Census | None = None) -> "Comparer":
        """Lay the records of a whole table out for comparing, or a part of one with a census."""
        small = small_numbers(records)
        small[:, layout.CROWD] = census.crowding(records) if census else crowding(records)
        return cls(small, large_numbers(records), Tables.of(records, census))

    def patterns(self, left: Rows, right: Rows) -> NDArray[np.uint32]:
        """Return the pattern of each pair: all its comparisons packed into one number."""
        out = np.empty(len(left), dtype=np.uint32)

        def work(start: int, stop: int) -> None:
            kernel.patterns_of_pairs(
                left, right, start, stop, self.small, self.large, self._indonesian,
                self._street_keys, *self.words, self._common_place, out,
            )  # fmt: skip

        in_slices(work, len(left))
        return out

    def plausible(self, left: Rows, right: Rows) -> NDArray[np.bool_]:
        """Tell which pairs are worth a look at their names (see `kernels.pairs`)."""
        out = np.empty(len(left), dtype=np.bool_)

        def work(start: int, stop: int) -> None:
            kernel.plausible_pairs(
                left, right, start, stop, self.small, self.large, self._indonesian,
                self._street_keys, out,
            )  # fmt: skip

        in_slices(work, len(left))
        return out


def small_numbers(records: Records) -> NDArray[np.int32]:
    """Return the rows of small numbers (see `kernels.layout`), crowding left out."""
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
        (layout.CROWD, 0),
    ):
        small[:, column] = values
    small[:, layout.STREET : layout.STREET + STREET_TOKENS] = records.street
    small[:, layout.NAME : layout.NAME + NAME_TOKENS] = records.name
    small[:, layout.MOTHER :] = records.mother
    return small


def large_numbers(records: Records) -> NDArray[np.int64]:
    """Return the rows of large numbers (see `kernels.layout`)."""
    words = key_hashes(records.name_words, records.name)
    whole_name = mix(*np.sort(words, axis=1).T).view(np.int64)
    whole_name[records.name[:, 1] < 0] = 0  # a single word is too little to say so
    large = np.empty((len(records), layout.LARGE_NUMBERS), dtype=np.int64)
    large[:, layout.NIK] = records.nik.view(np.int64)
    large[:, layout.KK] = records.kk.view(np.int64)
    large[:, layout.PHONE] = records.phone.view(np.int64)
    large[:, layout.WHOLE_NAME] = whole_name
    return large
