"""Grouping columns of numbers, by sorting: much faster than hashing at millions of rows."""

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.kernels.hashing import mix_in
from tanggap.linkage.kernels.text import as_byte_rows
from tanggap.linkage.schema import Vocabulary

Keys = NDArray[np.uint64]


def mix(*parts: NDArray[np.generic]) -> Keys:
    """Hash columns of numbers into one key column; a key is never 0."""
    key = np.full(len(parts[0]), 0x2545F4914F6CDD1D, dtype=np.uint64)
    for part in parts:
        mix_in(key, np.ascontiguousarray(part.astype(np.int64, copy=False)).view(np.uint64))
    return key


def word_hashes(words: list[str]) -> Keys:
    """Return a hash of each word's first 16 letters, the same on every machine; never 0."""
    halves = as_byte_rows(words)[0].view(np.uint64)
    return mix(halves[:, 0], halves[:, 1])


def list_hashes(words: list[str], codes: NDArray[np.int32]) -> Keys:
    """Return the hash of each coded word; 0 where it is missing."""
    return np.append(word_hashes(words), np.uint64(0))[codes]


def key_hashes(words: Vocabulary, codes: NDArray[np.int32]) -> Keys:
    """Return the hash of each coded word's folded key; 0 where it is missing."""
    return np.append(word_hashes(words.distinct_keys)[words.key_codes], np.uint64(0))[codes]


def distinct(values: Keys) -> Keys:
    """Return the sorted distinct values."""
    ordered = np.sort(values)
    return ordered[first_of_each(ordered)]


def first_of_each(ordered: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Mark the first of each run of equal values in a sorted column."""
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return first


def numbered(values: NDArray[np.generic]) -> tuple[NDArray[np.int64], int]:
    """Number equal values alike, 0..G−1 in order of the values; returns the numbers and G."""
    order = np.argsort(values, kind="stable")
    first = first_of_each(values[order])
    number = np.empty(len(values), dtype=np.int64)
    number[order] = np.cumsum(first) - 1
    return number, int(first.sum())


def pack(left: NDArray[np.integer], right: NDArray[np.integer]) -> Keys:
    """Pack row pairs into one number each: left row << 32 | right row."""
    return (left.astype(np.uint64) << np.uint64(32)) | right.astype(np.uint64)


def unpack(codes: Keys) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the rows of packed pairs."""
    return (codes >> np.uint64(32)).astype(np.int32), codes.astype(np.uint32).astype(np.int32)
