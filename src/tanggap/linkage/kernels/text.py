"""Closeness of two short words, held as rows of bytes."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

WORD_BYTES = 16


def as_byte_rows(words: list[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Lay words out as a (V, 16) byte matrix with their lengths; longer words are cut."""
    if not words:
        return np.zeros((0, WORD_BYTES), dtype=np.uint8), np.zeros(0, dtype=np.int64)
    encoded = np.array([w.encode("latin-1", "replace") for w in words], dtype=f"S{WORD_BYTES}")
    rows = encoded.view(np.uint8).reshape(len(words), WORD_BYTES)
    return np.ascontiguousarray(rows), np.char.str_len(encoded).astype(np.int64)


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
def edits(rows, a, la, b, lb):
    """Optimal string alignment distance of the words in rows a and b, at most 16 bytes long.

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
        matches = np.int64(0)
        for i in range(la):
            if rows[a, i] == rows[b, j]:
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
def near_words(rows, lengths, letters, a, b):
    """Tell whether two words are one but for typing.

    One edit from three letters, two from eight; the beginnings must agree somehow.
    """
    la, lb = lengths[a], lengths[b]
    shorter = min(la, lb)
    if shorter < 3 or abs(la - lb) > 2:
        return False
    same_start = rows[a, 0] == rows[b, 0]
    if shorter == 3 and not same_start:
        return False
    if not (
        same_start
        or rows[a, 1] == rows[b, 1]
        or rows[a, 0] == rows[b, 1]
        or rows[a, 1] == rows[b, 0]
    ):
        return False
    allowed = 2 if shorter >= 8 else 1
    if _set_bits(letters[a] ^ letters[b]) > 2 * allowed:
        return False
    return edits(rows, a, la, b, lb) <= allowed


@njit(cache=True, nogil=True)
def begins_with(rows, lengths, a, b):
    """Tell whether the shorter word (from 3 letters) is the beginning of the longer one."""
    shorter = min(lengths[a], lengths[b])
    if shorter < 3:
        return False
    for i in range(shorter):
        if rows[a, i] != rows[b, i]:
            return False
    return True


@njit(cache=True, nogil=True)
def ends_with(rows, lengths, a, b):
    """Tell whether the shorter word (from 3 letters) is the end of the longer one: Agus, Gus."""
    la, lb = lengths[a], lengths[b]
    shorter = min(la, lb)
    if shorter < 3:
        return False
    for i in range(1, shorter + 1):
        if rows[a, la - i] != rows[b, lb - i]:
            return False
    return True


@njit(cache=True, nogil=True)
def _letter_of_two(rows, first, length, second, place):
    return rows[first, place] if place < length else rows[second, place - length]


@njit(cache=True, nogil=True)
def is_joined(rows, lengths, first, second, whole):
    """Tell whether two words written together give the third, up to one edit."""
    length = lengths[first]
    together, wanted = length + lengths[second], lengths[whole]
    shorter, longer = min(together, wanted), max(together, wanted)
    if shorter < 5 or longer - shorter > 1 or rows[first, 0] != rows[whole, 0]:
        return False
    head = 0
    while head < shorter and (
        _letter_of_two(rows, first, length, second, head) == rows[whole, head]
    ):
        head += 1
    tail = 0
    while tail < shorter - head and (
        _letter_of_two(rows, first, length, second, together - 1 - tail)
        == rows[whole, wanted - 1 - tail]
    ):
        tail += 1
    return head + tail >= longer - 1
