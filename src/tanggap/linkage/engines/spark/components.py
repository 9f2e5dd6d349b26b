"""Connected components of any size: large star and small star in turn.

Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii: "Connected Components in MapReduce and
Beyond" (SoCC 2014). Each round is two shuffles of the edges; people and households are stars after
two or three rounds. Before the first round every part of the edges becomes a forest by itself.
"""

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sf

from tanggap.linkage.engines.spark.partitions import column, on_partitions
from tanggap.linkage.kernels.cluster import components as smallest_reached


def connected(edges: DataFrame) -> DataFrame:
    """Return for each node of the edges (a, b) the smallest that it reaches: node, component.

    Nodes without an edge are left out.
    """
    stars = on_partitions(edges.select("a", "b"), _forest, "a int, b int").localCheckpoint()
    before = None
    while (now := _fingerprint(stars)) != before:
        before = now
        stars = _small_star(_large_star(stars)).localCheckpoint()
    centres = stars.select(sf.col("b").alias("node"), sf.col("b").alias("component"))
    leaves = stars.select(sf.col("a").alias("node"), sf.col("b").alias("component"))
    return leaves.union(centres).distinct()


def _forest(table: pa.Table) -> pa.Table:
    """Join each node of a part to the smallest that it reaches there: a > b."""
    a, b = column(table, "a"), column(table, "b")
    nodes, places = np.unique(np.concatenate([a, b]), return_inverse=True)
    left, right = places[: len(a)].astype(np.int32), places[len(a) :].astype(np.int32)
    roots = smallest_reached(left, right, np.ones(len(a), dtype=np.bool_), len(nodes))
    leaves = nodes[roots] != nodes
    return pa.table({"a": nodes[leaves], "b": nodes[roots][leaves]})


def _large_star(edges: DataFrame) -> DataFrame:
    """Join each node's larger neighbours to the smallest of its neighbours and itself."""
    both = edges.union(edges.select(sf.col("b").alias("a"), sf.col("a").alias("b")))
    smallest = sf.least("a", sf.min("b").over(Window.partitionBy("a")))
    joined = both.withColumn("least", smallest).where(sf.col("b") > sf.col("a"))
    return joined.select(sf.col("b").alias("a"), sf.col("least").alias("b")).distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Join each node and its smaller neighbours to the smallest of them."""
    joined = edges.withColumn("least", sf.min("b").over(Window.partitionBy("a")))
    neighbours = joined.where(sf.col("b") != sf.col("least")).select(
        sf.col("b").alias("a"), sf.col("least").alias("b")
    )
    selves = joined.select("a", sf.col("least").alias("b"))
    return neighbours.union(selves).distinct()


def _fingerprint(edges: DataFrame) -> tuple[int, int]:
    """Return the number of edges and the sum of their hashes."""
    hashed = sf.xxhash64("a", "b").cast("decimal(38,0)")
    found = edges.agg(sf.count("*").alias("edges"), sf.sum(hashed).alias("hash")).first()
    return (int(found["edges"]), int(found["hash"] or 0)) if found else (0, 0)
