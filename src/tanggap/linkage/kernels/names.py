"""Closeness of two names: words matched in any order, weighed by how rare they are."""

import numpy as np
from numba import njit

from tanggap.linkage.kernels.text import begins_with, is_joined, near_words

NAME_MISSING = 0
# Then `1 + 4 * form + rarity`: how the names agree, and in words how common (0) to rare (3).
FORM_SAME = 0  # every word of both is the other's, as written
FORM_SPELLED = 1  # every word meets its like, some in another spelling or with a slip
FORM_SHORTER = 2  # every word of the shorter name is in the longer one
FORM_SHORTER_SPELLED = 3
FORM_PARTLY = 4  # some words agree, and both have others
FORMS = 5
NAME_INITIALS = 1 + 4 * FORMS  # nothing but initials or beginnings agree
NAME_DIFFERENT = NAME_INITIALS + 1
NAME_LEVELS = NAME_DIFFERENT + 1

WORD_APART, WORD_INITIAL, WORD_NEAR, WORD_SPELLED, WORD_SAME = 0, 1, 2, 3, 4


@njit(cache=True, nogil=True)
def _word_closeness(a, b, keys, rows, lengths):
    if a == b:
        return WORD_SAME
    key_a, key_b = keys[a], keys[b]
    if key_a == key_b:
        return WORD_SPELLED
    length_a, length_b = lengths[key_a], lengths[key_b]
    if length_a == 1 or length_b == 1:
        return WORD_INITIAL if rows[key_a, 0] == rows[key_b, 0] else WORD_APART
    if near_words(rows[key_a], length_a, rows[key_b], length_b):
        return WORD_NEAR
    if begins_with(rows[key_a], length_a, rows[key_b], length_b):
        return WORD_INITIAL
    return WORD_APART


@njit(cache=True, nogil=True)
def _pair_joined(long, used_long, n_long, short, used_short, n_short, keys, rows, lengths):
    """Match two neighbours of one name, written together, with one word of the other."""
    for i in range(n_long - 1):
        if used_long[i] or used_long[i + 1]:
            continue
        first, second = keys[long[i]], keys[long[i + 1]]
        for j in range(n_short):
            if used_short[j]:
                continue
            whole = keys[short[j]]
            if is_joined(
                rows[first],
                lengths[first],
                rows[second],
                lengths[second],
                rows[whole],
                lengths[whole],
            ):
                used_long[i] = used_long[i + 1] = used_short[j] = 1
                return whole
    return -1


@njit(cache=True, nogil=True)
def compare_names(a, b, keys, rows, lengths, bits):
    """Compare two names given as word codes (−1 ends them).

    `keys[word]` is the code of a word's folded key, `rows` and `lengths` hold the keys' letters,
    `bits[key]` how rare the key is (log2 of 1 / its share). Returns a level and the bits of
    rarity on which the names agree.
    """
    width = a.shape[0]
    n_a = n_b = 0
    while n_a < width and a[n_a] >= 0:
        n_a += 1
    while n_b < width and b[n_b] >= 0:
        n_b += 1
    if n_a == 0 or n_b == 0:
        return NAME_MISSING, np.float32(0)
    used_a = np.zeros(width, dtype=np.uint8)
    used_b = np.zeros(width, dtype=np.uint8)
    agreed = np.float32(0)
    alike = initials = 0
    spelled = False
    for wanted in (WORD_SAME, WORD_SPELLED, WORD_NEAR, WORD_INITIAL):
        if wanted == WORD_INITIAL and (n_a > 1 or n_b > 1):
            for _ in range(2):
                whole = _pair_joined(a, used_a, n_a, b, used_b, n_b, keys, rows, lengths)
                if whole < 0:
                    whole = _pair_joined(b, used_b, n_b, a, used_a, n_a, keys, rows, lengths)
                if whole < 0:
                    break
                alike += 1
                spelled = True
                agreed += bits[whole]
        for i in range(n_a):
            if used_a[i]:
                continue
            for j in range(n_b):
                if used_b[j] or _word_closeness(a[i], b[j], keys, rows, lengths) != wanted:
                    continue
                used_a[i] = used_b[j] = 1
                if wanted == WORD_INITIAL:
                    initials += 1
                else:
                    alike += 1
                    spelled = spelled or wanted != WORD_SAME
                    share = min(bits[keys[a[i]]], bits[keys[b[j]]])
                    agreed += share if wanted != WORD_NEAR else share - np.float32(2)
                break
    left_a = n_a - np.sum(used_a[:n_a])
    left_b = n_b - np.sum(used_b[:n_b])
    if alike == 0:
        return (NAME_INITIALS if initials and not (left_a and left_b) else NAME_DIFFERENT), agreed
    if left_a and left_b:
        form = FORM_PARTLY
    elif left_a or left_b or initials:
        form = FORM_SHORTER_SPELLED if spelled else FORM_SHORTER
    else:
        form = FORM_SPELLED if spelled else FORM_SAME
    rarity = 0 if agreed < 7 else 1 if agreed < 11 else 2 if agreed < 15 else 3
    return 1 + 4 * form + rarity, agreed
