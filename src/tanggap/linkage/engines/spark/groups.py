"""People and households: each component is repaired whole, in one partition, as in one process.

Rows keep their order when a partition numbers its own, so that ties fall as they do there.
"""

from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark import Broadcast
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as sf

from tanggap.linkage import clusters, households, scoring
from tanggap.linkage.comparer import Comparer, Tables
from tanggap.linkage.comparisons import COMPARISONS, HOME_COLUMN
from tanggap.linkage.engines.spark.components import connected
from tanggap.linkage.engines.spark.normalised import ROW_BYTES, unpack_rows
from tanggap.linkage.engines.spark.pairs import left_of, right_of
from tanggap.linkage.engines.spark.partitions import byte_rows, column, on_partitions
from tanggap.linkage.kernels.household import HOME_LEVELS
from tanggap.linkage.mixture import Floats, Mixture

Rows = NDArray[np.int32]
Counts = NDArray[np.int64]


def people(
    weighed: DataFrame, placed: DataFrame, tables: "Broadcast[Tables]", mixture: Mixture
) -> DataFrame:
    """Find the person of each record that resembles another: place, person (its first record)."""
    pairs = weighed.select(left_of().alias("a"), right_of().alias("b"), "weight")
    component = connected(pairs.where("weight > 0"))
    members = component.join(placed, sf.col("node") == sf.col("place"))
    inside = _inside(pairs, component)
    together = inside.unionByName(
        members.select("component", sf.col("node").alias("a"), "row"), allowMissingColumns=True
    ).repartition("component")
    work = partial(_people_of_part, tables=tables, mixture=mixture)
    return on_partitions(together, work, "place int, person int")


def _inside(pairs: DataFrame, component: DataFrame) -> DataFrame:
    """Keep the pairs inside a component: component, a, b, weight."""
    of_a = component.withColumnsRenamed({"node": "a", "component": "of_a"})
    of_b = component.withColumnsRenamed({"node": "b", "component": "of_b"})
    joined = pairs.join(of_a, "a").join(of_b, "b").where("of_a = of_b")
    return joined.select(sf.col("of_a").alias("component"), "a", "b", "weight")


def _people_of_part(table: pa.Table, *, tables: "Broadcast[Tables]", mixture: Mixture) -> pa.Table:
    is_pair = table["b"].is_valid()
    held = table.filter(pa.compute.invert(is_pair)).sort_by("a")
    places = column(held, "a")
    comparer = Comparer(*unpack_rows(byte_rows(held, "row", ROW_BYTES)), tables.value)

    def weigh(a: Rows, b: Rows) -> Floats:
        return scoring.weigh_pairs(comparer, a, b, mixture)

    left, right, weight = _numbered_pairs(table.filter(is_pair), places)
    person = clusters.people(left, right, weight, len(places), weigh)
    return pa.table({"place": places, "person": first_of_group(places, person)})


def _numbered_pairs(pairs: pa.Table, members: Rows) -> tuple[Rows, Rows, Floats]:
    """Return pairs in order, with the numbers of their members in this partition."""
    ordered = pairs.sort_by([("a", "ascending"), ("b", "ascending")])
    left = np.searchsorted(members, column(ordered, "a")).astype(np.int32)
    right = np.searchsorted(members, column(ordered, "b")).astype(np.int32)
    return left, right, column(ordered, "weight")


def first_of_group(members: Rows, group: Rows) -> Rows:
    """Name each group after its first member."""
    _, first = np.unique(group, return_index=True)
    return members[first][group]


def with_people(weighed: DataFrame, person: DataFrame) -> DataFrame:
    """Say whose records each pair compares: the pair's columns, left_person, right_person."""
    named = _with_names(weighed, person, "place", "person", (left_of(), right_of()))
    return named.withColumnsRenamed({"left_of": "left_person", "right_of": "right_person"})


def with_households(owned: DataFrame, household: DataFrame) -> DataFrame:
    """Say where the two people of each pair live: left_household, right_household beside them."""
    people_of_pair = (sf.col("left_person"), sf.col("right_person"))
    named = _with_names(owned, household, "person", "household", people_of_pair)
    return named.withColumnsRenamed({"left_of": "left_household", "right_of": "right_household"})


def _with_names(
    pairs: DataFrame, names: DataFrame, key: str, name: str, ends: tuple[Column, Column]
) -> DataFrame:
    """Look up both ends of each pair: left_of, right_of; whoever has no name keeps its number."""
    left, right = (
        names.withColumnsRenamed({key: side, name: f"{side}_name"}) for side in ("_a", "_b")
    )
    joined = (
        pairs.withColumns({"_a": ends[0], "_b": ends[1]})
        .join(left, "_a", "left")
        .join(right, "_b", "left")
        .withColumns(
            {
                "left_of": sf.coalesce("_a_name", "_a"),
                "right_of": sf.coalesce("_b_name", "_b"),
            }
        )
    )
    return joined.select(*pairs.columns, "left_of", "right_of")


def bits_of_home(homes: Floats) -> Column:
    """Return what each pair's pattern says of a common home, in bits."""
    known = sf.array(*[sf.lit(float(bits)) for bits in homes])
    return sf.element_at(known, home_level() + sf.lit(1))


def home_level() -> Column:
    """Return the level of the home comparison inside a pattern."""
    home = COMPARISONS[HOME_COLUMN]
    mask = sf.lit((1 << home.bits) - 1)
    return sf.shiftrightunsigned("pattern", home.position).bitwiseAND(mask)


def learn_homes(owned: DataFrame) -> Floats:
    """Learn from the whole table what each level of the home comparison says."""
    same = (sf.col("left_person") == sf.col("right_person")).alias("same")
    counted = owned.groupBy(home_level().alias("home"), same).count().collect()
    counts = {True: np.zeros(HOME_LEVELS, np.int64), False: np.zeros(HOME_LEVELS, np.int64)}
    for row in counted:
        counts[row[1]][row[0]] = row[2]
    return households.home_bits_counted(strangers=counts[False], selves=counts[True])


def households_of(owned: DataFrame, homes: Floats) -> DataFrame:
    """Find the household of each person who may share one: person, household (its first)."""
    between = (
        owned.where("left_person <> right_person")
        .select(
            sf.least("left_person", "right_person").alias("a"),
            sf.greatest("left_person", "right_person").alias("b"),
            bits_of_home(homes).alias("weight"),
        )
        .groupBy("a", "b")
        .agg(sf.max("weight").alias("weight"))
        .persist()
    )
    inside = _inside(between, connected(between.where("weight > 0"))).repartition("component")
    found = on_partitions(inside, _households_of_part, "person int, household int")
    found = found.localCheckpoint()
    between.unpersist()
    return found


def met_through_others(homes: Floats) -> Column:
    """Tell which pairs only other people of the household bring together (see `families`)."""
    return (
        (sf.col("left_household") == sf.col("right_household"))
        & (sf.col("left_person") != sf.col("right_person"))
        & (bits_of_home(homes) < 0)
    )


def _households_of_part(table: pa.Table) -> pa.Table:
    members = np.unique(np.concatenate([column(table, "a"), column(table, "b")]))
    pairs = _numbered_pairs(table, members)
    household = clusters.repair(*pairs, len(members), uncompared=households.APART)
    return pa.table({"person": members, "household": first_of_group(members, household)})
