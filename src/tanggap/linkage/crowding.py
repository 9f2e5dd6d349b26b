"""Where an address alone makes neighbours, not a household: boarding houses and busy streets.

Same street and RT/RW without a house number is one household in a hamlet and eighty in a
kampung kota. So the lists themselves are asked: how many family cards stand at this place?
"""

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.grouping import Keys, first_of_each, key_hashes, list_hashes, mix, numbered
from tanggap.linkage.kernels.household import CROWDED_HOUSE, CROWDED_STREET
from tanggap.linkage.schema import Records

CARDS_OF_A_CROWDED_HOUSE = 5
"""A family card is renewed at every birth or move, and typed wrongly: several of one family are
common, five are a boarding house."""
CARDS_OF_A_CROWDED_STREET = 2
"""Without a house number a second card is enough to doubt that the street of one RT is one home."""
ROWS_OF_A_CROWDED_HOUSE = 40
ROWS_OF_A_CROWDED_STREET = 12


def crowding(records: Records) -> NDArray[np.int32]:
    """Return for each record whether its house and its street are crowded (bits)."""
    street, house = streets_and_houses(records)
    street_crowd = (street != 0) & _crowded(
        records, street, CARDS_OF_A_CROWDED_STREET, ROWS_OF_A_CROWDED_STREET
    )
    house_crowd = (house != 0) & _crowded(
        records, house, CARDS_OF_A_CROWDED_HOUSE, ROWS_OF_A_CROWDED_HOUSE
    )
    return crowd_bits(street_crowd, house_crowd)


def crowd_bits(street: NDArray[np.bool_], house: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return as bits which records live in a crowded street and in a crowded house."""
    result: NDArray[np.int32] = house * np.int32(CROWDED_HOUSE) + street * np.int32(CROWDED_STREET)
    return result


def streets_and_houses(records: Records) -> tuple[Keys, Keys]:
    """Return a key for the street of each record's RT and one for its house; 0 is unknown."""
    village = list_hashes(records.villages, records.village)
    street = key_hashes(records.street_words, records.street[:, 0])
    house = list_hashes(records.houses, records.house)
    unit = records.rt.astype(np.int64) * 1000 + records.rw
    known = (street != 0) & (village != 0)
    return (
        np.where(known, mix(village, unit, street), np.uint64(0)),
        np.where(known & (house != 0), mix(village, street, house), np.uint64(0)),
    )


def _crowded(records: Records, place: Keys, cards: int, rows: int) -> NDArray[np.bool_]:
    """Mark the records at places with at least so many family cards, or so many rows."""
    number, places = numbered(place)
    has_card = records.kk_known == 16
    place_and_card = mix(number[has_card], records.kk[has_card])
    order = np.argsort(place_and_card)
    first = first_of_each(place_and_card[order])
    cards_there = np.bincount(number[has_card][order][first], minlength=places)
    rows_there = np.bincount(number, minlength=places)
    result: NDArray[np.bool_] = ((cards_there >= cards) | (rows_there >= rows))[number]
    return result
