"""Closeness of two names: words matched in any order, weighed by how rare they are."""

from numba import njit

from tanggap.linkage.kernels.text import begins_with, ends_with, is_joined, near_words
from tanggap.linkage.kernels.words import (
    BITS,
    BITS_SCALE,
    HEAD,
    HINT,
    KEY,
    LENGTH,
    LETTERS,
    NO_VOWELS,
    ONE_LETTER,
    SKELETON,
    TAIL,
)

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
SLIP_BITS = 2 * BITS_SCALE  # a word with a slip says less than the word itself


@njit(cache=True, nogil=True)
def _count(small, row, first, last):
    n = first
    while n < last and small[row, n] >= 0:
        n += 1
    return n - first


@njit(cache=True, nogil=True)
def _starts_agree(one, other):
    """Tell whether two letters agree somehow: in place, or with one lost, added or swapped."""
    return (
        one & 0xFF == other & 0xFF
        or one & 0xFF00 == other & 0xFF00
        or one & 0xFF == other >> 8 & 0xFF
        or one >> 8 & 0xFF == other & 0xFF
    )


@njit(cache=True, nogil=True)
def _closer_look(words, keys, a, b):
    """Compare two words of different keys, given by their word codes.

    The hints rule most pairs out before any letters are touched.
    """
    hint_a, hint_b = words[a, HINT], words[b, HINT]
    same_first = hint_a & 0xFF == hint_b & 0xFF
    if (hint_a | hint_b) & ONE_LETTER:
        return WORD_INITIAL if same_first else WORD_APART
    key_a, key_b = words[a, KEY], words[b, KEY]
    if _starts_agree(hint_a, hint_b) and near_words(
        keys[key_a, HEAD], keys[key_a, TAIL], keys[key_a, LENGTH], keys[key_a, LETTERS],
        keys[key_b, HEAD], keys[key_b, TAIL], keys[key_b, LENGTH], keys[key_b, LETTERS],
    ):  # fmt: skip
        return WORD_NEAR
    if _starts_agree(hint_a >> 16, hint_b >> 16) and near_words(
        words[a, HEAD], words[a, TAIL], words[a, LENGTH], words[a, LETTERS],
        words[b, HEAD], words[b, TAIL], words[b, LENGTH], words[b, LETTERS],
    ):  # fmt: skip
        return WORD_NEAR
    if (hint_a | hint_b) & NO_VOWELS and keys[key_a, SKELETON] == keys[key_b, SKELETON]:
        return WORD_NEAR
    if same_first and begins_with(
        keys[key_a, HEAD], keys[key_a, TAIL], keys[key_a, LENGTH],
        keys[key_b, HEAD], keys[key_b, TAIL], keys[key_b, LENGTH],
    ):  # fmt: skip
        return WORD_INITIAL
    if hint_a >> 32 & 0xFF == hint_b >> 32 & 0xFF and ends_with(
        keys[key_a, HEAD], keys[key_a, TAIL], keys[key_a, LENGTH],
        keys[key_b, HEAD], keys[key_b, TAIL], keys[key_b, LENGTH],
    ):  # fmt: skip
        return WORD_INITIAL
    return WORD_APART


@njit(cache=True, nogil=True)
def _find_joined(small, one, used_one, n_one, other, used_other, n_other, first, words, keys):
    """Find two unmatched neighbours of one name that, written together, are a word of the other.

    Returns the place of the first of the two and the place of the word, or −1, −1.
    """
    for i in range(n_one - 1):
        if used_one >> i & 3:
            continue
        a = words[small[one, first + i], KEY]
        b = words[small[one, first + i + 1], KEY]
        for j in range(n_other):
            if used_other >> j & 1:
                continue
            whole = words[small[other, first + j], KEY]
            if is_joined(
                keys[a, HEAD], keys[a, TAIL], keys[a, LENGTH],
                keys[b, HEAD], keys[b, TAIL], keys[b, LENGTH],
                keys[whole, HEAD], keys[whole, TAIL], keys[whole, LENGTH],
            ):  # fmt: skip
                return i, j
    return -1, -1


@njit(cache=True, nogil=True)
def compare_names(small, a, b, first, last, words, keys):
    """Compare the names of rows a and b, word codes in columns first..last (−1 ends them).

    `words` and `keys` are the tables of `WordTables`. Returns a level.
    """
    n_a, n_b = _count(small, a, first, last), _count(small, b, first, last)
    if n_a == 0 or n_b == 0:
        return NAME_MISSING
    all_a, all_b = (1 << n_a) - 1, (1 << n_b) - 1
    used_a = used_b = 0  # bit i: word i has found its like
    agreed = 0  # bits of rarity, scaled
    alike = initials = 0
    spelled = False
    for exact in (True, False):
        for i in range(n_a):
            word = small[a, first + i]
            key = words[word, KEY]
            for j in range(n_b):
                if used_a >> i & 1 or used_b >> j & 1:
                    continue
                other = small[b, first + j]
                if word == other if exact else key == words[other, KEY]:
                    used_a |= 1 << i
                    used_b |= 1 << j
                    agreed += keys[key, BITS]
                    alike += 1
                    spelled = spelled or not exact
    if used_a != all_a and used_b != all_b:
        for _ in range(2):
            i, j = _find_joined(small, a, used_a, n_a, b, used_b, n_b, first, words, keys)
            if i >= 0:
                used_a |= 3 << i
                used_b |= 1 << j
                agreed += keys[words[small[b, first + j], KEY], BITS]
            else:
                j, i = _find_joined(small, b, used_b, n_b, a, used_a, n_a, first, words, keys)
                if j < 0:
                    break
                used_b |= 3 << j
                used_a |= 1 << i
                agreed += keys[words[small[a, first + i], KEY], BITS]
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
                closeness = _closer_look(words, keys, word, other)
                if closeness == WORD_NEAR:
                    used_a |= 1 << i
                    used_b |= 1 << j
                    rarity = min(keys[words[word, KEY], BITS], keys[words[other, KEY], BITS])
                    agreed += rarity - SLIP_BITS
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
    agreed //= BITS_SCALE
    rarity = 0 if agreed < 7 else 1 if agreed < 11 else 2 if agreed < 15 else 3
    return 1 + 4 * form + rarity
