"""Closeness of two names: words matched in any order, weighed by how rare they are."""

import numpy as np
from numba import njit

from tanggap.linkage.kernels.text import begins_with, ends_with, is_joined, near_words

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

WORD_APART, WORD_INITIAL, WORD_NEAR = 0, 1, 2


@njit(cache=True, nogil=True)
def _count(small, row, first, last):
    n = first
    while n < last and small[row, n] >= 0:
        n += 1
    return n - first


@njit(cache=True, nogil=True)
def _closer_look(words, a, b):
    """Compare two words of different keys, given by their word codes."""
    rows, lengths = words.rows, words.lengths
    key_a, key_b = words.keys[a], words.keys[b]
    if lengths[key_a] == 1 or lengths[key_b] == 1:
        return WORD_INITIAL if rows[key_a, 0] == rows[key_b, 0] else WORD_APART
    if near_words(rows, lengths, words.letters, key_a, key_b):
        return WORD_NEAR
    if near_words(words.spelled_rows, words.spelled_lengths, words.spelled_letters, a, b):
        return WORD_NEAR
    if words.skeletons[key_a] == words.skeletons[key_b] and (
        words.vowelless[key_a] or words.vowelless[key_b]
    ):
        return WORD_NEAR
    if begins_with(rows, lengths, key_a, key_b) or ends_with(rows, lengths, key_a, key_b):
        return WORD_INITIAL
    return WORD_APART


@njit(cache=True, nogil=True)
def _find_joined(small, one, used_one, n_one, other, used_other, n_other, first, words):
    """Find two unmatched neighbours of one name that, written together, are a word of the other.

    Returns the place of the first of the two and the place of the word, or −1, −1.
    """
    for i in range(n_one - 1):
        if used_one >> i & 3:
            continue
        head = words.keys[small[one, first + i]]
        tail = words.keys[small[one, first + i + 1]]
        for j in range(n_other):
            if used_other >> j & 1:
                continue
            whole = words.keys[small[other, first + j]]
            if is_joined(words.rows, words.lengths, head, tail, whole):
                return i, j
    return -1, -1


@njit(cache=True, nogil=True)
def compare_names(small, a, b, first, last, words):
    """Compare the names of rows a and b, word codes in columns first..last (−1 ends them).

    `words` holds what is known of the words (`WordTables`). Returns a level.
    """
    keys, bits = words.keys, words.bits
    n_a, n_b = _count(small, a, first, last), _count(small, b, first, last)
    if n_a == 0 or n_b == 0:
        return NAME_MISSING
    all_a, all_b = (1 << n_a) - 1, (1 << n_b) - 1
    used_a = used_b = 0  # bit i: word i has found its like
    agreed = np.float32(0)
    alike = initials = 0
    spelled = False
    for exact in (True, False):
        for i in range(n_a):
            word = small[a, first + i]
            key = keys[word]
            for j in range(n_b):
                if used_a >> i & 1 or used_b >> j & 1:
                    continue
                other = small[b, first + j]
                if word == other if exact else key == keys[other]:
                    used_a |= 1 << i
                    used_b |= 1 << j
                    agreed += bits[key]
                    alike += 1
                    spelled = spelled or not exact
    if used_a != all_a and used_b != all_b:
        for _ in range(2):
            i, j = _find_joined(small, a, used_a, n_a, b, used_b, n_b, first, words)
            if i >= 0:
                used_a |= 3 << i
                used_b |= 1 << j
                agreed += bits[keys[small[b, first + j]]]
            else:
                j, i = _find_joined(small, b, used_b, n_b, a, used_a, n_a, first, words)
                if j < 0:
                    break
                used_b |= 3 << j
                used_a |= 1 << i
                agreed += bits[keys[small[a, first + i]]]
            alike += 1
            spelled = True
        # A near word is taken at once; an initial waits until no near word wants its place.
        maybe = 0
        for i in range(n_a):
            word = small[a, first + i]
            for j in range(n_b):
                if used_a >> i & 1 or used_b >> j & 1:
                    continue
                other = small[b, first + j]
                closeness = _closer_look(words, word, other)
                if closeness == WORD_NEAR:
                    used_a |= 1 << i
                    used_b |= 1 << j
                    agreed += min(bits[keys[word]], bits[keys[other]]) - np.float32(2)
                    alike += 1
                    spelled = True
                elif closeness == WORD_INITIAL:
                    maybe |= 1 << (8 * i + j)
        for i in range(n_a):
            for j in range(n_b):
                if maybe >> (8 * i + j) & 1 and not used_a >> i & 1 and not used_b >> j & 1:
                    used_a |= 1 << i
                    used_b |= 1 << j
                    initials += 1
    left_a, left_b = used_a != all_a, used_b != all_b
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
