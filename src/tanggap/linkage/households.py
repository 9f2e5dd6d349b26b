"""Who lives with whom: people joined by card, house, telephone and kinship."""

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.clusters import repair
from tanggap.linkage.mixture import Floats

APART = -6.0
"""Bits against two people of one component who were never compared: they share no card,
telephone, house or neighbourhood with a name."""


def households(
    person: NDArray[np.int32],
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    weight: Floats,
) -> NDArray[np.int32]:
    """Group people into households; returns the household of each row (n,).

    `person` is each row's person, `weight` the log2 odds that the rows of a pair share a
    household. Two people are as close as their closest rows say, for lists that lack the
    card or the house number say little, not no.
    """
    people = int(person.max(initial=-1)) + 1
    a, b = person[left], person[right]
    low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
    apart = low != high
    code = low[apart] * people + high[apart]
    pairs, place = np.unique(code, return_inverse=True)
    best = np.full(len(pairs), -np.inf)
    np.maximum.at(best, place, weight[apart])
    group = repair(
        (pairs // max(people, 1)).astype(np.int32),
        (pairs % max(people, 1)).astype(np.int32),
        best,
        people,
        uncompared=APART,
    )
    return group[person]
