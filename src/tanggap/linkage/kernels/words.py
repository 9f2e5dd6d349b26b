"""What the kernels know of the words that names are made of."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.kernels.text import as_byte_rows, letter_sets

VOWELS = str.maketrans("", "", "aeiou")


class WordTables(NamedTuple):
    """Tables by word code (W) and by code of the folded key (K) under which spellings meet."""

    keys: NDArray[np.int32]  # (W,) each word's key
    rows: NDArray[np.uint8]  # (K, 16) the keys' letters
    lengths: NDArray[np.int64]  # (K,)
    letters: NDArray[np.int64]  # (K,) the set of letters, as bits
    bits: NDArray[np.float32]  # (K,) how rare: log2 of 1 / its share of all words
    skeletons: NDArray[np.int32]  # (K,) equal where the consonants are: hdyt = hidayat
    vowelless: NDArray[np.bool_]  # (K,) written without vowels
    spelled_rows: NDArray[np.uint8]  # (W, 16) the words as spelled
    spelled_lengths: NDArray[np.int64]
    spelled_letters: NDArray[np.int64]


def word_tables(
    words: list[str], keys: NDArray[np.int32], distinct_keys: list[str], bits: NDArray[np.float32]
) -> WordTables:
    """Lay out the words of a vocabulary; see `WordTables` for the shapes."""
    rows, lengths = as_byte_rows(distinct_keys)
    spelled_rows, spelled_lengths = as_byte_rows(words)
    bare = [key.translate(VOWELS) for key in distinct_keys]
    numbers = {skeleton: number for number, skeleton in enumerate(dict.fromkeys(bare))}
    skeletons = [
        numbers[skeleton] if len(skeleton) > 1 else -1 - place
        for place, skeleton in enumerate(bare)
    ]
    return WordTables(
        keys=keys,
        rows=rows,
        lengths=lengths,
        letters=letter_sets(rows),
        bits=bits,
        skeletons=np.array(skeletons, dtype=np.int32),
        vowelless=np.array([b == k for b, k in zip(bare, distinct_keys, strict=True)], dtype=bool),
        spelled_rows=spelled_rows,
        spelled_lengths=spelled_lengths,
        spelled_letters=letter_sets(spelled_rows),
    )
