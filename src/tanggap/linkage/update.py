"""New rows against an existing registry: nothing that is settled is done again, or undone.

People and households of the registry keep their numbers. A new row joins one of them or becomes
somebody new; two people of the registry are never put together by a new row that resembles
both: that is a clerk's decision, and the pairs stand in the review list.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage import blocking, clusters, households, scoring
from tanggap.linkage.census import Census
from tanggap.linkage.comparer import Comparer
from tanggap.linkage.constraints import DECIDED, UNDECIDED, Constraints
from tanggap.linkage.grouping import distinct, pack, unpack
from tanggap.linkage.mixture import Floats
from tanggap.linkage.model import Model
from tanggap.linkage.schema import Records
from tanggap.linkage.scoring import ScoredPairs

Rows = NDArray[np.int32]

NEVER = -1e12
"""Bits against two that are known apart: more than all decisions of clerks together."""
LARGEST_GROUP = 60
"""Of a person of more rows than this a new row is weighed against the first so many only."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Where new rows belong: groups of all rows, and the scored pairs that touch a new row."""

    person: Rows
    household: Rows
    scored: ScoredPairs
    weight: Floats
    home: Floats


def join(
    records: Records,
    person: Rows,
    household: Rows,
    model: Model,
    *,
    decided: Constraints = UNDECIDED,
    census: Census | None = None,
) -> Joined:
    """Place the rows after the first `len(person)` of `records` among the people known so far.

    `person` and `household` are the groups of the known rows, numbered from 0 without gaps, which
    come first in `records`. What is `decided` about a new row is obeyed. Where the known rows are
    only part of a table, `census` says what the whole of it knows.
    """
    known = len(person)
    comparer = Comparer.of(records, census)
    left, right = blocking.candidate_pairs(records)
    new = right >= known  # left < right: a pair touches a new row if its right one is new
    left, right = left[new], right[new]
    worth = comparer.plausible(left, right) | (not records.indonesian_ids)
    left, right = decided.since(known).with_pairs(left[worth], right[worth])
    left, right = _with_whole_groups(left, right, person, known)
    scored = scoring.score(comparer, left, right)
    weight = scoring.weigh(scored.patterns, model.mixture)[scored.slot]
    weight = decided.imposed_on(left, right, weight)
    home = households.bits_of_pairs(scored, model.homes)
    fresh = len(records) - known
    everybody = _assigned(person, fresh, left, right, weight, clusters.UNCOMPARED, clusters.LEAN)
    homes = _homes_of_people(household, person, everybody)
    between = clusters.strongest_between(everybody, left, right, home)
    placed = _placed(homes, *between, households.APART, 0.0)
    return Joined(everybody, placed[everybody], scored, weight, home)


def _with_whole_groups(left: Rows, right: Rows, person: Rows, known: int) -> tuple[Rows, Rows]:
    """Add, for each new row, every row of the people that it resembles in one row."""
    old = left < known
    order = np.argsort(person, kind="stable").astype(np.int32)
    starts = np.searchsorted(person[order], np.arange(int(person.max(initial=-1)) + 2))
    whom = person[left[old]]
    sizes = np.minimum(starts[whom + 1] - starts[whom], LARGEST_GROUP).astype(np.int64)
    offsets = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    others = order[np.repeat(starts[whom], sizes) + offsets]
    news = np.repeat(right[old], sizes)
    return unpack(distinct(np.concatenate([pack(left, right), pack(others, news)])))


def _assigned(
    person: Rows,
    fresh: int,
    left: Rows,
    right: Rows,
    weight: Floats,
    uncompared: float,
    lean: float,
) -> Rows:
    """Return the person of every row: known people keep their numbers, new ones follow."""
    people = int(person.max(initial=-1)) + 1
    unit = np.concatenate([person, people + np.arange(fresh, dtype=np.int32)])
    a, b = unit[left], unit[right]
    codes = pack(np.minimum(a, b), np.maximum(a, b))
    order = np.argsort(codes, kind="stable")
    first = np.flatnonzero(np.append(True, codes[order][1:] != codes[order][:-1]))
    if not len(codes):
        return unit
    count = np.diff(np.append(first, len(codes)))
    mean = np.add.reduceat(weight[order], first) / count
    closest = np.maximum.reduceat(weight[order], first)
    low, high = unpack(codes[order][first])
    known = np.arange(people + fresh) < people
    forbidden = np.minimum.reduceat(weight[order], first) <= -DECIDED
    between = np.where(forbidden, NEVER, (1 - lean) * mean + lean * closest)
    labels = _united(known, low, high, between, uncompared, lean)
    return labels[unit]


def _homes_of_people(household: Rows, person: Rows, everybody: Rows) -> Rows:
    """Return the household of each person; −1 for people who are new."""
    homes = np.full(int(everybody.max(initial=-1)) + 1, -1, dtype=np.int32)
    homes[person] = household
    return homes


def _placed(
    homes: Rows, left: Rows, right: Rows, weight: Floats, uncompared: float, lean: float
) -> Rows:
    """Return the household of each person, new people joining known homes or founding some."""
    known_homes = int(homes.max(initial=-1)) + 1
    new = homes < 0
    unit = homes.copy()
    unit[new] = known_homes + np.arange(int(new.sum()), dtype=np.int32)
    between = clusters.strongest_between(unit, left, right, weight)
    known = np.arange(known_homes + int(new.sum())) < known_homes
    return _united(known, *between, uncompared, lean)[unit]


def _united(
    known: NDArray[np.bool_],
    left: Rows,
    right: Rows,
    weight: Floats,
    uncompared: float,
    lean: float,
) -> Rows:
    """Cluster units, keeping known ones apart; known units keep their numbers, new ones follow."""
    low, high = clusters.pairs_of_components(left, right, weight, len(known))
    both = known[low] & known[high]
    keep = ~(known[left] & known[right])
    group = clusters.repair(
        np.concatenate([left[keep], low[both]]),
        np.concatenate([right[keep], high[both]]),
        np.concatenate([weight[keep], np.full(int(both.sum()), NEVER)]),
        len(known),
        uncompared=uncompared,
        lean=lean,
    )
    # A cluster is named after its known member, which has the lowest number of all.
    names = np.full(int(group.max(initial=-1)) + 1, len(known), dtype=np.int64)
    np.minimum.at(names, group, np.arange(len(known)))
    settled = names < int(known.sum())
    names[~settled] = int(known.sum()) + np.arange(int((~settled).sum()))
    return names[group].astype(np.int32)
