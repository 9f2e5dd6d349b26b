"""People out of pairs: whoever agrees on average is one, whoever contradicts is split."""

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.kernels import cluster as kernel
from tanggap.linkage.mixture import Floats

UNCOMPARED = -3.0
"""Bits against two rows of one component that no key brought together: slightly unlikely."""
LARGEST_PART = 120


def repair(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    weight: Floats,
    total: int,
    *,
    uncompared: float = UNCOMPARED,
) -> NDArray[np.int32]:
    """Cluster `total` rows by weighted pairs; returns for each row its cluster, 0..P−1.

    Positive pairs connect; inside a component clusters merge while their average weight,
    negative pairs included, stays above zero.
    """
    component = kernel.components(left, right, weight > 0, total)
    members = np.argsort(component, kind="stable").astype(np.int32)
    roots, starts = np.unique(component[members], return_index=True)
    inside = component[left] == component[right]
    left, right, weight = left[inside], right[inside], weight[inside]
    number = np.empty(total, dtype=np.int64)
    number[roots] = np.arange(len(roots))
    pair_component = number[component[left]]
    order = np.argsort(pair_component, kind="stable")
    pair_starts = np.searchsorted(pair_component[order], np.arange(len(roots) + 1))
    out = np.empty(total, dtype=np.int32)
    kernel.repaired_clusters(
        members, np.append(starts, total), pair_starts, left[order], right[order],
        weight[order], np.empty(total, dtype=np.int32), uncompared, LARGEST_PART, out,
    )  # fmt: skip
    return np.unique(out, return_inverse=True)[1].astype(np.int32)
