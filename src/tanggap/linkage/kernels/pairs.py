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
from tanggap.linkage.kernels.names import (
    FORM_SHORTER,
    NAME_INITIALS,
    NAME_MISSING,
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

# Columns of the packed row of small numbers.
(BIRTH, BIRTH_OTHER, NIK_BIRTH, SEX, VILLAGE, DISTRICT, RT, RW, HOUSE, PLACE, OCCUPATION, POSTCODE,
 SOURCE, NIK_KNOWN, KK_KNOWN, CROWD, STREET, NAME, MOTHER) = (
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 19, 25)  # fmt: skip
STREET_END, NAME_END, MOTHER_END = 19, 25, 29
PACKED_COLUMNS = 29
LARGE_NUMBERS = 4
NIK, KK, PHONE, WHOLE_NAME = 0, 1, 2, 3  # columns of the packed row of large numbers

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
def _mother_level(a, b, keys, rows, lengths, letters, bits):
    level = compare_names(a, b, keys, rows, lengths, letters, bits)
    if level == NAME_MISSING:
        return PART_MISSING
    if level <= 4 * FORM_SHORTER:
        return PART_EQUAL
    return PART_DIFFERENT if level >= NAME_INITIALS else PART_NEAR


@njit(cache=True, nogil=True)
def _number_level(a, b, large_a, large_b, indonesian):
    if indonesian:
        return compare_niks(large_a[NIK], a[NIK_KNOWN], large_b[NIK], b[NIK_KNOWN])
    return compare_plain_ids(large_a[NIK], large_b[NIK])


@njit(cache=True, nogil=True)
def _birth_level(a, b, number):
    return compare_births(
        a[BIRTH], a[BIRTH_OTHER], a[NIK_BIRTH], b[BIRTH], b[BIRTH_OTHER], b[NIK_BIRTH],
        number == ID_EQUAL,
    )  # fmt: skip


@njit(cache=True, nogil=True)
def _card_level(a, b, large_a, large_b):
    return compare_cards(large_a[KK], a[KK_KNOWN], large_b[KK], b[KK_KNOWN])


@njit(cache=True, nogil=True)
def _place_level(a, b, street_keys):
    return compare_places(
        a[VILLAGE], a[DISTRICT], a[RT], a[RW], a[STREET:STREET_END], a[HOUSE], a[CROWD],
        b[VILLAGE], b[DISTRICT], b[RT], b[RW], b[STREET:STREET_END], b[HOUSE], b[CROWD],
        street_keys,
    )  # fmt: skip


@njit(cache=True, nogil=True)
def _pattern(a, b, large_a, large_b, indonesian, street_keys, words, common_place):
    keys, rows, lengths, letters, bits = words
    number = _number_level(a, b, large_a, large_b, indonesian)
    birth = _birth_level(a, b, number)
    same_phone = large_a[PHONE] != 0 and large_a[PHONE] == large_b[PHONE]
    home = home_level(
        _card_level(a, b, large_a, large_b), _place_level(a, b, street_keys), same_phone
    )
    name = compare_names(a[NAME:NAME_END], b[NAME:NAME_END], keys, rows, lengths, letters, bits)
    birth_place = _equal_part(a[PLACE], b[PLACE], -1)
    if birth_place == PART_EQUAL and a[PLACE] == common_place:
        birth_place = PART_NEAR
    mother = _mother_level(
        a[MOTHER:MOTHER_END], b[MOTHER:MOTHER_END], keys, rows, lengths, letters, bits
    )
    return (
        np.uint32(number) << AT_NUMBER
        | np.uint32(name) << AT_NAME
        | np.uint32(birth) << AT_BIRTH
        | np.uint32(home) << AT_HOME
        | np.uint32(_equal_part(a[SEX], b[SEX], 0)) << AT_SEX
        | np.uint32(birth_place) << AT_PLACE
        | np.uint32(mother) << AT_MOTHER
        | np.uint32(_equal_part(a[OCCUPATION], b[OCCUPATION], -1)) << AT_OCCUPATION
        | np.uint32(_equal_part(a[POSTCODE], b[POSTCODE], 0)) << AT_POSTCODE
        | np.uint32(1 if a[SOURCE] == b[SOURCE] else 2) << AT_LIST
    )


@njit(cache=True, nogil=True)
def patterns_of_pairs(
    left, right, start, stop, small, large, indonesian, street_keys, words, common_place, out
):
    """Write the pattern of each pair start..stop into `out`.

    `small` is the (n, 29) packed row of codes and dates, `large` the (n, 4) NIK, KK, telephone
    and hash of the whole name, `words` the tables that `compare_names` needs.
    """
    for p in range(start, stop):
        i, j = left[p], right[p]
        out[p] = _pattern(
            small[i], small[j], large[i], large[j], indonesian, street_keys, words, common_place
        )


@njit(cache=True, nogil=True)
def plausible_pairs(left, right, start, stop, small, large, indonesian, street_keys, out):
    """Mark the pairs that numbers, dates or home do not rule out, before any look at the name.

    A pair stays if its identity numbers are close, its birth dates do not contradict, it shares
    a card, a telephone or a house, or its whole names are equal.
    """
    for p in range(start, stop):
        i, j = left[p], right[p]
        a, b, large_a, large_b = small[i], small[j], large[i], large[j]
        number = _number_level(a, b, large_a, large_b, indonesian)
        if number not in (ID_MISSING, ID_EQUAL_REGION, ID_DIFFERENT):
            out[p] = True
            continue
        birth = _birth_level(a, b, number)
        out[p] = (
            birth < DATE_YEAR
            or _card_level(a, b, large_a, large_b) in (KK_EQUAL, KK_NEAR)
            or (large_a[PHONE] != 0 and large_a[PHONE] == large_b[PHONE])
            or (large_a[WHOLE_NAME] != 0 and large_a[WHOLE_NAME] == large_b[WHOLE_NAME])
            or _place_level(a, b, street_keys) in (PLACE_HOUSE, PLACE_STREET)
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
