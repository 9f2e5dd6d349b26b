"""What a normalised row carries through the cluster.

`normalised` yields two kinds of rows in one frame, so that the raw rows are read once: records
(`field` −1) and the distinct words of each part with their counts.
"""

from functools import partial
from typing import Final

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame

from tanggap.linkage.blocking import passes
from tanggap.linkage.comparer import large_numbers, small_numbers
from tanggap.linkage.crowding import (
    streets_and_houses,
)
from tanggap.linkage.engines.spark.partitions import (
    binary,
    on_partitions,
    ordered,
    ragged,
)
from tanggap.linkage.engines.spark.reading import ROW_ID
from tanggap.linkage.engines.spark.words import (
    counted_words,
    hash_codes,
    words_by_field,
)
from tanggap.linkage.grouping import key_hashes, list_hashes
from tanggap.linkage.kernels import layout
from tanggap.linkage.normalise.columns import Setting
from tanggap.linkage.normalise.frame import normalise_part
from tanggap.linkage.schema import Records

RECORD: Final = -1
SMALL_BYTES: Final = 4 * layout.SMALL_NUMBERS
ROW_BYTES: Final = SMALL_BYTES + 8 * layout.LARGE_NUMBERS
"""A row as the kernels read it: 29 numbers of 4 bytes and 4 of 8, 148 bytes."""
KEY: Final = np.dtype([("blocking", "u1"), ("key", "<u8")])
"""One blocking key of a row: the pass that it belongs to, and its value."""

Rows = tuple[NDArray[np.int32], NDArray[np.int64]]


def schema_of_normalised(rows: DataFrame) -> str:
    """Return the schema of `normalised`; `row_id` keeps its type."""
    row_id = rows.schema[ROW_ID].dataType.simpleString()
    return (
        f"field byte, word string, count long, {ROW_ID} {row_id}, village long, "
        "first_word long, street long, house long, card long, row binary, hashes binary, "
        "keys binary"
    )


def normalised(rows: DataFrame, setting: Setting, lists: list[str]) -> DataFrame:
    """Normalise every part with what the whole table told."""
    work = partial(_normalised, setting=setting, lists=lists)
    return on_partitions(rows, work, schema_of_normalised(rows))


def _normalised(table: pa.Table, *, setting: Setting, lists: list[str]) -> pa.Table:
    raw = pl.DataFrame(pl.from_arrow(table))
    records = normalise_part(raw, setting, lists)
    small, words = small_numbers(records), words_by_field(records)
    street, house = streets_and_houses(records)
    first_word = key_hashes(records.name_words, records.name[:, 0])
    offsets, keys = _blocking_keys(records)
    of_rows = pa.table(
        {
            "field": pa.array(np.full(len(records), RECORD, np.int8)),
            ROW_ID: table[ROW_ID],
            "village": ordered(list_hashes(records.villages, records.village)),
            "first_word": ordered(first_word),
            "street": street.view(np.int64),
            "house": house.view(np.int64),
            "card": pa.array(records.kk.view(np.int64), mask=records.kk_known != 16),
            "row": binary(pack_rows(small, large_numbers(records))),
            "hashes": binary(hash_codes(small, words).view(np.uint8)),
            "keys": ragged(offsets, keys),
        }
    )
    of_words = counted_words(small, words).to_arrow()
    of_words = of_words.set_column(0, "word", of_words["word"].cast(pa.string()))
    together = pa.concat_tables([of_rows, of_words], promote_options="default")
    names = ["field", "word", "count", *of_rows.column_names[1:]]
    return together.select(names)


def _blocking_keys(records: Records) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Return the keys of each row as a run of `KEY`, and the offsets in bytes."""
    rows, keys = [np.zeros(0, np.int64)], [np.zeros(0, KEY)]
    for number, blocking in enumerate(passes(records)):
        for reading in blocking.readings:
            held = np.flatnonzero(reading)
            found = np.empty(len(held), KEY)
            found["blocking"], found["key"] = number, reading[held]
            rows.append(held)
            keys.append(found)
    of_rows = np.concatenate(rows)
    order = np.argsort(of_rows, kind="stable")
    counts = np.bincount(of_rows, minlength=len(records))
    offsets = np.zeros(len(records) + 1, np.int32)
    np.cumsum(counts * KEY.itemsize, out=offsets[1:])
    return offsets, np.concatenate(keys)[order].view(np.uint8)


def pack_rows(small: NDArray[np.int32], large: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return rows of small and large numbers as bytes (n, ROW_BYTES)."""
    return np.hstack([small.view(np.uint8), large.view(np.uint8)])


def unpack_rows(content: NDArray[np.uint8]) -> Rows:
    """Return the rows of small and of large numbers."""
    small = content[:, :SMALL_BYTES].copy().view(np.int32)
    return small, content[:, SMALL_BYTES:].copy().view(np.int64)
