"""The flow of a linkage on Spark, from raw rows to who is who."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf
from pyspark.sql.types import StructType

from tanggap.linkage import scoring
from tanggap.linkage.constraints import Constraints
from tanggap.linkage.engines.spark import groups, pairs
from tanggap.linkage.engines.spark.placing import Prepared, prepare
from tanggap.linkage.engines.spark.reading import (
    ROW_ID,
    find_setting,
    known_columns,
    list_names,
)
from tanggap.linkage.mixture import Floats, Mixture
from tanggap.linkage.model import Model

RowPairs = Iterable[tuple[Any, Any]]


class UnknownRow(KeyError):
    """A decided pair names a row that is not among the rows."""


@dataclass(frozen=True, slots=True)
class SparkLinkage:
    """Who is who among the rows of a Spark frame.

    `groups` has a row for each row: row_id, person, household. People and households are named
    after numbers of rows; equal numbers are one group, and the numbers mean nothing else.
    """

    groups: DataFrame
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
    constraints = _decisions(prepared.placed, must_link, cannot_link)
    decided = np.concatenate([constraints.must, constraints.cannot])
    compared = pairs.compare(
        pairs.candidate_pairs(prepared.entries, prepared.limits, decided),
        prepared.placed,
        prepared.tables,
        decided,
    ).persist()
    counted = pairs.count_patterns(compared)
    mixture = model.mixture if model else _learn(compared, counted, constraints)
    found, homes = _group(compared, counted, prepared, mixture, constraints, model)
    for frame in (compared, *prepared.held):
        frame.unpersist()
    return SparkLinkage(found, model or Model(mixture, homes))


def _learn(compared: DataFrame, counted: pairs.Counted, constraints: Constraints) -> Mixture:
    yes, no = pairs.count_decided(compared, constraints, counted)
    return scoring.learn_counted(counted.patterns, counted.counts, yes, no)


def _group(
    compared: DataFrame,
    counted: pairs.Counted,
    prepared: Prepared,
    mixture: Mixture,
    constraints: Constraints,
    model: Model | None,
) -> tuple[DataFrame, Floats]:
    """Find people, then households; returns the groups of all rows and what homes are worth."""
    weights = scoring.weigh(counted.patterns, mixture)
    broadcast = compared.sparkSession.sparkContext.broadcast
    weighed = pairs.weigh(
        compared, broadcast(pairs.Weights(counted.patterns, weights, constraints))
    ).persist()
    person = groups.people(weighed, prepared.placed, prepared.tables, mixture).localCheckpoint()
    weighed.unpersist()
    owned = groups.with_people(compared, person).persist()
    homes = model.homes if model else groups.learn_homes(owned)
    household = groups.households_of(owned, homes)
    owned.unpersist()
    rows = (
        prepared.placed.select("place", ROW_ID)
        .join(person, "place", "left")
        .select(ROW_ID, sf.coalesce("person", "place").alias("person"))
        .join(household, "person", "left")
        .select(ROW_ID, "person", sf.coalesce("household", "person").alias("household"))
    )
    return rows.localCheckpoint(), homes


def _decisions(placed: DataFrame, must_link: RowPairs, cannot_link: RowPairs) -> Constraints:
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
