"""Candidate pairs: the blocking joins, each pair once, and what its comparison shows.

A pair travels as one number, left record << 32 | right record. Spark brings the rows of a block
together and the two rows of a pair; the walk over a block and the comparison are the kernels of
the embedded engine.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark import Broadcast
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as sf

from tanggap.linkage import families, scoring
from tanggap.linkage.comparer import Comparer, Tables
from tanggap.linkage.constraints import Constraints
from tanggap.linkage.engines.spark.normalised import ROW_BYTES, unpack_rows
from tanggap.linkage.engines.spark.partitions import byte_rows, column, on_partitions
from tanggap.linkage.grouping import Keys, distinct, unpack
from tanggap.linkage.kernels.blocks import neighbours_in_blocks
from tanggap.linkage.mixture import Floats, Mixture

Limits = list[tuple[int, int]]
"""For each blocking pass the largest block that is compared in full, and the window beyond it."""
Patterns = NDArray[np.uint32]


def candidate_pairs(entries: DataFrame, limits: Limits, low: np.uint64, decided: Keys) -> DataFrame:
    """Return the pairs that share a block, and those that clerks decided, each once: pair.

    `low` are the bits that the keys of the entries gave up (see `blocking.low_bits`).
    """
    blocks = entries.repartition("blocking", "key")
    work = partial(_pairs_of_blocks, limits=limits, low=low)
    found = on_partitions(blocks, work, "pair long")
    if len(decided):
        asked = pa.table({"pair": decided.view(np.int64)})
        found = found.union(entries.sparkSession.createDataFrame(asked))
    return found.distinct()


def _pairs_of_blocks(table: pa.Table, *, limits: Limits, low: np.uint64) -> pa.Table:
    """Walk the blocks of a part; a key and its row's rank are sorted as one number.

    The rank among the rows of the part takes the bits that the key gave up.
    """
    places, first, row = np.unique(column(table, "place"), return_index=True, return_inverse=True)
    by_name = np.lexsort(
        (places, column(table, "birth")[first], column(table, "first_word")[first])
    )
    rank = np.empty(len(places), np.uint64)
    rank[by_name] = np.arange(len(places), dtype=np.uint64)
    together = column(table, "key").view(np.uint64) | rank[row]
    blocking = column(table, "blocking")
    found = [np.zeros(0, np.uint64)]
    for number, (largest, window) in enumerate(limits):
        ordered = np.sort(together[blocking == number])
        rows = places[by_name[(ordered & low).astype(np.int64)]]
        found.append(neighbours_in_blocks(ordered & ~low, rows, largest, window))
    return pa.table({"pair": distinct(np.concatenate(found)).view(np.int64)})


def left_of(pair: str = "pair") -> Column:
    """Return the left record of a pair."""
    return sf.shiftright(pair, 32).cast("int")


def right_of(pair: str = "pair") -> Column:
    """Return the right record of a pair."""
    return sf.col(pair).bitwiseAND(sf.lit(0xFFFFFFFF)).cast("int")


def compare(
    pairs: DataFrame, placed: DataFrame, tables: "Broadcast[Tables]", decided: Keys
) -> DataFrame:
    """Compare the plausible pairs, and those that clerks decided: pair, pattern."""
    rows = placed.select("place", "row")
    left = rows.withColumnsRenamed({"place": "left", "row": "left_row"})
    right = rows.withColumnsRenamed({"place": "right", "row": "right_row"})
    joined = (
        pairs.select("pair", left_of().alias("left"), right_of().alias("right"))
        .join(left, "left")
        .join(right, "right")
        .select("pair", "left_row", "right_row")
    )
    return on_partitions(
        joined, partial(_compared, tables=tables, decided=decided), "pair long, pattern int"
    )


def _compared(table: pa.Table, *, tables: "Broadcast[Tables]", decided: Keys) -> pa.Table:
    found = [_compared_batch(pa.table(part), tables.value, decided) for part in
             table.to_batches(max_chunksize=500_000)]  # fmt: skip
    return pa.concat_tables(found)


def _compared_batch(table: pa.Table, tables: Tables, decided: Keys) -> pa.Table:
    rows = [byte_rows(table, side, ROW_BYTES) for side in ("left_row", "right_row")]
    comparer = Comparer(*unpack_rows(np.concatenate(rows)), tables)
    pair = column(table, "pair")
    left = np.arange(len(pair), dtype=np.int32)
    right = left + np.int32(len(pair))
    if tables.indonesian:
        kept = comparer.plausible(left, right) | np.isin(pair.view(np.uint64), decided)
        pair, left, right = pair[kept], left[kept], right[kept]
    return pa.table({"pair": pair, "pattern": comparer.patterns(left, right).view(np.int32)})


@dataclass(frozen=True, slots=True)
class Counted:
    """The distinct patterns in ascending order, and how many pairs show each."""

    patterns: Patterns
    counts: NDArray[np.int64]

    def counts_of(self, some: DataFrame) -> NDArray[np.int64]:
        """Return how many of some of the pairs show each of these patterns."""
        counts = np.zeros(len(self.patterns), np.int64)
        counted = count_patterns(some)
        counts[np.searchsorted(self.patterns, counted.patterns)] = counted.counts
        return counts


def count_patterns(compared: DataFrame) -> Counted:
    """Count the pairs of each pattern; a nation shows less than a million patterns."""
    table = compared.groupBy("pattern").count().toArrow()
    patterns = column(table, "pattern").view(np.uint32)
    order = np.argsort(patterns)
    return Counted(patterns[order], column(table, "count")[order])


def count_decided(
    compared: DataFrame, constraints: Constraints, counted: Counted
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count for each pattern the pairs that clerks found to be one person, and to be two."""
    answers = []
    for decided in (constraints.must, constraints.cannot):
        shown = np.zeros(0, np.uint32)
        if len(decided):
            work = partial(_patterns_of, pairs=decided)
            shown = column(on_partitions(compared, work, "pattern int").toArrow(), "pattern")
        slots = np.searchsorted(counted.patterns, shown.view(np.uint32))
        answers.append(np.bincount(slots, minlength=len(counted.patterns)))
    yes, no = answers
    return yes, no


def _patterns_of(table: pa.Table, *, pairs: Keys) -> pa.Table:
    held = np.isin(column(table, "pair").view(np.uint64), pairs)
    return table.filter(pa.array(held)).select(["pattern"])


@dataclass(frozen=True, slots=True)
class Weights:
    """What each pattern is worth in bits (P,), by which model, and what clerks decided."""

    patterns: Patterns
    weights: Floats
    mixture: Mixture
    constraints: Constraints


def weigh(compared: DataFrame, weights: "Broadcast[Weights]") -> DataFrame:
    """Give each pair its weight in bits, decisions in their place: pair, pattern, weight."""
    work = partial(_weighed, weights=weights)
    return on_partitions(compared, work, "pair long, pattern int, weight double")


def _weighed(table: pa.Table, *, weights: "Broadcast[Weights]") -> pa.Table:
    known = weights.value
    slots = np.searchsorted(known.patterns, column(table, "pattern").view(np.uint32))
    left, right = unpack(column(table, "pair").view(np.uint64))
    weight = known.constraints.imposed_on(left, right, known.weights[slots])
    return table.append_column("weight", pa.array(weight))


def weigh_families(owned: DataFrame, weights: "Broadcast[Weights]") -> DataFrame:
    """Weigh anew the pairs marked `kin`, as if their rows shared a card: pair, pattern, weight."""
    work = partial(_weighed_families, weights=weights)
    return on_partitions(
        owned.select("pair", "pattern", "weight", "kin"),
        work,
        "pair long, pattern int, weight double",
    )


def _weighed_families(table: pa.Table, *, weights: "Broadcast[Weights]") -> pa.Table:
    known = weights.value
    kin = column(table, "kin")
    weight = column(table, "weight").copy()
    told = families.with_common_family(column(table, "pattern").view(np.uint32)[kin])
    patterns, slots = np.unique(told, return_inverse=True)
    left, right = unpack(column(table, "pair").view(np.uint64)[kin])
    found = scoring.weigh(patterns, known.mixture)[slots]
    weight[kin] = known.constraints.imposed_on(left, right, found)
    return table.select(["pair", "pattern"]).append_column("weight", pa.array(weight))
