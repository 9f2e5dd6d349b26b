"""The flow of a linkage on Spark, from raw rows to who is who."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as sf
from pyspark.sql.types import StructType

from tanggap.linkage import scoring
from tanggap.linkage.constraints import DECIDED, Constraints
from tanggap.linkage.engines.spark import copies, groups, kinship, namesakes, pairs
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
    the rows of the frame do there; decided pairs are pairs of `row_id`. The rows are read five
    times: persist them where they are costly to make. Raises UnknownRow for decided pairs of rows
    that are not there, and Contradiction for pairs decided both ways.
    """
    must, cannot = list(must_link), list(cannot_link)
    rows = known_columns(rows)
    copied = copies.find_copies(rows, {row for pair in must + cannot for row in pair})
    kept = rows if copied is None else rows.join(copied, ROW_ID, "left_anti")
    found = link_distinct(kept, model=model, must_link=must, cannot_link=cannot, region=region)
    if copied is None:
        return found
    return replace(found, groups=copies.follow(found.groups, copied).localCheckpoint())


def link_distinct(
    rows: DataFrame,
    *,
    model: Model | None,
    must_link: RowPairs,
    cannot_link: RowPairs,
    region: str | None,
) -> SparkLinkage:
    """Find out who is who among rows that were not pasted many times."""
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
    crowd = namesakes.crowded(prepared.placed)
    mixture = model.mixture if model else _learn(compared, counted, constraints, crowd)
    worth = scoring.weigh(counted.patterns, mixture)
    weights = pairs.Weights(counted.patterns, worth, mixture, constraints)
    found, kin = _group(compared, prepared, weights, crowd, model.homes if model else None)
    linkage = SparkLinkage(
        groups=_groups_of_rows(prepared, found).localCheckpoint(),
        review=_doubtful(prepared.placed, found).localCheckpoint(),
        kin=_pairs_of_rows(kin, prepared.placed).localCheckpoint(),
        model=model or Model(mixture, found.homes),
    )
    for frame in (compared, found.owned, *prepared.held):
        frame.unpersist()
    return linkage


def _learn(
    compared: DataFrame,
    counted: pairs.Counted,
    constraints: Constraints,
    crowd: namesakes.Places,
) -> Mixture:
    lessons = namesakes.worth_learning(compared, crowd)
    counts = counted.counts if lessons is compared else counted.counts_of(lessons)
    yes, no = pairs.count_decided(lessons, constraints, counted)
    return scoring.learn_counted(counted.patterns, counts, yes, no)


@dataclass(frozen=True, slots=True)
class _Round:
    """Who is who after one round: `person` of places, `household` of people, pairs between."""

    person: DataFrame
    household: DataFrame
    owned: DataFrame
    homes: Floats


def _round(
    weighed: DataFrame,
    prepared: Prepared,
    mixture: Mixture,
    crowd: namesakes.Places,
    homes: Floats | None,
) -> _Round:
    """Find people, then households; what homes are worth is learned where it is not known."""
    person = groups.people(weighed, prepared.placed, prepared.tables, mixture).localCheckpoint()
    owned = groups.with_people(weighed, person).persist()
    if homes is None:
        homes = groups.learn_homes(namesakes.worth_learning(owned, crowd))
    return _Round(person, groups.households_of(owned, homes), owned, homes)


def _group(
    compared: DataFrame,
    prepared: Prepared,
    weights: pairs.Weights,
    crowd: namesakes.Places,
    homes: Floats | None,
) -> tuple[_Round, DataFrame]:
    """Find people and households, and once more with what the families tell.

    The pairs that the families made likelier are returned beside.
    """
    known = compared.sparkSession.sparkContext.broadcast(weights)
    weighed = pairs.weigh(compared, known).persist()
    first = _round(weighed, prepared, weights.mixture, crowd, homes)
    housed = groups.with_households(first.owned, first.household)
    told = housed.withColumn("kin", groups.met_through_others(first.homes))
    again = pairs.weigh_families(told, known).persist()
    found = _round(again, prepared, weights.mixture, crowd, first.homes)
    kin = told.where("kin").select("pair").localCheckpoint()
    for frame in (weighed, again, first.owned):
        frame.unpersist()
    return found, kin


def _groups_of_rows(prepared: Prepared, found: _Round) -> DataFrame:
    """Return row_id, person, household."""
    members = (
        prepared.placed.join(found.person, "place", "left")
        .withColumn("person", sf.coalesce("person", "place"))
        .join(found.household, "person", "left")
        .withColumn("household", sf.coalesce("household", "person"))
    )
    housed = groups.with_households(found.owned, found.household)
    homes = kinship.joined(housed, members, prepared.tables)
    return members.join(homes, "household", "left").select(
        ROW_ID, "person", sf.coalesce("home", "household").alias("household")
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
