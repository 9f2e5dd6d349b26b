"""Lists of distinct words that only grow, so that the codes of earlier records stay true."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.schema import Vocabulary


class WordList:
    """Distinct words in order of arrival; the code of a word is its place."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = list(words)
        self._codes = {word: code for code, word in enumerate(self.words)}

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.words)

    def code_of(self, word: str) -> int:
        """Return the word's code; a new word is appended."""
        code = self._codes.setdefault(word, len(self.words))
        if code == len(self.words):
            self.words.append(word)
        return code

    def codes_of(self, words: Iterable[str]) -> NDArray[np.int32]:
        """Return the codes of several words."""
        return np.fromiter((self.code_of(word) for word in words), dtype=np.int32)


def vocabulary(
    words: WordList,
    *,
    counts: NDArray[np.int64],
    fold: Callable[[Sequence[str]], list[str]],
    known: Vocabulary | None = None,
) -> Vocabulary:
    """Build the vocabulary of a word list, which begins with the words of `known` where given.

    `counts` are the counts of the new records alone; those of `known` are added.
    """
    before = len(known.words) if known else 0
    keys = [*(known.keys if known else ()), *fold(words.words[before:])]
    distinct = WordList(known.distinct_keys if known else ())
    key_codes = distinct.codes_of(keys)
    totals = np.zeros(len(words), np.int64)
    totals[: len(counts)] = counts
    if known:
        totals[:before] += known.counts
    return Vocabulary(words.words, keys, key_codes, distinct.words, totals)


def count_words(size: int, *tables: NDArray[np.int32]) -> NDArray[np.int64]:
    """Count the records that hold each of `size` words in any of the (n, k) tables of codes."""
    columns = [table[:, at] for table in tables for at in range(table.shape[1])]
    counts = np.zeros(size, np.int64)
    for at, column in enumerate(columns):
        fresh = column >= 0
        for earlier in columns[:at]:
            fresh &= column != earlier
        counts += np.bincount(column[fresh], minlength=size)
    return counts
