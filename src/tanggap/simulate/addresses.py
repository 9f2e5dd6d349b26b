"""Where people live: a street, estate or kampung inside an RT, an RW and a kelurahan."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from tanggap.simulate.setting import (
    ESTATES_PER_VILLAGE,
    KAMPUNGS_PER_VILLAGE,
    STREETS_PER_VILLAGE,
    Setting,
)


class Way(IntEnum):
    """The kind of address."""

    STREET = 0
    LANE = 1
    KAMPUNG = 2
    ESTATE = 3


@dataclass(frozen=True, slots=True)
class Addresses:
    """n addresses; `word` is a position in the words of its kind; number 0 is none."""

    village: NDArray[np.int32]
    way: NDArray[np.int8]
    word: NDArray[np.int32]
    block: NDArray[np.int8]  # 0 none, else A = 1 …
    number: NDArray[np.int16]
    rt: NDArray[np.int16]
    rw: NDArray[np.int16]

    def take(self, rows: NDArray[np.integer]) -> "Addresses":
        """Return the addresses at the positions `rows`."""
        return Addresses(
            self.village[rows],
            self.way[rows],
            self.word[rows],
            self.block[rows],
            self.number[rows],
            self.rt[rows],
            self.rw[rows],
        )

    def replaced(self, where: NDArray[np.bool_], other: "Addresses") -> "Addresses":
        """Return the addresses, those of `other` where asked (same length)."""
        return Addresses(
            np.where(where, other.village, self.village),
            np.where(where, other.way, self.way),
            np.where(where, other.word, self.word),
            np.where(where, other.block, self.block),
            np.where(where, other.number, self.number),
            np.where(where, other.rt, self.rt),
            np.where(where, other.rw, self.rw),
        )


def draw_addresses(rng: np.random.Generator, setting: Setting, count: int) -> Addresses:
    """Draw addresses; houses of one street stretch lie in one RT, as they do in life."""
    village = rng.choice(len(setting.village_share), count, p=setting.village_share).astype(
        np.int32
    )
    way = rng.choice(4, count, p=[0.40, 0.20, 0.27, 0.13]).astype(np.int8)
    slot = rng.integers(0, 10_000, count)
    words = np.select(
        [way == Way.KAMPUNG, way == Way.ESTATE],
        [
            setting.kampungs[village, slot % KAMPUNGS_PER_VILLAGE],
            setting.estates[village, slot % ESTATES_PER_VILLAGE],
        ],
        setting.streets[village, slot % STREETS_PER_VILLAGE],
    )
    estate = way == Way.ESTATE
    number = np.where(estate, rng.integers(1, 31, count), rng.integers(1, 121, count))
    unnumbered = (way == Way.KAMPUNG) & (rng.random(count) < 0.75) | (rng.random(count) < 0.05)
    block = np.where(estate, rng.integers(1, 13, count), 0).astype(np.int8)
    stretch = words * 7 + np.where(estate, block, number // 40)
    rw = 1 + stretch % setting.rw_count[village]
    by_house = (number // 12 + words) % setting.rt_count[village]
    rt = 1 + np.where(unnumbered, rng.integers(0, 100, count) % setting.rt_count[village], by_house)
    return Addresses(
        village=village,
        way=way,
        word=words.astype(np.int32),
        block=block,
        number=np.where(unnumbered, 0, number).astype(np.int16),
        rt=rt.astype(np.int16),
        rw=rw.astype(np.int16),
    )
