"""The flow of a linkage on Spark, from raw rows to who is who."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as sf
from pyspark.sql.types import StructType

from tanggap.linkage import scoring
from tanggap.linkage.constraints import DECIDED, Constraints
from tanggap.linkage.engines.spark import groups, pairs
from tanggap.linkage.engines.spark.placing import Prepared, prepare
from tanggap.linkage.engines.spark.reading import (
    ROW_ID,
    find_setting,
    known_columns,
    list_names,
)
from tanggap.linkage.link import DOUBT_BITS
from tanggap.linkage.mixture import Floats, Mixture
from tanggap.linkage.model import Model

RowPairs = Iterable[tuple[Any, Any]]


class UnknownRow(KeyError):
    """A decided pair names a row that is not among the rows."""


@dataclass(frozen=True, slots=True)
class SparkLinkage:
    """Who is who among the rows of a Spark frame.

    `groups` has a row for each row: row_id, person, household; equal numbers are one group and
    mean nothing else. `review` holds the doubtful pairs: a, b (row_id), probability,
    household_probability; `kin` the pairs that other family members made likelier: a, b.
    """

    groups: DataFrame
    review: DataFrame
    kin: DataFrame
    model: Model


def link_spark(
    rows: DataFrame,
    *,
    model: Model | None = None,
    must_link: RowPairs = (),
    cannot_link: RowPairs = (),
    region: str | None = None,
) -> SparkLinkage:
    """Find out who is who among `rows`: columns of `schema.RAW_FIELDS` and a unique `row_id`.

    Everything else is as in `tanggap.linkage.link`, and so is the result, if `row_id` ascends as
    the rows of the frame do there; decided pairs are pairs of `row_id`. The rows are read four
    times: persist them where they are costly to make. Raises UnknownRow for decided pairs of rows
    that are not there, and Contradiction for pairs decided both ways.
    """
    rows = known_columns(rows)
    lists = list_names(rows)
    setting = find_setting(rows, lists, region)
    prepared = prepare(rows, setting, lists)
    constraints = decisions(prepared.placed, must_link, cannot_link)
    decided = np.concatenate([constraints.must, constraints.cannot])
    compared = pairs.compare(
        pairs.candidate_pairs(prepared.entries, prepared.limits, prepared.low, decided),
        prepared.placed,
        prepared.tables,
        decided,
    ).persist()
    counted = pairs.count_patterns(compared)
    mixture = model.mixture if model else _learn(compared, counted, constraints)
    worth = scoring.weigh(counted.patterns, mixture)
    weights = pairs.Weights(counted.patterns, worth, mixture, constraints)
    found, kin = _group(compared, prepared, weights, model.homes if model else None)
    linkage = SparkLinkage(
        groups=_groups_of_rows(prepared.placed, found).localCheckpoint(),
        review=_doubtful(prepared.placed, found).localCheckpoint(),
        kin=_pairs_of_rows(kin, prepared.placed).localCheckpoint(),
        model=model or Model(mixture, found.homes),
    )
    for frame in (compared, found.owned, *prepared.held):
        frame.unpersist()
    return linkage


def _learn(compared: DataFrame, counted: pairs.Counted, constraints: Constraints) -> Mixture:
    yes, no = pairs.count_decided(compared, constraints, counted)
    return scoring.learn_counted(counted.patterns, counted.counts, yes, no)


@dataclass(frozen=True, slots=True)
class _Round:
    """Who is who after one round: `person` of places, `household` of people, pairs between."""

    person: DataFrame
    household: DataFrame
    owned: DataFrame
    homes: Floats


def _round(
    weighed: DataFrame, prepared: Prepared, mixture: Mixture, homes: Floats | None
) -> _Round:
    """Find people, then households; what homes are worth is learned where it is not known."""
    person = groups.people(weighed, prepared.placed, prepared.tables, mixture).localCheckpoint()
    owned = groups.with_people(weighed, person).persist()
    homes = groups.learn_homes(owned) if homes is None else homes
    return _Round(person, groups.households_of(owned, homes), owned, homes)


def _group(
    compared: DataFrame, prepared: Prepared, weights: pairs.Weights, homes: Floats | None
) -> tuple[_Round, DataFrame]:
    """Find people and households, and once more with what the families tell.

    The pairs that the families made likelier are returned beside.
    """
    known = compared.sparkSession.sparkContext.broadcast(weights)
    weighed = pairs.weigh(compared, known).persist()
    first = _round(weighed, prepared, weights.mixture, homes)
    housed = groups.with_households(first.owned, first.household)
    told = housed.withColumn("kin", groups.met_through_others(first.homes))
    again = pairs.weigh_families(told, known).persist()
    found = _round(again, prepared, weights.mixture, first.homes)
    kin = told.where("kin").select("pair").localCheckpoint()
    for frame in (weighed, again, first.owned):
        frame.unpersist()
    return found, kin


def _groups_of_rows(placed: DataFrame, found: _Round) -> DataFrame:
    """Return row_id, person, household."""
    return (
        placed.select("place", ROW_ID)
        .join(found.person, "place", "left")
        .select(ROW_ID, sf.coalesce("person", "place").alias("person"))
        .join(found.household, "person", "left")
        .select(ROW_ID, "person", sf.coalesce("household", "person").alias("household"))
    )


def _doubtful(placed: DataFrame, found: _Round) -> DataFrame:
    """List pairs in doubt: weak evidence, or evidence that the clusters overruled."""
    apart = sf.col("left_person") != sf.col("right_person")
    doubtful = sf.abs("weight") < DOUBT_BITS
    overruled = sf.col("weight").between(DOUBT_BITS, DECIDED - 1) & apart
    same, home = _probability(sf.col("weight")), _probability(groups.bits_of_home(found.homes))
    doubts = found.owned.where(doubtful | overruled).select(
        "pair",
        same.alias("probability"),
        (same + (1 - same) * home).alias("household_probability"),
    )
    return _pairs_of_rows(doubts, placed)


def _pairs_of_rows(found: DataFrame, placed: DataFrame) -> DataFrame:
    """Name both rows of each pair, the lower first: a, b, and the other columns."""
    rows = placed.select("place", ROW_ID)
    left, right = (rows.withColumnsRenamed({"place": f"_{end}", ROW_ID: end}) for end in "ab")
    named = (
        found.withColumns({"_a": pairs.left_of(), "_b": pairs.right_of()})
        .join(left, "_a")
        .join(right, "_b")
    )
    others = [name for name in found.columns if name != "pair"]
    return named.select(sf.least("a", "b").alias("a"), sf.greatest("a", "b").alias("b"), *others)


def _probability(bits: Column) -> Column:
    return 1 / (1 + sf.pow(sf.lit(2.0), -bits))


def decisions(placed: DataFrame, must_link: RowPairs, cannot_link: RowPairs) -> Constraints:
    """Translate decided pairs of row_id into numbers of records."""
    must, cannot = list(must_link), list(cannot_link)
    named = {(row,) for pair in (*must, *cannot) for row in pair}
    if not named:
        return Constraints.of((), ())
    asked = placed.sparkSession.createDataFrame(list(named), StructType([placed.schema[ROW_ID]]))
    places = {row[ROW_ID]: row["place"] for row in asked.join(placed, ROW_ID).collect()}
    if len(places) < len(named):
        raise UnknownRow(f"{len(named) - len(places)} of the decided rows are not in the table")
    return Constraints.of(
        [(places[a], places[b]) for a, b in must], [(places[a], places[b]) for a, b in cannot]
    )
