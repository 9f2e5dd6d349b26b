"""Addresses cut into words and numbers, and the kernel that reads RT/RW, house and street words."""

from typing import Final

import numpy as np
from numba import njit

from tanggap.linkage.normalise.slices import lower

# What a word is.
STREET: Final = 0  # an ordinary word, part of the street's name
TYPE: Final = 1  # Jl., Gang, Kampung, Perum: says nothing that distinguishes
NUMBER: Final = 2  # No.
BLOCK: Final = 3  # Blok
RT: Final = 4
RW: Final = 5
RT_RW: Final = 6  # "RTRW 003/005"
VILLAGE: Final = 7  # Kel., Desa
DISTRICT: Final = 8  # Kec.
CITY: Final = 9  # Kota, Kab., Prov.
LETTER: Final = 10  # a single letter
# Tokens that are no words have codes below −1; those that are read have the code DONE.
DONE: Final = -1
SLASH: Final = -2
FIRST_NUMBER: Final = -3  # the number n is FIRST_NUMBER − n

_MOST_TOKENS: Final = 48  # of one address
_LARGEST_UNIT: Final = 999  # of RT and RW


@njit(cache=True, nogil=True)
def _is_letter(byte):  # type: ignore[no-untyped-def]
    return 97 <= lower(byte) <= 122 or byte >= 128


@njit(cache=True, nogil=True)
def split_address(data, starts, lengths):  # type: ignore[no-untyped-def]
    """Cut n slices into runs of letters, runs of digits and slashes.

    Returns per token its code (−1 for words, see above for the rest), start and length, and the
    offset of each row's first token (n + 1).
    """
    n = len(starts)
    capacity = 10 * n + 64
    codes, offsets = np.empty(capacity, np.int32), np.zeros(n + 1, np.int64)
    begins, widths = np.empty(capacity, np.int64), np.empty(capacity, np.int32)
    count = 0
    for row in range(n):
        at, end = starts[row], starts[row] + lengths[row]
        if count + lengths[row] > capacity:
            codes = np.concatenate((codes, np.empty(capacity, np.int32)))
            begins = np.concatenate((begins, np.empty(capacity, np.int64)))
            widths = np.concatenate((widths, np.empty(capacity, np.int32)))
            capacity *= 2
        while at < end and count - offsets[row] < _MOST_TOKENS:
            byte, begin = data[at], at
            if 48 <= byte <= 57:
                number = 0
                while at < end and (
                    48 <= data[at] <= 57
                    or (data[at] == 46 and at + 1 < end and 48 <= data[at + 1] <= 57)
                ):
                    if data[at] != 46 and number < 100_000:
                        number = number * 10 + data[at] - 48
                    at += 1
                codes[count] = FIRST_NUMBER - number
            elif _is_letter(byte):
                while at < end and (_is_letter(data[at]) or data[at] == 39):
                    at += 1
                codes[count] = -1
            elif byte == 47:
                codes[count] = SLASH
                at += 1
            else:
                at += 1
                continue
            begins[count], widths[count] = begin, at - begin
            count += 1
        offsets[row + 1] = count
    return codes[:count].copy(), begins[:count].copy(), widths[:count].copy(), offsets


@njit(cache=True, nogil=True)
def _unit(codes, numerals, at, last):  # type: ignore[no-untyped-def]
    """Return the RT or RW at a token (digits or a Roman numeral), −1 where there is none."""
    if at >= last:
        return -1
    if codes[at] <= FIRST_NUMBER:
        number = FIRST_NUMBER - codes[at]
        return number if number <= _LARGEST_UNIT else -1
    if codes[at] >= 0 and numerals[codes[at]] > 0:
        return numerals[codes[at]]
    return -1


@njit(cache=True, nogil=True)
def _units(codes, kinds, numerals, at, last):  # type: ignore[no-untyped-def]
    """Read from "RT" on: the RT, the RW after it ("RT 3/5", "RT/RW 3/5"), the next token."""
    both = kinds[codes[at]] == RT_RW
    at += 1
    if at < last and codes[at] == SLASH:
        at += 1
    if at < last and codes[at] >= 0 and kinds[codes[at]] == RW and not both:
        at, both = at + 1, True
    rt = _unit(codes, numerals, at, last)
    if rt < 0:
        return -1, -1, at
    at += 1
    if at + 1 < last and codes[at] == SLASH and _unit(codes, numerals, at + 1, last) >= 0:
        return rt, _unit(codes, numerals, at + 1, last), at + 2
    if both and _unit(codes, numerals, at, last) >= 0:
        return rt, _unit(codes, numerals, at, last), at + 1
    return rt, -1, at


@njit(cache=True, nogil=True)
def _is_number(codes, at, last):  # type: ignore[no-untyped-def]
    return at < last and codes[at] <= FIRST_NUMBER


@njit(cache=True, nogil=True)
def _suffix(codes, kinds, letters, begins, widths, at, last):  # type: ignore[no-untyped-def]
    """Return 1–26 for a letter written onto the number before ("12A"), else 0."""
    single = at < last and codes[at] >= 0 and kinds[codes[at]] == LETTER
    touching = single and begins[at] == begins[at - 1] + widths[at - 1]
    return letters[codes[at]] if touching else 0


@njit(cache=True, nogil=True)
def _house(codes, kinds, letters, begins, widths, at, last):  # type: ignore[no-untyped-def]
    """Read from "No" or "Blok" on: the house as a number (see `house_code`), and the next token."""
    block, first, second, suffix = 0, -1, -1, 0
    if kinds[codes[at]] == BLOCK:
        at += 1
        if at < last and codes[at] >= 0 and letters[codes[at]] > 0:
            block = letters[codes[at]]
            at += 1
        if _is_number(codes, at, last):
            first = FIRST_NUMBER - codes[at]
            at += 1
        elif block == 0:
            return np.int64(0), at
    while at < last and (codes[at] == SLASH or (codes[at] >= 0 and kinds[codes[at]] == NUMBER)):
        at += 1
    if _is_number(codes, at, last) and (
        codes[at - 1] == SLASH or (codes[at - 1] >= 0 and kinds[codes[at - 1]] == NUMBER)
    ):
        if first < 0:
            first = FIRST_NUMBER - codes[at]
        else:
            second = FIRST_NUMBER - codes[at]
        at += 1
    if first >= 0:
        suffix = _suffix(codes, kinds, letters, begins, widths, at, last)
        at += suffix > 0
    return house_code(block, first, second, suffix), at


@njit(cache=True, nogil=True)
def house_code(block, first, second, suffix):  # type: ignore[no-untyped-def]
    """Pack block letters (base 27), two numbers and a letter into one number; 0 for no house."""
    if block == 0 and first < 0:
        return np.int64(0)
    first, second = min(first, 99_999) + 1, min(second, 99_999) + 1
    return ((np.int64(block) * 100_001 + first) * 100_001 + second) * 27 + suffix


@njit(cache=True, nogil=True)
def _region_end(codes, kinds, at, first, last):  # type: ignore[no-untyped-def]
    """Return where the name after "Kel.", "Kec." or "Kota" ends; `at` where none begins there.

    A name has words ("Balai Desa Blok H2" names no village), and an address that begins with
    "Kota" may be a street's.
    """
    kind = kinds[codes[at]]
    if at + 1 == last or codes[at + 1] < 0 or (kind == CITY and at == first):
        return at
    following = kinds[codes[at + 1]]
    if following not in (STREET, TYPE) and not (kind == DISTRICT and following == CITY):
        return at
    end = at + 2
    while end < last and codes[end] >= 0 and kinds[codes[end]] in (STREET, TYPE, LETTER):
        end += 1
    return end


@njit(cache=True, nogil=True)
def take_regions(codes, begins, widths, offsets, kinds):  # type: ignore[no-untyped-def]
    """Find villages and districts inside n addresses: starts and lengths of bytes, (2, n) each.

    Their tokens, and all words that follow, become DONE: a street is named before its region.
    """
    n = len(offsets) - 1
    spans, span_lengths = np.zeros((2, n), np.int64), np.zeros((2, n), np.int32)
    for row in range(n):
        at, last, seen = offsets[row], offsets[row + 1], False
        while at < last:
            kind = kinds[codes[at]] if codes[at] >= 0 else STREET
            end = at
            if kind in (VILLAGE, DISTRICT, CITY):
                end = _region_end(codes, kinds, at, offsets[row], last)
            if end > at:
                seen = True
                if kind != CITY and span_lengths[kind - VILLAGE, row] == 0:
                    begin = begins[at + 1]
                    spans[kind - VILLAGE, row] = begin
                    span_lengths[kind - VILLAGE, row] = begins[end - 1] + widths[end - 1] - begin
                codes[at:end] = DONE
            elif seen and codes[at] >= 0 and kind == STREET:
                codes[at] = DONE
            at = max(end, at + 1)
    return spans, span_lengths


@njit(cache=True, nogil=True)
def parse_addresses(codes, begins, widths, offsets, kinds, numerals, letters, street_width):  # type: ignore[no-untyped-def]
    """Read n addresses: rt, rw (−1 missing), house codes, street words.

    `kinds`, `numerals` and `letters` say of each distinct word what it is, which Roman numeral,
    and its letters in base 27 (up to three).
    """
    n = len(offsets) - 1
    rt, rw = np.full(n, -1, np.int16), np.full(n, -1, np.int16)
    house, street = np.zeros(n, np.int64), np.full((n, street_width), -1, np.int32)
    for row in range(n):
        at, last, kept = offsets[row], offsets[row + 1], 0
        while at < last:
            code = codes[at]
            kind = kinds[code] if code >= 0 else -1
            if kind in (RT, RT_RW):
                found_rt, found_rw, at = _units(codes, kinds, numerals, at, last)
                rt[row] = found_rt if rt[row] < 0 else rt[row]
                rw[row] = found_rw if rw[row] < 0 else rw[row]
            elif kind == RW:
                found = _unit(codes, numerals, at + 1, last)
                rw[row] = found if rw[row] < 0 else rw[row]
                at += 1 + (found >= 0)
            elif kind in (NUMBER, BLOCK):
                found_house, after = _house(codes, kinds, letters, begins, widths, at, last)
                house[row] = found_house if house[row] == 0 else house[row]
                at = max(after, at + 1)
            elif code <= FIRST_NUMBER:
                at = _bare_number(
                    codes, kinds, numerals, letters, begins, widths, at, last, row, rt, rw, house
                )
            else:
                if kind in (STREET, VILLAGE, CITY) and kept < street_width:
                    street[row, kept] = code
                    kept += 1
                at += 1
    return rt, rw, house, street


@njit(cache=True, nogil=True)
def _bare_number(codes, kinds, numerals, letters, begins, widths, at, last, row, rt, rw, house):  # type: ignore[no-untyped-def]
    """Read a number that no word announces: "05/03" is RT/RW, "JLN CIREMAI 83" a house."""
    if at + 2 <= last - 1 and codes[at + 1] == SLASH:
        second = _unit(codes, numerals, at + 2, last)
        first = _unit(codes, numerals, at, last)
        if second >= 0 and first >= 0 and rt[row] < 0 and rw[row] < 0:
            rt[row], rw[row] = first, second
            return at + 3
    if house[row] == 0:
        suffix = _suffix(codes, kinds, letters, begins, widths, at + 1, last)
        house[row] = house_code(0, FIRST_NUMBER - codes[at], -1, suffix)
        return at + 1 + (suffix > 0)
    return at + 1
