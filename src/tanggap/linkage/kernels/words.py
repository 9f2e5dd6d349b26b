"""What the kernels know of the words that names are made of."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.kernels.text import as_byte_rows, as_numbers, letter_sets

VOWELS = str.maketrans("", "", "aeiou")

# Columns of both tables: the word (or its folded key) itself.
HEAD, TAIL, LENGTH, LETTERS = 0, 1, 2, 3
# Columns of the table of words: its key, and what tells most words apart at a glance.
KEY, HINT = 4, 5
# Columns of the table of keys: its consonants' number, and how rare it is.
SKELETON, BITS = 4, 5
BITS_SCALE = 256

# A hint, byte by byte: the key's two first letters, the spelled word's two first letters, the
# key's last letter, and these marks.
ONE_LETTER, NO_VOWELS = 1 << 40, 2 << 40


class WordTables(NamedTuple):
    """Words as spelled (W, 6), and the folded keys (K, 6) under which spellings meet."""

    words: NDArray[np.int64]
    keys: NDArray[np.int64]


def word_tables(
    words: list[str], keys: NDArray[np.int32], distinct_keys: list[str], bits: NDArray[np.float32]
) -> WordTables:
    """Lay out the words of a vocabulary.

    `keys` (W,) is the place of each word's key in `distinct_keys`, `bits` (K,) how rare each key
    is: log2 of 1 / its share of all words.
    """
    rows, lengths = as_byte_rows(distinct_keys)
    spelled_rows, spelled_lengths = as_byte_rows(words)
    bare = [key.translate(VOWELS) for key in distinct_keys]
    vowelless = np.array([b == k for b, k in zip(bare, distinct_keys, strict=True)], dtype=bool)
    key_table = np.empty((len(distinct_keys), 6), dtype=np.int64)
    key_table[:, [HEAD, TAIL]] = as_numbers(rows)
    key_table[:, LENGTH], key_table[:, LETTERS] = lengths, letter_sets(rows)
    key_table[:, SKELETON] = _skeletons(bare)
    key_table[:, BITS] = np.round(bits * BITS_SCALE)
    word_table = np.empty((len(words), 6), dtype=np.int64)
    word_table[:, [HEAD, TAIL]] = as_numbers(spelled_rows)
    word_table[:, LENGTH], word_table[:, LETTERS] = spelled_lengths, letter_sets(spelled_rows)
    word_table[:, KEY] = keys
    word_table[:, HINT] = _hints(rows[keys], lengths[keys], spelled_rows, vowelless[keys])
    return WordTables(word_table, key_table)


def _skeletons(bare: list[str]) -> list[int]:
    """Number the consonants of each key: hdyt = hidayat; a single consonant is nobody's."""
    numbers = {skeleton: number for number, skeleton in enumerate(dict.fromkeys(bare))}
    return [
        numbers[skeleton] if len(skeleton) > 1 else -1 - place
        for place, skeleton in enumerate(bare)
    ]


def _hints(
    keys: NDArray[np.uint8],
    lengths: NDArray[np.int64],
    spelled: NDArray[np.uint8],
    vowelless: NDArray[np.bool_],
) -> NDArray[np.int64]:
    last = keys[np.arange(len(keys)), np.maximum(lengths - 1, 0)]
    hints = (lengths == 1) * np.int64(ONE_LETTER) + vowelless * np.int64(NO_VOWELS)
    for place, part in enumerate((keys[:, 0], keys[:, 1], spelled[:, 0], spelled[:, 1], last)):
        hints |= part.astype(np.int64) << (8 * place)
    return hints
