"""Rows with too many namesakes born on one day teach nothing (see `linkage.namesakes`)."""

from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark import Broadcast
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from tanggap.linkage.engines.spark.normalised import ROW_BYTES, unpack_rows
from tanggap.linkage.engines.spark.partitions import byte_rows, column, on_partitions
from tanggap.linkage.grouping import unpack
from tanggap.linkage.namesakes import MANY, whole_name_and_birth

Places = NDArray[np.int32]


def crowded(placed: DataFrame) -> Places:
    """Return the places of rows with more than `MANY` namesakes, ascending."""
    keyed = on_partitions(placed.select("place", "row"), _keyed, "place int, key long")
    keyed = keyed.where("key <> 0")
    frequent = keyed.groupBy("key").count().where(sf.col("count") > MANY)
    return np.sort(column(keyed.join(frequent, "key", "left_semi").toArrow(), "place"))


def _keyed(table: pa.Table) -> pa.Table:
    key = whole_name_and_birth(*unpack_rows(byte_rows(table, "row", ROW_BYTES)))
    return pa.table({"place": table["place"], "key": key.view(np.int64)})


def worth_learning(pairs: DataFrame, crowd: Places) -> DataFrame:
    """Leave out the pairs of two rows of the crowd; the frame itself where there is no crowd."""
    if not len(crowd):
        return pairs
    schema = ", ".join(f"{field.name} {field.dataType.simpleString()}" for field in pairs.schema)
    known = pairs.sparkSession.sparkContext.broadcast(crowd)
    return on_partitions(pairs, partial(_worth_learning, crowd=known), schema)


def _worth_learning(table: pa.Table, *, crowd: "Broadcast[Places]") -> pa.Table:
    left, right = unpack(column(table, "pair").view(np.uint64))
    lesson = ~(np.isin(left, crowd.value) & np.isin(right, crowd.value))
    return table.filter(pa.array(lesson))
