"""All comparisons of one candidate pair, packed into one number: its pattern."""

import numpy as np
from numba import njit

from tanggap.linkage.kernels.household import compare_cards, compare_places, home_level
from tanggap.linkage.kernels.names import (
    FORM_SHORTER,
    NAME_INITIALS,
    NAME_MISSING,
    compare_names,
)
from tanggap.linkage.kernels.numbers import (
    ID_EQUAL,
    compare_births,
    compare_niks,
    compare_plain_ids,
)

# Columns of the packed row of small numbers.
(BIRTH, BIRTH_OTHER, NIK_BIRTH, SEX, VILLAGE, DISTRICT, RT, RW, HOUSE, PLACE, OCCUPATION, POSTCODE,
 SOURCE, NIK_KNOWN, KK_KNOWN, STREET, NAME, MOTHER) = (
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 18, 24)  # fmt: skip
PACKED_COLUMNS = 28
STREET_END, NAME_END, MOTHER_END = 18, 24, 28

# Bit positions of each comparison in a pattern.
(AT_NUMBER, AT_NAME, AT_BIRTH, AT_HOME, AT_SEX, AT_PLACE, AT_MOTHER, AT_OCCUPATION, AT_POSTCODE,
 AT_LIST) = (0, 4, 9, 13, 19, 21, 23, 25, 27, 29)  # fmt: skip
NO_PATTERN = np.uint32(0xFFFFFFFF)

PART_MISSING, PART_EQUAL, PART_NEAR, PART_DIFFERENT = 0, 1, 2, 3


@njit(cache=True, nogil=True)
def _equal_part(a, b, missing):
    if a == missing or b == missing:
        return PART_MISSING
    return PART_EQUAL if a == b else PART_DIFFERENT


@njit(cache=True, nogil=True)
def _mother_level(a, b, keys, rows, lengths, bits):
    level, _ = compare_names(a, b, keys, rows, lengths, bits)
    if level == NAME_MISSING:
        return PART_MISSING
    if level <= 4 * FORM_SHORTER:
        return PART_EQUAL
    return PART_DIFFERENT if level >= NAME_INITIALS else PART_NEAR


@njit(cache=True, nogil=True)
def _pattern(a, b, large_a, large_b, indonesian, street_keys, keys, rows, lengths, bits, common):
    if indonesian:
        number = compare_niks(large_a[0], a[NIK_KNOWN], large_b[0], b[NIK_KNOWN])
    else:
        number = compare_plain_ids(large_a[0], large_b[0])
    birth = compare_births(
        a[BIRTH], a[BIRTH_OTHER], a[NIK_BIRTH], b[BIRTH], b[BIRTH_OTHER], b[NIK_BIRTH],
        number == ID_EQUAL,
    )  # fmt: skip
    card = compare_cards(large_a[1], a[KK_KNOWN], large_b[1], b[KK_KNOWN])
    place = compare_places(
        a[VILLAGE], a[DISTRICT], a[RT], a[RW], a[STREET:STREET_END], a[HOUSE],
        b[VILLAGE], b[DISTRICT], b[RT], b[RW], b[STREET:STREET_END], b[HOUSE], street_keys,
    )  # fmt: skip
    same_phone = large_a[2] != 0 and large_a[2] == large_b[2]
    home = home_level(card, place, same_phone)
    name, _ = compare_names(a[NAME:NAME_END], b[NAME:NAME_END], keys, rows, lengths, bits)
    birth_place = _equal_part(a[PLACE], b[PLACE], -1)
    if birth_place == PART_EQUAL and a[PLACE] == common:
        birth_place = PART_NEAR
    mother = _mother_level(a[MOTHER:MOTHER_END], b[MOTHER:MOTHER_END], keys, rows, lengths, bits)
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
    left, right, start, stop, small, large, indonesian, street_keys, keys, rows, lengths, bits,
    common, out,
):  # fmt: skip
    """Write the pattern of each pair start..stop into `out`.

    `small` is the (n, 28) packed row of codes and dates, `large` the (n, 3) NIK, KK and telephone.
    """
    for p in range(start, stop):
        i, j = left[p], right[p]
        out[p] = _pattern(
            small[i], small[j], large[i], large[j], indonesian, street_keys, keys, rows, lengths,
            bits, common,
        )  # fmt: skip


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
