"""Which records are worth comparing: exact keys, each a reason why two rows could be one person.

No single key survives the faults of real lists, so about twenty are used; a pair needs to share
one. Keys are 64-bit numbers; 0 is "no key". Blocks that grow too large (a placeholder, a very
common name) are not compared in full: their records, sorted by name and birth, meet only their
neighbours, so that the work stays linear in the number of records.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.grouping import Keys, distinct, mix, unpack
from tanggap.linkage.kernels.blocks import neighbours_in_blocks
from tanggap.linkage.schema import Records

LARGEST_BLOCK = 40
WINDOW = 6


@dataclass(frozen=True, slots=True)
class BlockingPass:
    """One reason to compare: for each way the key can be read, a column of n keys."""

    name: str
    readings: tuple[Keys, ...]
    largest: int = LARGEST_BLOCK
    window: int = WINDOW


def where(known: NDArray[np.bool_], key: Keys) -> Keys:
    """Keep the key where its parts are known, else 0."""
    return np.where(known, key, np.uint64(0))


class KeyMaker:
    """Derives the parts that keys are made of, once, from the records."""

    def __init__(self, records: Records) -> None:
        self.records = records
        keys_of = np.append(records.name_words.key_codes, -1)
        self.tokens = keys_of[records.name]
        self.token_known = self.tokens >= 0
        letters = np.array(
            [ord(key[0]) if key else 0 for key in records.name_words.distinct_keys] + [0],
            dtype=np.int64,
        )
        self.initials = letters[self.tokens]
        self.rare = self._rarest(2)
        self.birth = np.where(records.birth > 0, records.birth, records.nik_birth).astype(np.int64)
        self.second_birth = np.where(
            (records.nik_birth > 0) & (records.nik_birth != self.birth),
            records.nik_birth,
            records.birth_other,
        ).astype(np.int64)
        self.nik = records.nik.astype(np.int64)
        self.full_nik = (records.nik_known == 16) & (self.nik > 0)
        self.unit = records.rt.astype(np.int64) * 1000 + records.rw
        self.unit_known = (records.rt > 0) & (records.rw > 0) & (records.village >= 0)
        self.street = np.append(records.street_words.key_codes, -1)[records.street]

    def _rarest(self, how_many: int) -> NDArray[np.int32]:
        """Return the codes of each record's rarest name words, rarest first; −1 where missing."""
        words = self.records.name_words
        totals = np.bincount(
            words.key_codes, weights=words.counts, minlength=len(words.distinct_keys)
        )
        count = np.append(totals, np.inf)[self.tokens]
        one_letter = np.array([len(key) < 2 for key in words.distinct_keys] + [True])
        count = np.where(one_letter[self.tokens] & self.token_known, 1e15, count)
        order = np.argsort(count, axis=1, kind="stable")[:, :how_many]
        chosen: NDArray[np.int32] = np.take_along_axis(self.tokens, order, axis=1)
        return chosen

    def full_date(self, date: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell where a date is known to the day."""
        known: NDArray[np.bool_] = date % 10000 > 0
        return known

    def with_tokens(
        self, known: NDArray[np.bool_], *parts: NDArray[np.generic]
    ) -> tuple[Keys, ...]:
        """Combine the parts with each word of the name in turn."""
        return tuple(
            where(known & self.token_known[:, t], mix(*parts, self.tokens[:, t]))
            for t in range(self.tokens.shape[1])
            if self.token_known[:, t].any()
        )


def passes(records: Records) -> Iterator[BlockingPass]:
    """Yield the blocking passes for person tables, the most telling first."""
    made = KeyMaker(records)
    yield from _by_number(made)
    yield from _by_birth(made)
    yield from _by_name(made)
    yield from _by_home(made)


def _by_number(made: KeyMaker) -> Iterator[BlockingPass]:
    records, nik = made.records, made.nik
    dated = records.nik_known >= 12
    yield BlockingPass("number", (where(nik > 0, mix(nik)),))
    if not records.indonesian_ids:
        known = nik > 0
        yield BlockingPass("half the number", (where(known, mix(nik // 1000)),), 20)
        yield BlockingPass("other half", (where(known, mix(nik % 10000)),), 8, 2)
        return
    yield BlockingPass("region, date and sex in the number", (where(dated, mix(nik // 10000)),))
    yield BlockingPass(
        "number's first digits and a name word",
        made.with_tokens(dated, nik // 10**6),
    )
    yield BlockingPass(
        "number's last digits and a name word",
        made.with_tokens(made.full_nik, nik % 10**8),
    )


def _by_birth(made: KeyMaker) -> Iterator[BlockingPass]:
    births = (made.birth, made.second_birth)
    tokens: list[Keys] = []
    swapped: list[Keys] = []
    for birth in births:
        known = made.full_date(birth) & (birth > 0)
        if not known.any():
            continue
        month, day = birth // 100 % 100, birth % 100
        unordered = birth // 10000 * 10000 + np.minimum(month, day) * 100 + np.maximum(month, day)
        tokens += made.with_tokens(known, unordered)
        swapped += [
            where(known & (made.initials[:, 0] > 0), mix(birth, made.initials[:, 0])),
        ]
    yield BlockingPass("birth date and a name word", tuple(tokens))
    yield BlockingPass("birth date and an initial", tuple(swapped), 12, 4)
    year = made.birth // 10000
    yield BlockingPass(
        "birth year and two name words",
        (where((year > 0) & (made.rare[:, 1] >= 0), mix(year, made.rare[:, 0], made.rare[:, 1])),),
    )
    records = made.records
    known = made.full_date(made.birth) & (records.village >= 0)
    yield BlockingPass("birth date and village", (where(known, mix(made.birth, records.village)),))
    anniversary = made.birth % 10000
    known = (anniversary > 0) & (made.rare[:, 0] >= 0)
    yield BlockingPass(
        "birthday and rarest name word",
        (where(known, mix(anniversary, made.rare[:, 0], made.rare[:, 0])),),
        20,
        2,
    )


def _by_name(made: KeyMaker) -> Iterator[BlockingPass]:
    records = made.records
    ordered = np.sort(made.tokens, axis=1)
    whole = mix(*(ordered[:, t] for t in range(ordered.shape[1])))
    named = made.token_known[:, 0]
    two = made.rare[:, 1] >= 0
    yield BlockingPass("whole name", (where(named & two, whole),), 20)
    yield BlockingPass(
        "whole name and district",
        (where(named & (records.district >= 0), mix(whole, records.district)),),
    )
    yield BlockingPass(
        "two rarest name words and district",
        (
            where(
                two & (records.district >= 0),
                mix(made.rare[:, 0], made.rare[:, 1], records.district),
            ),
        ),
        20,
    )
    yield BlockingPass(
        "village and a name word", made.with_tokens(records.village >= 0, records.village), 12, 4
    )


def _by_home(made: KeyMaker) -> Iterator[BlockingPass]:
    records = made.records
    kk = records.kk.astype(np.int64)
    yield BlockingPass("family card", (where(records.kk_known == 16, mix(kk)),), 20)
    yield BlockingPass(
        "family card's first digits and a name word",
        made.with_tokens(records.kk_known >= 12, kk // 10**4),
    )
    yield BlockingPass("telephone", (where(records.phone > 0, mix(records.phone)),), 12)
    yield BlockingPass(
        "neighbourhood and a name word",
        made.with_tokens(made.unit_known, records.village, made.unit),
    )
    house = records.house >= 0
    yield BlockingPass(
        "street, house and village",
        tuple(
            where(
                house & (made.street[:, t] >= 0) & (records.village >= 0),
                mix(records.village, made.street[:, t], records.house),
            )
            for t in range(made.street.shape[1])
        ),
        12,
        4,
    )
    street = made.unit_known & (made.street[:, 0] >= 0)
    yield BlockingPass(
        "street and neighbourhood",
        (where(street, mix(records.village, made.unit, made.street[:, 0])),),
        12,
        0,
    )
    yield BlockingPass(
        "neighbourhood, birth year and sex",
        (
            where(
                made.unit_known & (made.birth > 0),
                mix(records.village, made.unit, made.birth // 10000, records.sex),
            ),
        ),
        12,
        4,
    )


def candidate_pairs(records: Records) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the pairs worth comparing, left < right, each once, in order of left and right."""
    order = _by_name_and_birth(records)
    codes = distinct(np.concatenate([_pairs_of(blocking, order) for blocking in passes(records)]))
    return unpack(codes)


def _by_name_and_birth(records: Records) -> NDArray[np.int64]:
    first = records.name[:, 0].astype(np.int64)
    return np.argsort((first << 32) + records.birth, kind="stable")


def _pairs_of(blocking: BlockingPass, order: NDArray[np.int64]) -> NDArray[np.uint64]:
    keys = [reading[order] for reading in blocking.readings]
    rows = [order[key != 0] for key in keys]
    if not keys:
        return np.zeros(0, dtype=np.uint64)
    entry_keys = np.concatenate([key[key != 0] for key in keys])
    entry_rows = np.concatenate(rows).astype(np.int32)
    sorting = np.argsort(entry_keys, kind="stable")
    return neighbours_in_blocks(
        entry_keys[sorting], entry_rows[sorting], blocking.largest, blocking.window
    )
