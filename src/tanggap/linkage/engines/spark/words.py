"""Codes that every machine agrees on: words travel as hashes until all of them are known.

A part of a table numbers its words as they arrive. Here they become 64-bit hashes; the driver
gathers the distinct words (a nation has a few million), and a word's code is the rank of its hash
among all. A million words share a hash with a chance of 1 to 37 million.
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.linkage.census import most_common, rarity_bits
from tanggap.linkage.comparer import Tables
from tanggap.linkage.grouping import Keys
from tanggap.linkage.kernels import layout
from tanggap.linkage.kernels.words import word_tables
from tanggap.linkage.normalise.folding import Style, fold_street, fold_words
from tanggap.linkage.normalise.vocabulary import WordList, count_words, vocabulary
from tanggap.linkage.schema import Records, Vocabulary

NAMES, STREETS, PLACES, VILLAGES, DISTRICTS, HOUSES, OCCUPATIONS = range(7)
FIELDS: Final = 7

CODED: Final = (
    *((column, STREETS) for column in range(layout.STREET, layout.STREET_END)),
    *((column, NAMES) for column in range(layout.NAME, layout.MOTHER_END)),
    (layout.PLACE, PLACES),
    (layout.VILLAGE, VILLAGES),
    (layout.DISTRICT, DISTRICTS),
    (layout.HOUSE, HOUSES),
    (layout.OCCUPATION, OCCUPATIONS),
)
"""Columns of small numbers that hold codes of words, and the field whose words they are."""


def hashes_of_words(words: list[str]) -> Keys:
    """Return a hash of each whole word; never 0, which stands for no word."""
    digests = b"".join(blake2b(word.encode(), digest_size=8).digest() for word in words)
    hashes = np.frombuffer(digests, dtype="<u8").astype(np.uint64)
    return np.maximum(hashes, np.uint64(1))


def words_by_field(records: Records) -> list[list[str]]:
    """Return the words of each field."""
    return [
        records.name_words.words, records.street_words.words, records.places, records.villages,
        records.districts, records.houses, records.occupations,
    ]  # fmt: skip


def hash_codes(small: NDArray[np.int32], words: list[list[str]]) -> Keys:
    """Return the words of each row as hashes (n, len(CODED)), 0 where there is none."""
    tables = [np.append(hashes_of_words(of_field), np.uint64(0)) for of_field in words]
    return np.stack([tables[field][small[:, column]] for column, field in CODED], axis=1)


def counted_words(small: NDArray[np.int32], words: list[list[str]]) -> pl.DataFrame:
    """Count the rows that hold each word: field, word, count."""
    parts = []
    for field, of_field in enumerate(words):
        columns = [column for column, coded in CODED if coded == field]
        counts = count_words(len(of_field), small[:, columns])
        frame = pl.DataFrame({"word": of_field, "count": counts}, schema=_COUNTED)
        parts.append(
            frame.filter(pl.col("count") > 0).with_columns(pl.lit(field, pl.Int8).alias("field"))
        )
    return pl.concat(parts)


_COUNTED: Final = {"word": pl.String, "count": pl.Int64}


@dataclass(frozen=True, slots=True)
class Codes:
    """The hashes of every field's words in ascending order; a word's code is its place."""

    hashes: tuple[Keys, ...]

    def write(self, small: NDArray[np.int32], hashed: Keys) -> None:
        """Put the codes of the hashed words into rows of small numbers."""
        for at, (column, field) in enumerate(CODED):
            of_rows = hashed[:, at]
            codes = np.searchsorted(self.hashes[field], of_rows)
            small[:, column] = np.where(of_rows == 0, -1, codes)


def all_words(counted: pl.DataFrame, *, indonesian: bool, style: Style) -> tuple[Codes, Tables]:
    """Number the words of the whole table, and lay out what the kernels need of them."""
    fields = [_by_hash(counted.filter(pl.col("field") == field)) for field in range(FIELDS)]
    hashes = tuple(hashes for hashes, _, _ in fields)
    _, names, name_counts = fields[NAMES]
    known: Vocabulary = vocabulary(
        WordList(names), counts=name_counts, fold=lambda words: fold_words(words, style)
    )
    _, streets, street_counts = fields[STREETS]
    _, places, place_counts = fields[PLACES]
    tables = Tables(
        indonesian=indonesian,
        street_keys=vocabulary(WordList(streets), counts=street_counts, fold=fold_street).key_codes,
        words=word_tables(known.words, known.key_codes, known.distinct_keys, rarity_bits(known)),
        common_place=most_common(places, place_counts),
    )
    return Codes(hashes), tables


def _by_hash(counted: pl.DataFrame) -> tuple[Keys, list[str], NDArray[np.int64]]:
    words = counted["word"].to_list()
    hashes = hashes_of_words(words)
    order = np.argsort(hashes)
    return hashes[order], [words[at] for at in order], counted["count"].to_numpy()[order]
