"""Where an address alone makes neighbours, not a household: boarding houses and busy streets.

Same street and RT/RW without a house number is one household in a hamlet and eighty in a
kampung kota. So the lists themselves are asked: how many family cards stand at this place?
"""

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.grouping import first_of_each, mix, numbered
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
    street = np.append(records.street_words.key_codes, -1)[records.street[:, 0]]
    known = (street >= 0) & (records.village >= 0)
    unit = records.rt.astype(np.int64) * 1000 + records.rw
    of_street = mix(records.village, unit, street)
    of_house = mix(records.village, street, records.house)
    street_crowd = known & _crowded(
        records, of_street, CARDS_OF_A_CROWDED_STREET, ROWS_OF_A_CROWDED_STREET
    )
    house_crowd = (known & (records.house >= 0)) & _crowded(
        records, of_house, CARDS_OF_A_CROWDED_HOUSE, ROWS_OF_A_CROWDED_HOUSE
    )
    result: NDArray[np.int32] = house_crowd * np.int32(CROWDED_HOUSE) + street_crowd * np.int32(
        CROWDED_STREET
    )
    return result


def _crowded(
    records: Records, place: NDArray[np.uint64], cards: int, rows: int
) -> NDArray[np.bool_]:
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
