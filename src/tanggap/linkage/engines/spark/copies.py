"""Rows that were pasted many times: one is linked, its copies follow it (see `linkage.copies`)."""

from collections.abc import Iterable
from typing import Any

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as sf

from tanggap.linkage.copies import (
    MANY,
    NO_LETTERS,
    TELLING_CELLS,
    TELLING_LETTERS,
    identifying,
)
from tanggap.linkage.engines.spark.reading import ROW_ID
from tanggap.linkage.schema import RAW_FIELDS

FIRST = "first_of_copies"


def find_copies(rows: DataFrame, decided: Iterable[Any]) -> DataFrame | None:
    """Return the rows that are copies of another (row_id, first_of_copies), if there are any."""
    columns = identifying(rows.columns)
    if not columns:
        return None
    cells = [sf.coalesce(sf.col(name).cast("string"), sf.lit("")) for name in columns]
    left_alone = [sf.lit(row) for row in decided]
    keyed = (
        rows.where(_telling(columns))
        .select(ROW_ID, sf.xxhash64(*cells).alias("key"))
        .where(~sf.col(ROW_ID).isin(left_alone))
    )
    firsts = (
        keyed.groupBy("key")
        .agg(sf.count("*").alias("count"), sf.min(ROW_ID).alias(FIRST))
        .where(sf.col("count") > MANY)
        .drop("count")
        .persist()
    )
    if firsts.isEmpty():
        return None
    return keyed.join(firsts, "key").where(sf.col(ROW_ID) != sf.col(FIRST)).select(ROW_ID, FIRST)


def _telling(columns: list[str]) -> Column:
    """Tell whether a row says enough to be known again."""
    cells = [sf.coalesce(name, sf.lit("")) for name in columns if name in RAW_FIELDS]
    letters = [sf.length(sf.regexp_replace(cell, NO_LETTERS, "")) for cell in cells]
    counted = [(count >= TELLING_LETTERS).cast("int") for count in letters]
    return sum(counted, sf.lit(0)) >= TELLING_CELLS


def follow(groups: DataFrame, copies: DataFrame) -> DataFrame:
    """Add the copies to row_id, person, household."""
    of_first = groups.withColumnRenamed(ROW_ID, FIRST)
    return groups.unionByName(copies.join(of_first, FIRST).select(groups.columns))
