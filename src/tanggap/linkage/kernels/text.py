"""Closeness of two short words.

A word of up to 16 letters lies in two 64-bit numbers, its first letters in the lowest bytes.
Numbers stay in registers; rows of a table would be counted by reference at every call, and two
threads counting on one table wait for each other.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

WORD_BYTES = 16


def as_byte_rows(words: list[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Lay words out as a (V, 16) byte matrix with their lengths; longer words are cut."""
    if not words:
        return np.zeros((0, WORD_BYTES), dtype=np.uint8), np.zeros(0, dtype=np.int64)
    encoded = np.array([w.encode("ascii", "replace") for w in words], dtype=f"S{WORD_BYTES}")
    rows = encoded.view(np.uint8).reshape(len(words), WORD_BYTES)
    return np.ascontiguousarray(rows), np.char.str_len(encoded).astype(np.int64)


def as_numbers(rows: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return byte rows (V, 16) as pairs of numbers (V, 2)."""
    return np.ascontiguousarray(rows).view(np.int64)


def letter_sets(rows: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return for each word the set of its letters as bits; two edits change at most four."""
    bits = np.where(rows > 0, np.int64(1) << (rows.astype(np.int64) & 31), 0)
    result: NDArray[np.int64] = np.bitwise_or.reduce(bits, axis=1)
    return result


@njit(cache=True, nogil=True)
def _set_bits(x):
    count = 0
    while x:
        x &= x - 1
        count += 1
    return count


@njit(cache=True, nogil=True)
def letter(head, tail, place):
    """Return the letter at a place of a word."""
    return (head >> (8 * place) if place < 8 else tail >> (8 * (place - 8))) & 0xFF


@njit(cache=True, nogil=True)
def edits(head_a, tail_a, la, head_b, tail_b, lb):
    """Optimal string alignment distance of two words of la and lb letters.

    Insertions, deletions, substitutions and swaps of neighbours count one each. Bit-parallel
    after Hyyrö (2003): one machine word holds a column of the edit table.
    """
    if la == 0 or lb == 0:
        return max(la, lb)
    full = np.int64((1 << la) - 1)
    last = np.int64(1 << (la - 1))
    positive = full
    negative = diagonal = matches_before = np.int64(0)
    distance = la
    for j in range(lb):
        wanted = letter(head_b, tail_b, j)
        matches = np.int64(0)
        for i in range(la):
            if letter(head_a, tail_a, i) == wanted:
                matches |= np.int64(1 << i)
        swapped = (((~diagonal) & matches) << 1) & matches_before
        diagonal = ((((matches & positive) + positive) ^ positive) | matches | negative) | swapped
        horizontal_positive = negative | ~(diagonal | positive)
        horizontal_negative = diagonal & positive
        if horizontal_positive & last:
            distance += 1
        if horizontal_negative & last:
            distance -= 1
        horizontal_positive = ((horizontal_positive << 1) | 1) & full
        horizontal_negative = (horizontal_negative << 1) & full
        positive = (horizontal_negative | ~(diagonal | horizontal_positive)) & full
        negative = (horizontal_positive & diagonal) & full
        matches_before = matches
    return distance


@njit(cache=True, nogil=True)
def near_words(head_a, tail_a, la, set_a, head_b, tail_b, lb, set_b):
    """Tell whether two words are one but for typing.

    One edit from three letters (the first one equal there), two from eight. `set_*` are the
    words' `letter_sets`.
    """
    shorter = min(la, lb)
    if shorter < 3 or abs(la - lb) > 2:
        return False
    if shorter == 3 and head_a & 0xFF != head_b & 0xFF:
        return False
    allowed = 2 if shorter >= 8 else 1
    if _set_bits(set_a ^ set_b) > 2 * allowed:
        return False
    return edits(head_a, tail_a, la, head_b, tail_b, lb) <= allowed


@njit(cache=True, nogil=True)
def begins_with(head_a, tail_a, la, head_b, tail_b, lb):
    """Tell whether the shorter word (from 3 letters) is the beginning of the longer one."""
    shorter = min(la, lb)
    if shorter < 3:
        return False
    if shorter <= 8:
        return (head_a ^ head_b) << (64 - 8 * shorter) == 0
    return head_a == head_b and (tail_a ^ tail_b) << (128 - 8 * shorter) == 0


@njit(cache=True, nogil=True)
def ends_with(head_a, tail_a, la, head_b, tail_b, lb):
    """Tell whether the shorter word (from 3 letters) is the end of the longer one: Agus, Gus."""
    shorter = min(la, lb)
    if shorter < 3:
        return False
    for i in range(1, shorter + 1):
        if letter(head_a, tail_a, la - i) != letter(head_b, tail_b, lb - i):
            return False
    return True


@njit(cache=True, nogil=True)
def _letter_of_two(head_a, tail_a, la, head_b, tail_b, place):
    return letter(head_a, tail_a, place) if place < la else letter(head_b, tail_b, place - la)


@njit(cache=True, nogil=True)
def is_joined(head_a, tail_a, la, head_b, tail_b, lb, head, tail, wanted):
    """Tell whether two words written together give a third of `wanted` letters, up to one edit."""
    together = la + lb
    shorter, longer = min(together, wanted), max(together, wanted)
    if shorter < 5 or longer - shorter > 1 or head_a & 0xFF != head & 0xFF:
        return False
    same_start = 0
    while same_start < shorter and (
        _letter_of_two(head_a, tail_a, la, head_b, tail_b, same_start)
        == letter(head, tail, same_start)
    ):
        same_start += 1
    same_end = 0
    while same_end < shorter - same_start and (
        _letter_of_two(head_a, tail_a, la, head_b, tail_b, together - 1 - same_end)
        == letter(head, tail, wanted - 1 - same_end)
    ):
        same_end += 1
    return same_start + same_end >= longer - 1
