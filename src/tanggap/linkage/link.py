"""The linkage of a table of persons, from raw text to who is who."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.linkage import (
    blocking,
    clusters,
    evaluate,
    families,
    households,
    kinship,
    namesakes,
    scoring,
)
from tanggap.linkage import explain as explaining
from tanggap.linkage import update as updating
from tanggap.linkage.census import Census
from tanggap.linkage.comparer import Comparer
from tanggap.linkage.constraints import DECIDED, Constraints
from tanggap.linkage.copies import Copies, find_copies
from tanggap.linkage.engines import Engine
from tanggap.linkage.grouping import distinct, pack
from tanggap.linkage.model import Model
from tanggap.linkage.normalise import normalise, normalise_more, source_names
from tanggap.linkage.result import Explanation
from tanggap.linkage.schema import Records
from tanggap.linkage.scoring import ScoredPairs

Progress = Callable[[str, float], None]
RowPairs = Iterable[tuple[int, int]]

DOUBT_BITS = 5.0
"""Pairs between −5 and +5 bits (3 % to 97 %) are worth a clerk's look."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """Who is who among n rows.

    `person` and `household` give each row's group, numbered from 0; `review` the doubtful pairs
    (a, b, probability, household_probability), the most valuable decision first; `kin` the
    pairs that other family members made likelier (see `families`), packed as a << 32 | b;
    `census` what a larger table knows, where these rows are only part of one.
    """

    raw: pl.DataFrame
    records: Records
    model: Model
    person: NDArray[np.int32]
    household: NDArray[np.int32]
    review: pl.DataFrame
    kin: NDArray[np.uint64]
    census: Census | None = None

    def explain(self, a: int, b: int) -> Explanation:
        """Say why rows `a` and `b` are, or are not, one person."""
        kin = bool(np.isin((min(a, b) << 32) | max(a, b), self.kin))
        return explaining.explain(self.raw, self.records, self.model, a, b, kin=kin)

    def update(self, rows: pl.DataFrame) -> "Linkage":
        """Place new rows among the people known so far, who keep their numbers.

        Nothing is learned anew and nobody known is put together or taken apart (see `update`).
        The review list holds the doubtful pairs of the new rows.
        """
        more = normalise_more(rows, self.records, sources=source_names(self.raw))
        records = self.records.followed_by(more)
        joined = updating.join(records, self.person, self.household, self.model)
        return Linkage(
            pl.concat([self.raw, rows], how="diagonal_relaxed"),
            records,
            self.model,
            joined.person,
            joined.household,
            doubtful(joined, np.arange(len(records))),
            self.kin,
        )

    def evaluate(
        self, truth: NDArray[np.integer], households: NDArray[np.integer] | None = None
    ) -> dict[str, evaluate.Accuracy]:
        """Measure against true persons, and true households where given (n,)."""
        found = {"person": evaluate.pairwise(self.person, truth)}
        if households is not None:
            found["household"] = evaluate.pairwise(self.household, households)
        return found


def link(
    raw: pl.DataFrame,
    *,
    model: Model | None = None,
    must_link: RowPairs = (),
    cannot_link: RowPairs = (),
    region: str | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Linkage:
    """Find out who is who among the rows of `raw` (columns of `schema.RAW_FIELDS`).

    Without a `model` one is learned from the rows themselves; no training data are needed.
    `must_link` and `cannot_link` are row pairs that clerks have decided; they are obeyed and,
    where the model is learned, learned from. `engine` computes elsewhere with the same result
    (see `engines`).
    """
    tell = progress or _silent
    tell("normalise", 0.0)
    must, cannot = list(must_link), list(cannot_link)
    copies = find_copies(raw, must + cannot)
    if copies is not None:
        must, cannot = copies.places(must), copies.places(cannot)
        kept = _link_distinct(raw[copies.kept], model, must, cannot, region, engine, tell)
        found = _with_copies(raw, kept, copies)
    else:
        found = _link_distinct(raw, model, must, cannot, region, engine, tell)
    tell("done", 1.0)
    return found


def _link_distinct(
    raw: pl.DataFrame,
    model: Model | None,
    must_link: RowPairs,
    cannot_link: RowPairs,
    region: str | None,
    engine: Engine | None,
    tell: Progress,
) -> Linkage:
    if engine is not None:
        return _linked_by(engine, raw, model, must_link, cannot_link, region)
    records = normalise(raw, region=region)
    order = blocking.by_village_and_name(records)
    constraints = Constraints.of(must_link, cannot_link).among(order)
    found = _link_records(records.take(order), model, constraints, tell)
    person, household = np.empty_like(found.person), np.empty_like(found.household)
    person[order], household[order] = found.person, found.household
    review = doubtful(found, order)
    a, b = order[found.scored.left[found.kin]], order[found.scored.right[found.kin]]
    kin = distinct(pack(np.minimum(a, b), np.maximum(a, b)))
    return Linkage(raw, records, found.model, person, household, review, kin)


def _with_copies(raw: pl.DataFrame, kept: Linkage, copies: Copies) -> Linkage:
    """Let the copies among `raw` follow the rows that were linked."""
    return Linkage(
        raw,
        kept.records.take(copies.like),
        kept.model,
        kept.person[copies.like],
        kept.household[copies.like],
        copies.rows(kept.review),
        copies.packed_rows(kept.kin),
    )


def _linked_by(
    engine: Engine,
    raw: pl.DataFrame,
    model: Model | None,
    must_link: RowPairs,
    cannot_link: RowPairs,
    region: str | None,
) -> Linkage:
    found = engine(raw, model=model, must_link=must_link, cannot_link=cannot_link, region=region)
    return Linkage(
        raw=raw,
        records=normalise(raw, region=region),
        model=found.model,
        person=found.person,
        household=found.household,
        review=found.review,
        kin=found.kin,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A linkage of records that lie in an order of their own."""

    scored: ScoredPairs
    weight: NDArray[np.float64]
    home: NDArray[np.float64]
    model: Model
    person: NDArray[np.int32]
    household: NDArray[np.int32]
    kin: NDArray[np.bool_]


def _link_records(
    records: Records, model: Model | None, constraints: Constraints, tell: Progress
) -> _Found:
    tell("compare", 0.3)
    comparer = Comparer.of(records)
    left, right = blocking.candidate_pairs(records)
    if records.indonesian_ids:  # elsewhere numbers and dates are too rare to rule pairs out
        worth = comparer.plausible(left, right)
        left, right = left[worth], right[worth]
    left, right = constraints.with_pairs(left, right)
    scored = scoring.score(comparer, left, right)
    tell("learn", 0.6)
    lessons = namesakes.worth_learning(scored, namesakes.crowded(comparer.small, comparer.large))
    mixture = (
        model.mixture
        if model
        else scoring.learn(lessons, decided=constraints.decisions(lessons.left, lessons.right))
    )
    tell("cluster", 0.8)
    weight = constraints.imposed_on(
        left, right, scoring.weigh(scored.patterns, mixture)[scored.slot]
    )

    def weigh(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.float64]:
        return scoring.weigh_pairs(comparer, a, b, mixture)

    person = clusters.people(left, right, weight, len(records), weigh)
    if model is None:
        model = Model(mixture, households.home_bits(lessons, person))
    home = households.bits_of_pairs(scored, model.homes)
    household = households.households(person, left, right, home)
    kin = families.met_through_others(left, right, home, person, household)
    if kin.any():
        told = families.with_common_family(scored.patterns[scored.slot[kin]])
        weight[kin] = constraints.imposed_on(left[kin], right[kin], scoring.weigh(told, mixture))
        person = clusters.people(left, right, weight, len(records), weigh)
        household = households.households(person, left, right, home)
    low, high = kinship.neighbours(scored, household)
    household = kinship.joined(household, low, high, comparer.small, comparer.words)
    return _Found(scored, weight, home, model, person, household, kin)


def _silent(_stage: str, _share: float) -> None:
    """Report progress to nobody."""


def doubtful(found: "_Found | updating.Joined", order: NDArray[np.int64]) -> pl.DataFrame:
    """List pairs in doubt: weak evidence, or evidence that the clusters overruled."""
    left, right, weight = found.scored.left, found.scored.right, found.weight
    together = found.person[left] == found.person[right]
    doubtful = np.abs(weight) < DOUBT_BITS
    overruled = (weight > DOUBT_BITS) & (weight < DECIDED) & ~together
    chosen = np.flatnonzero(doubtful | overruled)
    a, b = order[left[chosen]], order[right[chosen]]
    same = _probability(weight[chosen])
    frame = pl.DataFrame(
        {
            "a": np.minimum(a, b).astype(np.int32),
            "b": np.maximum(a, b).astype(np.int32),
            "probability": same,
            "household_probability": same + (1 - same) * _probability(found.home[chosen]),
        }
    )
    return frame.sort((pl.col("probability") - 0.5).abs(), "a", "b")


def _probability(bits: NDArray[np.float64]) -> NDArray[np.float64]:
    result: NDArray[np.float64] = 1 / (1 + np.exp2(-bits))
    return result
