"""Work on whole partitions of a Spark frame as Arrow tables, and what travels in them.

Hashes are unsigned in NumPy and signed in Spark. `ordered` turns one into the other so that both
sort alike; where only equality matters a plain view is enough.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame

Bytes = NDArray[np.uint8]
Longs = NDArray[np.int64]

BATCH_ROWS = 100_000
"""Rows of one Arrow batch on its way to Spark: a batch of binary cells must stay below 2 GiB."""
_TOP_BIT = np.uint64(1 << 63)


def on_partitions(rows: DataFrame, work: Callable[[pa.Table], pa.Table], schema: str) -> DataFrame:
    """Apply `work` to each partition as one table; empty partitions are left out.

    `schema` is the result's, in Spark's notation ("place int, person int").
    """

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        os.environ.setdefault("TANGGAP_THREADS", "1")  # Spark runs one task per core already
        held = [batch for batch in batches if batch.num_rows]
        if held:
            yield from work(pa.Table.from_batches(held)).to_batches(max_chunksize=BATCH_ROWS)

    return rows.mapInArrow(run, schema)


def column(table: pa.Table, name: str) -> NDArray[Any]:
    """Return a column without missing values as a NumPy array."""
    values: NDArray[Any] = table[name].to_numpy()
    return values


def binary(rows: Bytes) -> pa.Array:
    """Return the rows of an (n, width) table of bytes as a binary column, without a copy."""
    n, width = rows.shape
    offsets = np.arange(n + 1, dtype=np.int32) * np.int32(width)
    return ragged(offsets, np.ascontiguousarray(rows).reshape(-1))


def ragged(offsets: NDArray[np.int32], content: Bytes) -> pa.Array:
    """Return slices of a run of bytes as a binary column."""
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(content)]
    return pa.Array.from_buffers(pa.binary(), len(offsets) - 1, buffers)


def byte_rows(table: pa.Table, name: str, width: int) -> Bytes:
    """Return a binary column of equal widths as an (n, width) table of bytes."""
    _, content = byte_slices(table, name)
    return content.reshape(-1, width)


def byte_slices(table: pa.Table, name: str) -> tuple[NDArray[np.int32], Bytes]:
    """Return the offsets (n + 1,) and the bytes of a binary column."""
    values = table[name].cast(pa.binary()).combine_chunks()
    _, offsets_buffer, content_buffer = values.buffers()
    offsets = np.frombuffer(offsets_buffer, np.int32)[values.offset :][: len(values) + 1]
    if content_buffer is None:
        return offsets, np.zeros(0, np.uint8)
    content = np.frombuffer(content_buffer, np.uint8)[offsets[0] : offsets[-1]]
    return offsets - offsets[0], content


def ordered(hashes: NDArray[np.uint64]) -> Longs:
    """Return hashes as signed numbers of the same order."""
    return (hashes ^ _TOP_BIT).view(np.int64)
