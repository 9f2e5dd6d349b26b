"""Text columns as one run of bytes with slices, so that a million values are read without strings.

A polars column is joined once; words, dates and numbers are slices of that run. Equal slices are
found by hashing (`factorise`), and only the distinct ones ever become Python strings.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

MAX_CHARS: Final = 200
"""Longer values are cut: no name, number or address of a person needs more."""

Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Text:
    """n slices of one run of UTF-8 bytes; an empty slice is a missing value."""

    raw: bytes
    starts: Int64s
    lengths: Int32s

    def __len__(self) -> int:
        """Return how many slices there are."""
        return len(self.starts)

    @property
    def bytes(self) -> Bytes:
        """The run of bytes as numbers."""
        return np.frombuffer(self.raw, dtype=np.uint8)

    @property
    def filled(self) -> NDArray[np.bool_]:
        """Which slices hold anything."""
        return self.lengths > 0


def as_text(column: pl.Series) -> Text:
    """Turn a column of any type into slices; what has no text (lists, objects) is missing."""
    column = as_strings(column).fill_null("")
    longest = column.str.len_bytes().max()
    if isinstance(longest, int) and longest > MAX_CHARS:
        column = column.str.head(MAX_CHARS)
    lengths = column.str.len_bytes().to_numpy().astype(np.int32)
    ends = np.cumsum(lengths, dtype=np.int64)
    joined = column.str.join("").item() if len(column) else ""
    return Text(raw=joined.encode(), starts=ends - lengths, lengths=lengths)


def as_strings(column: pl.Series) -> pl.Series:
    """Return a column as text; what cannot be text is null."""
    if column.dtype == pl.String:
        return column
    try:
        return column.cast(pl.String, strict=False)
    except pl.exceptions.PolarsError:
        return pl.Series(column.name, [None] * len(column), dtype=pl.String)


def no_text(rows: int) -> Text:
    """Return a column that is missing everywhere."""
    return Text(b"", np.zeros(rows, np.int64), np.zeros(rows, np.int32))


def factorise(text: Text) -> tuple[Int32s, list[str]]:
    """Number the distinct slices in order of appearance: codes (−1 for empty), lower-case values.

    Surrounding blanks and the case of ASCII letters make no difference.
    """
    codes, firsts, widths = _factorise(text.bytes, text.starts, text.lengths)
    values = [
        text.raw[start : start + width].lower().decode("utf-8", "replace")
        for start, width in zip(firsts.tolist(), widths.tolist(), strict=True)
    ]
    return codes, values


def split_words(text: Text) -> tuple[Text, Int64s]:
    """Split every slice at blanks: all words, and the offset of each row's first word (n + 1)."""
    starts, lengths, offsets = _split_words(text.bytes, text.starts, text.lengths)
    return Text(text.raw, starts, lengths), offsets


@njit(cache=True, nogil=True)
def lower(byte: int) -> int:
    """Return the lower-case form of an ASCII letter, any other byte as it is."""
    return byte + 32 if 65 <= byte <= 90 else byte


@njit(cache=True, nogil=True)
def _hash(data, start, end):  # type: ignore[no-untyped-def]
    code = np.uint64(14695981039346656037)
    for at in range(start, end):
        code = (code ^ np.uint64(lower(data[at]))) * np.uint64(1099511628211)
    return code ^ (code >> np.uint64(32))


@njit(cache=True, nogil=True)
def _equal(data, left, right, width):  # type: ignore[no-untyped-def]
    at = 0
    while at < width and lower(data[left + at]) == lower(data[right + at]):
        at += 1
    return at == width


@njit(cache=True, nogil=True)
def _rehash(hashes, count, size):  # type: ignore[no-untyped-def]
    table = np.full(size, -1, np.int32)
    for code in range(count):
        slot = np.int64(hashes[code] & np.uint64(size - 1))
        while table[slot] >= 0:
            slot = (slot + 1) & (size - 1)
        table[slot] = code
    return table


@njit(cache=True, nogil=True)
def _factorise(data, starts, lengths):  # type: ignore[no-untyped-def]
    """Open addressing, FNV-1a over lower-case bytes; the table doubles when half full."""
    n = len(starts)
    codes = np.full(n, -1, np.int32)
    firsts, widths = np.empty(n, np.int64), np.empty(n, np.int32)
    hashes = np.empty(n, np.uint64)
    count, size = 0, 1 << 12
    table = np.full(size, -1, np.int32)
    for row in range(n):
        start, end = starts[row], starts[row] + lengths[row]
        while start < end and data[start] <= 32:
            start += 1
        while start < end and data[end - 1] <= 32:
            end -= 1
        if start == end:
            continue
        key = _hash(data, start, end)
        slot = np.int64(key & np.uint64(size - 1))
        while True:
            code = table[slot]
            if code < 0:
                table[slot] = count
                firsts[count], widths[count], hashes[count] = start, end - start, key
                codes[row] = count
                count += 1
                break
            if (
                hashes[code] == key
                and widths[code] == end - start
                and _equal(data, firsts[code], start, end - start)
            ):
                codes[row] = code
                break
            slot = (slot + 1) & (size - 1)
        if 2 * count > size:
            size *= 4
            table = _rehash(hashes, count, size)
    return codes, firsts[:count].copy(), widths[:count].copy()


@njit(cache=True, nogil=True)
def _split_words(data, starts, lengths):  # type: ignore[no-untyped-def]
    n = len(starts)
    capacity = 4 * n + 16
    word_starts, word_lengths = np.empty(capacity, np.int64), np.empty(capacity, np.int32)
    offsets = np.zeros(n + 1, np.int64)
    count = 0
    for row in range(n):
        at, end = starts[row], starts[row] + lengths[row]
        while at < end:
            if data[at] <= 32:
                at += 1
                continue
            begin = at
            while at < end and data[at] > 32:
                at += 1
            if count == capacity:
                capacity *= 2
                word_starts = np.concatenate((word_starts, np.empty(count, np.int64)))
                word_lengths = np.concatenate((word_lengths, np.empty(count, np.int32)))
            word_starts[count], word_lengths[count] = begin, at - begin
            count += 1
        offsets[row + 1] = count
    return word_starts[:count].copy(), word_lengths[:count].copy(), offsets
