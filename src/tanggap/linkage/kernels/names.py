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
def _word_closeness(a, b, keys, rows, lengths, letters):
    if a == b:
        return WORD_SAME
    key_a, key_b = keys[a], keys[b]
    if key_a == key_b:
        return WORD_SPELLED
    length_a, length_b = lengths[key_a], lengths[key_b]
    if length_a == 1 or length_b == 1:
        return WORD_INITIAL if rows[key_a, 0] == rows[key_b, 0] else WORD_APART
    if near_words(rows[key_a], length_a, letters[key_a], rows[key_b], length_b, letters[key_b]):
        return WORD_NEAR
    if begins_with(rows[key_a], length_a, rows[key_b], length_b):
        return WORD_INITIAL
    return WORD_APART


@njit(cache=True, nogil=True)
def _find_joined(long, used_long, n_long, short, used_short, n_short, keys, rows, lengths):
    """Find two unmatched neighbours of one name that, written together, are one word of the other.

    Returns the place of the first of the two and the place of the word, or −1, −1.
    """
    for i in range(n_long - 1):
        if used_long >> i & 3:
            continue
        first, second = keys[long[i]], keys[long[i + 1]]
        for j in range(n_short):
            if used_short >> j & 1:
                continue
            whole = keys[short[j]]
            if is_joined(
                rows[first], lengths[first], rows[second], lengths[second],
                rows[whole], lengths[whole],
            ):  # fmt: skip
                return i, j
    return -1, -1


@njit(cache=True, nogil=True)
def compare_names(a, b, keys, rows, lengths, letters, bits):
    """Compare two names given as word codes (−1 ends them).

    `keys[word]` is the code of a word's folded key; `rows`, `lengths` and `letters` hold the
    keys' letters, `bits[key]` how rare the key is (log2 of 1 / its share). Returns a level.
    """
    width = a.shape[0]
    n_a = n_b = 0
    while n_a < width and a[n_a] >= 0:
        n_a += 1
    while n_b < width and b[n_b] >= 0:
        n_b += 1
    if n_a == 0 or n_b == 0:
        return NAME_MISSING
    used_a = used_b = 0  # bit i: word i has found its like
    agreed = np.float32(0)
    alike = initials = 0
    spelled = False
    for wanted in (WORD_SAME, WORD_SPELLED, WORD_NEAR, WORD_INITIAL):
        if wanted == WORD_INITIAL:
            for _ in range(2):
                i, j = _find_joined(a, used_a, n_a, b, used_b, n_b, keys, rows, lengths)
                if i >= 0:
                    used_a |= 3 << i
                    used_b |= 1 << j
                    agreed += bits[keys[b[j]]]
                else:
                    j, i = _find_joined(b, used_b, n_b, a, used_a, n_a, keys, rows, lengths)
                    if j < 0:
                        break
                    used_b |= 3 << j
                    used_a |= 1 << i
                    agreed += bits[keys[a[i]]]
                alike += 1
                spelled = True
        for i in range(n_a):
            for j in range(n_b):
                if used_a >> i & 1:
                    break
                if used_b >> j & 1 or (
                    _word_closeness(a[i], b[j], keys, rows, lengths, letters) != wanted
                ):
                    continue
                used_a |= 1 << i
                used_b |= 1 << j
                if wanted == WORD_INITIAL:
                    initials += 1
                else:
                    alike += 1
                    spelled = spelled or wanted != WORD_SAME
                    share = min(bits[keys[a[i]]], bits[keys[b[j]]])
                    agreed += share - np.float32(2) if wanted == WORD_NEAR else share
        if used_a == (1 << n_a) - 1 or used_b == (1 << n_b) - 1:
            break
    left_a = used_a != (1 << n_a) - 1
    left_b = used_b != (1 << n_b) - 1
    if alike == 0:
        return NAME_INITIALS if initials and not (left_a and left_b) else NAME_DIFFERENT
    if left_a and left_b:
        form = FORM_PARTLY
    elif left_a or left_b or initials:
        form = FORM_SHORTER_SPELLED if spelled else FORM_SHORTER
    else:
        form = FORM_SPELLED if spelled else FORM_SAME
    rarity = 0 if agreed < 7 else 1 if agreed < 11 else 2 if agreed < 15 else 3
    return 1 + 4 * form + rarity
