"""Which records are worth comparing: exact keys, each a reason why two rows could be one person.

No single key survives the faults of real lists, so many are used; a pair needs to share one.
Keys are 64-bit hashes of the words themselves, not of their codes, so that two machines that
never met give one record the same keys; 0 is "no key". Blocks that grow too large (a
placeholder, a very common name) are not compared in full: their records, sorted by name and
birth, meet only their neighbours, and the work stays linear in the number of records.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.grouping import Keys, distinct, key_hashes, list_hashes, mix, unpack
from tanggap.linkage.kernels.blocks import neighbours_in_blocks
from tanggap.linkage.kernels.parallel import cores
from tanggap.linkage.schema import Records, Vocabulary

Mask = NDArray[np.bool_]
Numbers = NDArray[np.generic]

LARGEST_BLOCK = 40
WINDOW = 6


@dataclass(frozen=True, slots=True)
class BlockingPass:
    """One reason to compare: for each way the key can be read, a column of n keys.

    In blocks of more than `largest` rows each row meets only its next `window` ones.
    """

    name: str
    readings: tuple[Keys, ...]
    largest: int = LARGEST_BLOCK
    window: int = WINDOW


class KeyMaker:
    """Derives the parts that keys are made of, once, from the records."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.words = key_hashes(records.name_words, records.name)
        self.named = self.words != 0
        self.initial = _initials(records.name_words)[records.name[:, 0]]
        self.birth = np.where(records.birth > 0, records.birth, records.nik_birth)
        in_number = (records.nik_birth > 0) & (records.nik_birth != self.birth)
        self.second_birth = np.where(in_number, records.nik_birth, records.birth_other)
        self.village = list_hashes(records.villages, records.village)
        self.district = list_hashes(records.districts, records.district)
        self.street = key_hashes(records.street_words, records.street)
        self.house = list_hashes(records.houses, records.house)
        unit = records.rt.astype(np.int64) * 1000 + records.rw
        known = (records.rt > 0) & (records.rw > 0) & (self.village != 0)
        self.neighbourhood = where(known, mix(self.village, unit))

    def with_words(self, known: Mask, *parts: Numbers) -> tuple[Keys, ...]:
        """Combine the parts with each word of the name in turn."""
        columns = range(self.words.shape[1])
        return tuple(
            where(known & self.named[:, word], mix(*parts, self.words[:, word]))
            for word in columns
            if self.named[:, word].any()
        )


def where(known: Mask, key: Keys) -> Keys:
    """Keep the key where its parts are known, else 0."""
    return np.where(known, key, np.uint64(0))


def _initials(words: Vocabulary) -> NDArray[np.int64]:
    letters = [ord(key[0]) if key else 0 for key in words.distinct_keys]
    return np.append(np.array(letters, dtype=np.int64)[words.key_codes], 0)


def passes(records: Records) -> Iterator[BlockingPass]:
    """Yield the blocking passes for person tables, the most telling first."""
    made = KeyMaker(records)
    yield from _by_number(made)
    yield from _by_birth(made)
    yield from _by_name(made)
    yield from _by_home(made)
    if not records.indonesian_ids:
        yield from _without_family_cards(made)


def _by_number(made: KeyMaker) -> Iterator[BlockingPass]:
    records = made.records
    nik = records.nik.astype(np.int64)
    yield BlockingPass("number", (where(nik > 0, mix(nik)),))
    if not records.indonesian_ids:
        known = nik > 0
        yield BlockingPass("number's first digits", (where(known, mix(nik // 1000)),), 20)
        yield BlockingPass("number's last digits", (where(known, mix(nik % 1000)),), 20)
        return
    dated = records.nik_known >= 12
    yield BlockingPass("region, date and sex in the number", (where(dated, mix(nik // 10**4)),))
    yield BlockingPass(
        "number's first ten digits and a name word", made.with_words(dated, nik // 10**6)
    )
    yield BlockingPass(
        "number's last eight digits and a name word",
        made.with_words(records.nik_known == 16, nik % 10**8),
    )


def _by_birth(made: KeyMaker) -> Iterator[BlockingPass]:
    with_words: list[Keys] = []
    with_initial: list[Keys] = []
    for birth in (made.birth, made.second_birth):
        known = birth % 10000 > 0
        month, day = birth // 100 % 100, birth % 100
        unordered = birth // 10000 * 10000 + np.minimum(month, day) * 100 + np.maximum(month, day)
        with_words += made.with_words(known, unordered)
        with_initial.append(where(known & (made.initial > 0), mix(birth, made.initial)))
    yield BlockingPass("birth date and a name word", tuple(with_words), 16, 4)
    yield BlockingPass("birth date and an initial", tuple(with_initial), 12, 4)
    known = (made.birth % 10000 > 0) & (made.village != 0)
    yield BlockingPass("birth date and village", (where(known, mix(made.birth, made.village)),))


def _by_name(made: KeyMaker) -> Iterator[BlockingPass]:
    whole = mix(*np.sort(made.words, axis=1).T)
    yield BlockingPass("whole name of two words", (where(made.named[:, 1], whole),), 12, 3)
    located = made.named[:, 0] & (made.district != 0)
    yield BlockingPass("whole name and district", (where(located, mix(whole, made.district)),), 20)
    yield BlockingPass(
        "village and a name word", made.with_words(made.village != 0, made.village), 12, 2
    )


def _by_home(made: KeyMaker) -> Iterator[BlockingPass]:
    records = made.records
    kk = records.kk.astype(np.int64)
    yield BlockingPass("family card", (where(records.kk_known == 16, mix(kk)),), 20)
    yield BlockingPass(
        "family card's first digits and a name word",
        made.with_words(records.kk_known >= 12, kk // 10**4),
    )
    yield BlockingPass("telephone", (where(records.phone > 0, mix(records.phone)),), 12)
    unit_known = made.neighbourhood != 0
    yield BlockingPass(
        "neighbourhood and a name word", made.with_words(unit_known, made.neighbourhood), 20, 4
    )
    house_known = (made.house != 0) & (made.village != 0)
    yield BlockingPass(
        "street, house and village",
        tuple(
            where(house_known & (street != 0), mix(made.village, street, made.house))
            for street in made.street.T
        ),
        12,
        4,
    )
    first_street = made.street[:, 0]
    yield BlockingPass(
        "street and neighbourhood",
        (where(unit_known & (first_street != 0), mix(made.neighbourhood, first_street)),),
        12,
        0,
    )
    born = unit_known & (made.birth > 0)
    yield BlockingPass(
        "neighbourhood, birth year and sex",
        (where(born, mix(made.neighbourhood, made.birth // 10000, records.sex)),),
        12,
        4,
    )


def _without_family_cards(made: KeyMaker) -> Iterator[BlockingPass]:
    """Yield what tables of other countries need: they know no RT/RW, card or date in a number."""
    records = made.records
    postcode = records.postcode
    place = list_hashes(records.places, records.birth_place)
    year = made.birth // 10000
    yield BlockingPass(
        "two words of the name",
        tuple(
            where(
                made.named[:, a] & made.named[:, b],
                mix(*np.sort(made.words[:, [a, b]], axis=1).T),
            )
            for a, b in combinations(range(4), 2)
        ),
    )
    for name, part in (("postcode", postcode), ("birthplace", place), ("birth year", year)):
        yield BlockingPass(f"{name} and a name word", made.with_words(part != 0, part), 20)
    birth_known = made.birth % 10000 > 0
    yield BlockingPass("birth date", (where(birth_known, mix(made.birth)),), 20)
    for name, part in (("postcode", postcode), ("birthplace", place)):
        known = (part != 0) & (year > 0)
        yield BlockingPass(f"{name} and birth year", (where(known, mix(part, year)),), 20)
    known = (made.house != 0) & (postcode != 0)
    yield BlockingPass("house and postcode", (where(known, mix(made.house, postcode)),), 20)


def candidate_pairs(records: Records) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the pairs worth comparing, left < right, each once, in order of left and right."""
    order = by_name_and_birth(records)
    with ThreadPoolExecutor(cores()) as pool:  # sorting and walking release the interpreter
        found = pool.map(lambda blocking: _pairs_of(blocking, order), passes(records))
        codes = np.concatenate(list(found))
    return unpack(distinct(codes))


def by_name_and_birth(records: Records) -> NDArray[np.int64]:
    """Return the rows in the order in which a large block is walked."""
    return np.lexsort((records.birth, key_hashes(records.name_words, records.name[:, 0])))


def by_village_and_name(records: Records) -> NDArray[np.int64]:
    """Return the rows in an order in which likely pairs lie close in memory.

    Candidates mostly share a village; comparing them then seldom waits for memory. At a million
    rows this halves the time.
    """
    first_word = key_hashes(records.name_words, records.name[:, 0])
    return np.lexsort((first_word, list_hashes(records.villages, records.village)))


def low_bits(records: int) -> np.uint64:
    """Return the bits that a key gives up so that a record's number fits into their place."""
    return np.uint64((1 << max(records, 2).bit_length()) - 1)


def _pairs_of(blocking: BlockingPass, order: NDArray[np.int64]) -> Keys:
    """Return the pairs of one pass, packed; a pair that meets twice stands twice.

    Key and place in `order` are sorted as one number, the key giving up its lowest bits: that
    is several times faster than sorting by key and fetching the rows.
    """
    low = low_bits(len(order))
    entries = [np.zeros(0, dtype=np.uint64)]
    for reading in blocking.readings:
        keys = reading[order]
        places = np.flatnonzero(keys)
        entries.append((keys[places] & ~low) | places.astype(np.uint64))
    ordered = np.sort(np.concatenate(entries))
    return neighbours_in_blocks(
        ordered & ~low,
        order[(ordered & low).astype(np.int64)].astype(np.int32),
        blocking.largest,
        blocking.window,
    )
