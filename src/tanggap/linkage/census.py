"""What only a whole table knows, kept for rows that are placed among a part of it later.

How rare a name is, and which houses are boarding houses, cannot be read from the few rows that a
new row may meet: of them every one bears its name. So a full run counts, and a later one reads.
"""

import base64
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.crowding import crowd_bits, crowding, streets_and_houses
from tanggap.linkage.grouping import Keys, distinct
from tanggap.linkage.kernels.household import CROWDED_HOUSE, CROWDED_STREET
from tanggap.linkage.schema import NO_CODE, Records, Vocabulary

UNSEEN_WORDS: Final = 500
"""In a short table every word is rare; so many imagined words keep it from believing so."""
COUNTED_FROM: Final = 2
"""A word that a single row holds is mostly a slip of the pen, and not worth remembering."""


@dataclass(frozen=True, slots=True)
class Census:
    """Counts of a whole table.

    `words` is how often each folded key stands in its names, `total` all of them together;
    `streets` and `houses` are the keys of crowded ones (see `crowding`), ascending; `birthplace`
    is the one that most share.
    """

    words: dict[str, int]
    total: int
    streets: Keys
    houses: Keys
    birthplace: str

    @classmethod
    def of(cls, records: Records) -> Self:
        """Count the records of a whole table."""
        totals = totals_of(records.name_words)
        crowd, (street, house) = crowding(records), streets_and_houses(records)
        known = records.birth_place[records.birth_place >= 0]
        place = most_common(records.places, np.bincount(known, minlength=len(records.places)))
        keys = records.name_words.distinct_keys
        often = np.flatnonzero(totals >= COUNTED_FROM).tolist()
        return cls(
            {keys[code]: int(totals[code]) for code in often},
            int(totals.sum()),
            distinct(street[crowd & CROWDED_STREET > 0]),
            distinct(house[crowd & CROWDED_HOUSE > 0]),
            records.places[place] if place != NO_CODE else "",
        )

    def rarity_bits(self, words: Vocabulary) -> NDArray[np.float32]:
        """Return how rare each folded key is in the whole table; one that is new is very rare."""
        known = np.array([self.words.get(key, 1) for key in words.distinct_keys], dtype=np.int64)
        return bits_of(np.maximum(known, totals_of(words)), self.total)

    def crowding(self, records: Records) -> NDArray[np.int32]:
        """Return for each record whether its house and its street are crowded (bits)."""
        street, house = streets_and_houses(records)
        told = crowd_bits(np.isin(street, self.streets), np.isin(house, self.houses))
        return told | crowding(records)

    def common_place(self, records: Records) -> int:
        """Return the code among `records` of the birthplace that most share."""
        return records.places.index(self.birthplace) if self.birthplace in records.places else -1

    def to_json(self) -> dict[str, Any]:
        """Return the census as a document; it names no person."""
        return {
            "words": self.words,
            "total": self.total,
            "streets": _packed(self.streets),
            "houses": _packed(self.houses),
            "birthplace": self.birthplace,
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        """Read a document that `to_json` made; raises KeyError, TypeError or ValueError."""
        return cls(
            {str(word): int(count) for word, count in told["words"].items()},
            int(told["total"]),
            _unpacked(told["streets"]),
            _unpacked(told["houses"]),
            str(told["birthplace"]),
        )


def totals_of(words: Vocabulary) -> NDArray[np.int64]:
    """Return how often each folded key stands in names."""
    totals = np.bincount(words.key_codes, weights=words.counts, minlength=len(words.distinct_keys))
    return totals.astype(np.int64)


def rarity_bits(words: Vocabulary) -> NDArray[np.float32]:
    """Return log2(1 / share) of each folded key among all the words of the names."""
    totals = totals_of(words)
    return bits_of(totals, int(totals.sum()))


def bits_of(totals: NDArray[np.int64], total: int) -> NDArray[np.float32]:
    """Return log2(1 / share) of keys that stand so often among `total` words."""
    return np.log2((total + UNSEEN_WORDS) / (totals + 1)).astype(np.float32)


def most_common(words: list[str], counts: NDArray[np.int64]) -> int:
    """Return the code of the most frequent word, among equals the first of the alphabet."""
    most = np.flatnonzero(counts == counts.max(initial=0)).tolist()
    return int(min(most, key=words.__getitem__, default=NO_CODE))


def _packed(keys: Keys) -> str:
    return base64.b64encode(keys.astype("<u8").tobytes()).decode()


def _unpacked(text: str) -> Keys:
    return np.frombuffer(base64.b64decode(text), dtype="<u8").astype(np.uint64)
