"""All comparisons of one candidate pair, packed into one number: its pattern."""

import numpy as np
from numba import njit

from tanggap.linkage.kernels.household import (
    KK_EQUAL,
    KK_NEAR,
    PLACE_HOUSE,
    PLACE_STREET,
    compare_cards,
    compare_places,
    home_level,
)
from tanggap.linkage.kernels.layout import (
    BIRTH,
    BIRTH_OTHER,
    KK,
    KK_KNOWN,
    MOTHER,
    MOTHER_END,
    NAME,
    NAME_END,
    NIK,
    NIK_BIRTH,
    NIK_KNOWN,
    OCCUPATION,
    PHONE,
    PLACE,
    POSTCODE,
    SEX,
    SOURCE,
    WHOLE_NAME,
)
from tanggap.linkage.kernels.names import (
    FORM_SHORTER,
    NAME_INITIALS,
    compare_names,
)
from tanggap.linkage.kernels.numbers import (
    DATE_YEAR,
    ID_DIFFERENT,
    ID_EQUAL,
    ID_EQUAL_REGION,
    ID_MISSING,
    compare_births,
    compare_niks,
    compare_plain_ids,
)

# Bit positions of each comparison in a pattern.
(AT_NUMBER, AT_NAME, AT_BIRTH, AT_HOME, AT_SEX, AT_PLACE, AT_MOTHER, AT_OCCUPATION, AT_POSTCODE,
 AT_LIST) = (0, 4, 9, 13, 19, 21, 23, 25, 27, 29)  # fmt: skip

PART_MISSING, PART_EQUAL, PART_NEAR, PART_DIFFERENT = 0, 1, 2, 3


@njit(cache=True, nogil=True)
def _equal_part(a, b, missing):
    if a == missing or b == missing:
        return PART_MISSING
    return PART_EQUAL if a == b else PART_DIFFERENT


@njit(cache=True, nogil=True)
def _mother_level(small, a, b, words, keys):
    if small[a, MOTHER] < 0 or small[b, MOTHER] < 0:
        return PART_MISSING
    level = compare_names(small, a, b, MOTHER, MOTHER_END, words, keys)
    if level <= 4 * FORM_SHORTER:
        return PART_EQUAL
    return PART_DIFFERENT if level >= NAME_INITIALS else PART_NEAR


@njit(cache=True, nogil=True)
def _number_level(small, large, a, b, indonesian):
    if indonesian:
        return compare_niks(large[a, NIK], small[a, NIK_KNOWN], large[b, NIK], small[b, NIK_KNOWN])
    return compare_plain_ids(large[a, NIK], large[b, NIK])


@njit(cache=True, nogil=True)
def _birth_level(small, a, b, number):
    # Where the numbers are close, the date inside them is one date: it must not count twice.
    close = ID_MISSING < number < ID_DIFFERENT and small[a, NIK_BIRTH] == small[b, NIK_BIRTH]
    return compare_births(
        small[a, BIRTH], small[a, BIRTH_OTHER], small[a, NIK_BIRTH],
        small[b, BIRTH], small[b, BIRTH_OTHER], small[b, NIK_BIRTH], close or number == ID_EQUAL,
    )  # fmt: skip


@njit(cache=True, nogil=True)
def _card_level(small, large, a, b):
    return compare_cards(large[a, KK], small[a, KK_KNOWN], large[b, KK], small[b, KK_KNOWN])


@njit(cache=True, nogil=True)
def _same_known(large, a, b, column):
    return large[a, column] != 0 and large[a, column] == large[b, column]


@njit(cache=True, nogil=True)
def patterns_of_pairs(
    left, right, start, stop, small, large, indonesian, street_keys, words, keys, common_place, out
):
    """Write the pattern of each pair start..stop into `out`.

    `small` and `large` hold the records as `layout` says, `words` and
    `keys` the tables that `compare_names` needs; `common_place` is the birthplace that most share.
    """
    for p in range(start, stop):
        a, b = left[p], right[p]
        number = _number_level(small, large, a, b, indonesian)
        home = home_level(
            _card_level(small, large, a, b),
            compare_places(small, a, b, street_keys),
            _same_known(large, a, b, PHONE),
        )
        name = compare_names(small, a, b, NAME, NAME_END, words, keys)
        birth_place = _equal_part(small[a, PLACE], small[b, PLACE], -1)
        if birth_place == PART_EQUAL and small[a, PLACE] == common_place:
            birth_place = PART_NEAR
        occupation = _equal_part(small[a, OCCUPATION], small[b, OCCUPATION], -1)
        out[p] = (
            np.uint32(number) << AT_NUMBER
            | np.uint32(name) << AT_NAME
            | np.uint32(_birth_level(small, a, b, number)) << AT_BIRTH
            | np.uint32(home) << AT_HOME
            | np.uint32(_equal_part(small[a, SEX], small[b, SEX], 0)) << AT_SEX
            | np.uint32(birth_place) << AT_PLACE
            | np.uint32(_mother_level(small, a, b, words, keys)) << AT_MOTHER
            | np.uint32(occupation) << AT_OCCUPATION
            | np.uint32(_equal_part(small[a, POSTCODE], small[b, POSTCODE], 0)) << AT_POSTCODE
            | np.uint32(1 if small[a, SOURCE] == small[b, SOURCE] else 2) << AT_LIST
        )


@njit(cache=True, nogil=True)
def plausible_pairs(left, right, start, stop, small, large, indonesian, street_keys, out):
    """Mark the pairs that numbers, dates or home do not rule out, before any look at the name.

    A pair stays if its identity numbers are close, its birth dates do not contradict, it shares
    a card, a telephone or a house, or its whole names are equal.
    """
    for p in range(start, stop):
        a, b = left[p], right[p]
        number = _number_level(small, large, a, b, indonesian)
        out[p] = (
            number not in (ID_MISSING, ID_EQUAL_REGION, ID_DIFFERENT)
            or _birth_level(small, a, b, number) < DATE_YEAR
            or _same_known(large, a, b, PHONE)
            or _same_known(large, a, b, WHOLE_NAME)
            or _card_level(small, large, a, b) in (KK_EQUAL, KK_NEAR)
            or compare_places(small, a, b, street_keys) in (PLACE_HOUSE, PLACE_STREET)
        )


@njit(cache=True, nogil=True)
def distinct_patterns(patterns, table, slots):
    """Number the distinct patterns; returns them and writes each pair's number into `slots`.

    `table` is an int64 hash table of −1, its size a power of two well above the number of
    distinct patterns.
    """
    mask = table.shape[0] - 1
    found = np.empty(table.shape[0], dtype=np.uint32)
    count = 0
    for p in range(patterns.shape[0]):
        pattern = patterns[p]
        at = (np.uint64(pattern) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(32)) & np.uint64(mask)
        place = np.int64(at)
        while table[place] >= 0 and found[table[place]] != pattern:
            place = (place + 1) & mask
        if table[place] < 0:
            if 2 * count >= mask:
                return found[:0]
            table[place] = count
            found[count] = pattern
            count += 1
        slots[p] = table[place]
    return found[:count]
