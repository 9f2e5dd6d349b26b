"""Closeness of two short words, held as rows of bytes."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

WORD_BYTES = 16


def as_byte_rows(words: list[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Lay words out as a (V, 16) byte matrix with their lengths; longer words are cut."""
    encoded = np.array(
        [word.encode("latin-1", "replace") for word in words], dtype=f"S{WORD_BYTES}"
    )
    rows = (
        encoded.view(np.uint8).reshape(len(words), WORD_BYTES)
        if words
        else np.zeros((0, WORD_BYTES), dtype=np.uint8)
    )
    lengths = np.char.str_len(encoded).astype(np.int64) if words else np.zeros(0, dtype=np.int64)
    return np.ascontiguousarray(rows), lengths


@njit(cache=True, nogil=True)
def edits_within_two(a, la, b, lb):
    """Optimal string alignment distance of two words, or 3 where it is greater than 2.

    Insertions, deletions, substitutions and swaps of neighbours count one each.
    """
    if la - lb > 2 or lb - la > 2:
        return 3
    start = 0
    while start < la and start < lb and a[start] == b[start]:
        start += 1
    while la > start and lb > start and a[la - 1] == b[lb - 1]:
        la -= 1
        lb -= 1
    la -= start
    lb -= start
    if la == 0 or lb == 0:
        return min(max(la, lb), 3)
    before = np.empty(17, dtype=np.int64)
    last = np.arange(17)
    row = np.empty(17, dtype=np.int64)
    for j in range(17):
        before[j] = 9
    for i in range(1, la + 1):
        row[0] = i
        smallest = row[0]
        for j in range(1, lb + 1):
            cost = 0 if a[start + i - 1] == b[start + j - 1] else 1
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
            if (
                i > 1
                and j > 1
                and a[start + i - 1] == b[start + j - 2]
                and a[start + i - 2] == b[start + j - 1]
            ):
                best = min(best, before[j - 2] + 1)
            row[j] = best
            smallest = min(smallest, best)
        if smallest > 2:
            return 3
        for j in range(lb + 1):
            before[j] = last[j]
            last[j] = row[j]
    return min(last[lb], 3)


@njit(cache=True, nogil=True)
def near_words(a, la, b, lb):
    """Tell whether two words are one but for typing: one edit from 4 letters, two from 8."""
    shorter = min(la, lb)
    if shorter < 4:
        return False
    if a[0] != b[0] and a[1] != b[1]:
        return False
    edits = edits_within_two(a, la, b, lb)
    return edits <= 1 or (edits == 2 and shorter >= 8)


@njit(cache=True, nogil=True)
def begins_with(a, la, b, lb):
    """Tell whether the shorter word (from 3 letters) is the beginning of the longer one."""
    shorter = min(la, lb)
    if shorter < 3:
        return False
    for i in range(shorter):
        if a[i] != b[i]:
            return False
    return True


@njit(cache=True, nogil=True)
def is_joined(a, la, b, lb, whole, lw):
    """Tell whether two words written together give the third, up to one edit."""
    if la + lb > WORD_BYTES or la + lb < 4:
        return False
    joined = np.zeros(WORD_BYTES, dtype=np.uint8)
    for i in range(la):
        joined[i] = a[i]
    for i in range(lb):
        joined[la + i] = b[i]
    return edits_within_two(joined, la + lb, whole, lw) <= (1 if la + lb > 5 else 0)
