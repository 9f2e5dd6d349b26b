"""Fields of few distinct values: sex, postal code, occupation, place of birth, list."""

import re
import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.normalise.places import plain, read_birth_place
from tanggap.linkage.normalise.slices import Int32s, Text, factorise
from tanggap.linkage.normalise.vocabulary import WordList
from tanggap.linkage.schema import NO_CODE, Quality

MALE: Final = 1
FEMALE: Final = 2

_SEXES: Final = {
    word: sex
    for sex, words in (
        (MALE, "l lk lki laki lakilaki pria cowok m male man boy 1 01"),
        (FEMALE, "p pr pr pn perempuan wanita cewek f female woman girl 2 02"),
    )
    for word in words.split()
}
"""In DTKS 1 is male and 2 female."""


def read_sexes(text: Text) -> tuple[NDArray[np.int8], NDArray[np.uint32]]:
    """Return 1 male, 2 female, 0 unknown, and what was noticed."""
    codes, values = factorise(text)
    sexes = np.array([*(_sex(value) for value in values), 0], dtype=np.int8)[codes]
    quality = np.zeros(len(codes), np.uint32)
    quality[codes < 0] = int(Quality.SEX_MISSING)
    quality[(codes >= 0) & (sexes == 0)] = int(Quality.SEX_UNREADABLE)
    return sexes, quality


def _sex(value: str) -> int:
    letters = re.sub(r"\.0$|[^a-z0-9]", "", value)
    return _SEXES.get(letters, 0)


def read_postcodes(text: Text) -> Int32s:
    """Return postal codes as numbers, 0 missing; those with letters become a stable number."""
    codes, values = factorise(text)
    return np.array([*(_postcode(value) for value in values), 0], dtype=np.int32)[codes]


def _postcode(value: str) -> int:
    letters = re.sub(r"\.0$|[^a-z0-9]", "", value)
    if letters.isdigit():
        return int(letters[:9])
    return zlib.crc32(letters.encode()) & 0x7FFFFFFF if letters else 0


def read_birth_places(text: Text, places: WordList) -> Int32s:
    """Return codes of places of birth in `places`, which grows."""
    codes, values = factorise(text)
    return _codes(codes, [read_birth_place(value) for value in values], places)


def read_occupations(text: Text, occupations: WordList) -> Int32s:
    """Return codes of occupations in `occupations`, which grows."""
    codes, values = factorise(text)
    return _codes(codes, [plain(value) for value in values], occupations)


def _codes(codes: Int32s, values: list[str], known: WordList) -> Int32s:
    found = [known.code_of(value) if value else NO_CODE for value in values]
    return np.array([*found, NO_CODE], dtype=np.int32)[codes]
