"""Families of one house with a card each: neighbours that share rare words (see `kinship`)."""

from functools import partial

import numpy as np
import pyarrow as pa
from pyspark import Broadcast
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from tanggap.linkage import kinship
from tanggap.linkage.comparer import Tables
from tanggap.linkage.engines.spark.components import connected
from tanggap.linkage.engines.spark.groups import first_of_group, home_level
from tanggap.linkage.engines.spark.normalised import ROW_BYTES, unpack_rows
from tanggap.linkage.engines.spark.partitions import byte_rows, column, on_partitions


def joined(housed: DataFrame, members: DataFrame, tables: "Broadcast[Tables]") -> DataFrame:
    """Say which home the neighbouring households among `members` make: household, home.

    `housed` are the pairs with left_household and right_household, `members` the records with
    their household and row. Households without neighbours are left out.
    """
    neighbours = (
        housed.where(home_level().isin(*kinship.ONE_HOUSE))
        .where("left_household <> right_household")
        .select(
            sf.least("left_household", "right_household").alias("a"),
            sf.greatest("left_household", "right_household").alias("b"),
        )
        .distinct()
        .persist()
    )
    component = connected(neighbours)
    pairs = neighbours.join(component.withColumnRenamed("node", "a"), "a")
    rows = members.join(component.withColumnRenamed("node", "household"), "household")
    together = pairs.select("component", "a", "b").unionByName(
        rows.select("component", sf.col("household").alias("a"), "row"), allowMissingColumns=True
    )
    work = partial(_homes_of_part, tables=tables)
    homes = on_partitions(together.repartition("component"), work, "household int, home int")
    homes = homes.localCheckpoint()
    neighbours.unpersist()
    return homes


def _homes_of_part(table: pa.Table, *, tables: "Broadcast[Tables]") -> pa.Table:
    is_pair = table["b"].is_valid()
    pairs, held = table.filter(is_pair), table.filter(pa.compute.invert(is_pair))
    households, of_rows = np.unique(column(held, "a"), return_inverse=True)
    low, high = (np.searchsorted(households, column(pairs, end)).astype(np.int32) for end in "ab")
    small, _ = unpack_rows(byte_rows(held, "row", ROW_BYTES))
    homes = kinship.joined(of_rows.astype(np.int32), low, high, small, tables.value.words)
    _, first = np.unique(of_rows, return_index=True)
    return pa.table({"household": households, "home": first_of_group(households, homes[first])})
