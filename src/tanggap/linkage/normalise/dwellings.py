"""What is read of the dwelling; columns of their own come before what the address says."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.normalise import addresses, simple
from tanggap.linkage.normalise.columns import Columns, Setting
from tanggap.linkage.normalise.folding import fold_street
from tanggap.linkage.normalise.lists import Lists
from tanggap.linkage.normalise.locations import Locations, read_locations
from tanggap.linkage.normalise.slices import Int32s, Text
from tanggap.linkage.normalise.vocabulary import WordList, count_words, vocabulary
from tanggap.linkage.schema import NO_CODE, Quality, Vocabulary

Int16s = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Dwellings:
    """Where n people live."""

    rt: Int16s
    rw: Int16s
    house: Int32s
    street: Int32s
    street_words: Vocabulary
    location: Locations
    postcode: Int32s
    quality: NDArray[np.uint32]


def read_dwellings(
    columns: Columns, lists: Lists, setting: Setting, known: Vocabulary | None
) -> Dwellings:
    """Read RT, RW, house, street, village, district and postal code."""
    text = columns.text("address")
    address = addresses.read_addresses(text, lists.streets, style=setting.style)
    pair_rt, pair_rw = addresses.read_unit_pairs(columns.text("rt_rw"))
    rt = _first_known(addresses.read_units(columns.text("rt")), pair_rt, address.rt)
    rw = _first_known(addresses.read_units(columns.text("rw")), pair_rw, address.rw)
    own_house = addresses.house_numbers(columns.text("street_number"))
    location = read_locations(
        location_texts(columns),
        (address.village, address.district),
        lists.villages,
        lists.districts,
        regency_codes=setting.regencies,
        usual=setting.usual_places,
    )
    quality = np.where(text.filled, np.uint32(0), np.uint32(Quality.ADDRESS_MISSING))
    quality |= np.where((rt < 0) | (rw < 0), np.uint32(Quality.RT_RW_MISSING), np.uint32(0))
    return Dwellings(
        rt=rt,
        rw=rw,
        house=_house_codes(np.where(own_house > 0, own_house, address.house), lists.houses),
        street=address.street,
        street_words=vocabulary(
            lists.streets,
            counts=count_words(len(lists.streets), address.street),
            fold=fold_street,
            known=known,
        ),
        location=location,
        postcode=simple.read_postcodes(columns.text("postcode")),
        quality=quality | location.quality,
    )


def location_texts(columns: Columns) -> tuple[Text, Text, Text]:
    """Return the columns village, district and city."""
    return columns.text("village"), columns.text("district"), columns.text("city")


def _first_known(*columns: Int16s) -> Int16s:
    known = columns[0]
    for column in columns[1:]:
        known = np.where(known < 0, column, known)
    return known


def _house_codes(packed: NDArray[np.int64], houses: WordList) -> Int32s:
    values, rows = np.unique(packed, return_inverse=True)
    codes = [
        houses.code_of(addresses.house_name(value)) if value else NO_CODE
        for value in values.tolist()
    ]
    return np.array([*codes, NO_CODE], dtype=np.int32)[rows]
