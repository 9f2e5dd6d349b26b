"""People out of pairs: whoever agrees on average is one, whoever contradicts is split."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.grouping import first_of_each, numbered, pack, unpack
from tanggap.linkage.kernels import cluster as kernel
from tanggap.linkage.mixture import Floats

Rows = NDArray[np.int32]
WeighPairs = Callable[[Rows, Rows], Floats]

UNCOMPARED = -3.0
"""Bits against two rows of a large component that no key brought together: slightly unlikely."""
LEAN = 0.2
"""How much the closest pair of two groups counts against their average pair. Rows of one person
are damaged each in its own way: one may resemble a single other row only. Chosen on simulated
cities; 0.1 to 0.3 differ little."""
LARGEST_PART = 120
COMPLETED_UP_TO = 40
"""In components up to this size every pair is weighed before anybody is put together."""


def people(left: Rows, right: Rows, weight: Floats, total: int, weigh: WeighPairs) -> Rows:
    """Cluster `total` rows into people; returns for each row its person, 0..P−1.

    Positive pairs connect. What blocking left out inside a component is weighed by `weigh`, so
    that a chain of likenesses meets all the evidence against it.
    """
    component = kernel.components(left, right, weight > 0, total)
    inside = component[left] == component[right]
    known = pack(left[inside], right[inside])
    number, groups = numbered(component)
    members = np.argsort(number, kind="stable").astype(np.int32)
    starts = np.searchsorted(number[members], np.arange(groups + 1))
    missing = np.setdiff1d(
        pack(*kernel.pairs_within(members, starts, COMPLETED_UP_TO)), known, assume_unique=True
    )
    added_left, added_right = unpack(missing)
    return repair(
        np.concatenate([left[inside], added_left]),
        np.concatenate([right[inside], added_right]),
        np.concatenate([weight[inside], weigh(added_left, added_right)]),
        total,
        lean=LEAN,
    )


def repair(
    left: Rows,
    right: Rows,
    weight: Floats,
    total: int,
    *,
    uncompared: float = UNCOMPARED,
    lean: float = 0.0,
) -> Rows:
    """Cluster `total` rows by weighted pairs; returns for each row its cluster, 0..P−1.

    Positive pairs connect; inside a component clusters merge while their average weight,
    negative pairs included, stays above zero. `lean` shifts the average towards the closest pair.
    """
    component = kernel.components(left, right, weight > 0, total)
    number, groups = numbered(component)
    members = np.argsort(number, kind="stable").astype(np.int32)
    starts = np.searchsorted(number[members], np.arange(groups + 1))
    inside = component[left] == component[right]
    left, right, weight = left[inside], right[inside], weight[inside]
    pair_component = number[left]
    order = np.argsort(pair_component, kind="stable")
    pair_starts = np.searchsorted(pair_component[order], np.arange(groups + 1))
    out = np.empty(total, dtype=np.int32)
    kernel.repaired_clusters(
        members, starts, pair_starts, left[order], right[order], weight[order],
        np.empty(total, dtype=np.int32), uncompared, lean, LARGEST_PART, out,
    )  # fmt: skip
    return _numbered_by_first_row(out)


def _numbered_by_first_row(label: Rows) -> Rows:
    """Number groups of equal labels (row numbers) in order of their first rows, 0..G−1."""
    rows = np.arange(len(label), dtype=np.int32)
    first = np.empty(len(label), dtype=np.int32)
    first[label[::-1]] = rows[::-1]  # of several values the last one written stays
    first = first[label]
    number: Rows = np.cumsum(first == rows, dtype=np.int32) - np.int32(1)
    return number[first]


def pairs_of_components(left: Rows, right: Rows, weight: Floats, total: int) -> tuple[Rows, Rows]:
    """Return every pair inside the components that positive pairs make (up to LARGEST_PART)."""
    number, groups = numbered(kernel.components(left, right, weight > 0, total))
    members = np.argsort(number, kind="stable").astype(np.int32)
    starts = np.searchsorted(number[members], np.arange(groups + 1))
    inside: tuple[Rows, Rows] = kernel.pairs_within(members, starts, LARGEST_PART)
    return inside


def strongest_between(
    group: Rows, left: Rows, right: Rows, weight: Floats
) -> tuple[Rows, Rows, Floats]:
    """Return each pair of different groups that rows connect, with its strongest weight.

    Only groups that positive weights connect somehow are considered.
    """
    a, b = group[left], group[right]
    component = kernel.components(a, b, weight > 0, int(group.max(initial=-1)) + 1)
    apart = np.flatnonzero((a != b) & (component[a] == component[b]))
    codes = pack(np.minimum(a, b)[apart], np.maximum(a, b)[apart])
    order = np.lexsort((-weight[apart], codes))
    codes = codes[order]
    first = first_of_each(codes)
    return *unpack(codes[first]), weight[apart][order][first]
