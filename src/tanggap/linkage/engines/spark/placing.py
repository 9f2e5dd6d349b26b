"""Every record finds its number, and the codes of its words.

Records are numbered in the order in which the embedded engine lays them out (village, first word
of the name, row): likely pairs lie in one part, and ties fall alike in both engines.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray
from pyspark import Broadcast
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from tanggap.linkage.blocking import low_bits, passes
from tanggap.linkage.comparer import Tables
from tanggap.linkage.crowding import (
    CARDS_OF_A_CROWDED_HOUSE,
    CARDS_OF_A_CROWDED_STREET,
    ROWS_OF_A_CROWDED_HOUSE,
    ROWS_OF_A_CROWDED_STREET,
    crowd_bits,
)
from tanggap.linkage.engines.spark.normalised import (
    KEY,
    RECORD,
    ROW_BYTES,
    normalised,
    pack_rows,
    unpack_rows,
)
from tanggap.linkage.engines.spark.partitions import (
    binary,
    byte_rows,
    byte_slices,
    column,
    on_partitions,
)
from tanggap.linkage.engines.spark.reading import ROW_ID
from tanggap.linkage.engines.spark.words import CODED, Codes, all_words
from tanggap.linkage.grouping import Keys
from tanggap.linkage.kernels import layout
from tanggap.linkage.normalise.columns import Setting
from tanggap.linkage.normalise.frame import normalise_part


@dataclass(frozen=True, slots=True)
class Crowds:
    """Keys of the streets and houses where many families live, sorted."""

    streets: Keys
    houses: Keys


@dataclass(frozen=True, slots=True)
class Prepared:
    """Records ready for the blocking joins.

    `placed` holds place, row_id, row; `entries` a row per record and blocking key; `limits` the
    block sizes of each pass, `low` the bits that keys give up; `held` the frames that are to be
    given up in the end.
    """

    placed: DataFrame
    entries: DataFrame
    limits: list[tuple[int, int]]
    low: np.uint64
    tables: "Broadcast[Tables]"
    held: tuple[DataFrame, ...]


def prepare(rows: DataFrame, setting: Setting, lists: list[str]) -> Prepared:
    """Normalise the rows, number them, and gather what the kernels must know of the whole."""
    broadcast = rows.sparkSession.sparkContext.broadcast
    read = normalised(rows, setting, lists).persist()
    records = in_order(read.where(sf.col("field") == RECORD).drop("field", "word", "count"))
    records.persist()
    starts, total = starts_of_parts(records)
    codes, tables = all_words(
        gather_words(read), indonesian=setting.indonesian_ids, style=setting.style
    )
    crowds = find_crowds(records)
    numbered = placed(records, starts, broadcast(codes), broadcast(crowds)).persist()
    nobody = normalise_part(pl.DataFrame(), setting, lists)
    limits = [(blocking.largest, blocking.window) for blocking in passes(nobody)]
    return Prepared(
        numbered,
        entries(records, starts, low_bits(total)),
        limits,
        low_bits(total),
        broadcast(tables),
        (numbered, records, read),
    )


def gather_words(read: DataFrame) -> pl.DataFrame:
    """Bring the distinct words of all parts to the driver: field, word, count."""
    words = read.where(sf.col("field") != RECORD).groupBy("field", "word")
    return pl.DataFrame(pl.from_arrow(words.agg(sf.sum("count").alias("count")).toArrow()))


def find_crowds(records: DataFrame) -> Crowds:
    """Count cards and rows at every street and house of the whole table."""
    return Crowds(
        _crowded(records, "street", CARDS_OF_A_CROWDED_STREET, ROWS_OF_A_CROWDED_STREET),
        _crowded(records, "house", CARDS_OF_A_CROWDED_HOUSE, ROWS_OF_A_CROWDED_HOUSE),
    )


def _crowded(records: DataFrame, place: str, cards: int, rows: int) -> Keys:
    by_place = records.where(sf.col(place) != 0).groupBy(place)
    counted = by_place.agg(
        sf.count("*").alias("rows"), sf.count_distinct(sf.col("card")).alias("cards")
    )
    crowded = counted.where((sf.col("rows") >= rows) | (sf.col("cards") >= cards)).select(place)
    return np.sort(column(crowded.toArrow(), place).view(np.uint64))


def in_order(records: DataFrame) -> DataFrame:
    """Sort the records as the embedded engine lays them out; `part` is where each one went."""
    by_home = records.orderBy("village", "first_word", ROW_ID)
    return by_home.withColumn("part", sf.spark_partition_id())


def starts_of_parts(records: DataFrame) -> tuple[dict[int, int], int]:
    """Return the number of the first record of each part, and how many records there are."""
    found = records.groupBy("part").count().collect()
    starts, total = {}, 0
    for part, count in sorted((row[0], row[1]) for row in found):
        starts[part] = total
        total += count
    return starts, total


def placed(
    records: DataFrame,
    starts: dict[int, int],
    codes: "Broadcast[Codes]",
    crowds: "Broadcast[Crowds]",
) -> DataFrame:
    """Number the records and finish their rows: place, row_id, row."""
    row_id = records.schema[ROW_ID].dataType.simpleString()
    work = partial(_placed, starts=starts, codes=codes, crowds=crowds)
    return on_partitions(records, work, f"place int, {ROW_ID} {row_id}, row binary")


def _placed(
    table: pa.Table,
    *,
    starts: dict[int, int],
    codes: "Broadcast[Codes]",
    crowds: "Broadcast[Crowds]",
) -> pa.Table:
    small, large = unpack_rows(byte_rows(table, "row", ROW_BYTES))
    hashed = byte_rows(table, "hashes", 8 * len(CODED)).view(np.uint64)
    codes.value.write(small, hashed)
    known = crowds.value
    small[:, layout.CROWD] = crowd_bits(
        _held(known.streets, column(table, "street")), _held(known.houses, column(table, "house"))
    )
    return pa.table(
        {
            "place": places_of(table, starts),
            ROW_ID: table[ROW_ID],
            "row": binary(pack_rows(small, large)),
        }
    )


def _held(crowded: Keys, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.isin(keys.view(np.uint64), crowded, kind="sort")


def places_of(table: pa.Table, starts: dict[int, int]) -> NDArray[np.int32]:
    """Return the number of each record of a sorted part."""
    part = column(table, "part")
    assert (part == part[0]).all(), "a partition holds one part of the sorted records"  # noqa: S101
    return (starts[int(part[0])] + np.arange(len(part))).astype(np.int32)


def entries(records: DataFrame, starts: dict[int, int], low: np.uint64) -> DataFrame:
    """Return one row per record and blocking key: blocking, key, first_word, birth, place."""
    work = partial(_entries, starts=starts, low=low)
    schema = "blocking byte, key long, first_word long, birth int, place int"
    return on_partitions(records.select("part", "first_word", "row", "keys"), work, schema)


def _entries(table: pa.Table, *, starts: dict[int, int], low: np.uint64) -> pa.Table:
    offsets, content = byte_slices(table, "keys")
    keys = content.view(KEY)
    rows = np.repeat(np.arange(len(table)), np.diff(offsets) // KEY.itemsize)
    small, _ = unpack_rows(byte_rows(table, "row", ROW_BYTES))
    return pa.table(
        {
            "blocking": keys["blocking"].astype(np.int8),
            "key": (keys["key"].astype(np.uint64) & ~low).view(np.int64),
            "first_word": column(table, "first_word")[rows],
            "birth": small[rows, layout.BIRTH],
            "place": places_of(table, starts)[rows],
        }
    )
