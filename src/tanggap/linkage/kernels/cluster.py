"""From weighted pairs to people: connected components, then repair of conflicts inside them."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def _root(parent, x):
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return x


@njit(cache=True, nogil=True)
def components(left, right, wanted, n):
    """Return for each of n rows the smallest row that it is connected with by wanted pairs."""
    parent = np.arange(n, dtype=np.int32)
    for p in range(left.shape[0]):
        if not wanted[p]:
            continue
        a, b = _root(parent, left[p]), _root(parent, right[p])
        if a < b:
            parent[b] = a
        elif b < a:
            parent[a] = b
    for x in range(n):
        parent[x] = _root(parent, x)
    return parent


@njit(cache=True, nogil=True)
def pairs_within(members, starts, largest):
    """Return all pairs of rows inside each group of 3 to `largest` members, lower row first.

    `members[starts[g]:starts[g+1]]` are the rows of group g in ascending order.
    """
    total = 0
    for g in range(starts.shape[0] - 1):
        n = starts[g + 1] - starts[g]
        if 2 < n <= largest:
            total += n * (n - 1) // 2
    left = np.empty(total, dtype=np.int32)
    right = np.empty(total, dtype=np.int32)
    at = 0
    for g in range(starts.shape[0] - 1):
        n = starts[g + 1] - starts[g]
        if 2 < n <= largest:
            for i in range(starts[g], starts[g + 1]):
                for j in range(i + 1, starts[g + 1]):
                    left[at] = members[i]
                    right[at] = members[j]
                    at += 1
    return left, right


@njit(cache=True, nogil=True)
def _closeness(total, closest, size, lean, a, b):
    """Weigh the average pair between two groups against their closest pair."""
    return (1 - lean) * total[a, b] / (size[a] * size[b]) + lean * closest[a, b]


@njit(cache=True, nogil=True)
def _merge_best(total, lean):
    """Merge the closest groups of one component until none are close; returns each row's label.

    `total` (n, n) holds the pairs' weights and is used up.
    """
    n = total.shape[0]
    closest = total.copy()
    size = np.ones(n)
    alive = np.ones(n, dtype=np.bool_)
    label = np.arange(n)
    best_of = np.full(n, -1)
    while True:
        best, at_a, at_b = 0.0, -1, -1
        for a in range(n):
            if not alive[a]:
                continue
            if best_of[a] == -1 or not alive[best_of[a]]:
                top = -1e300
                for b in range(n):
                    if b != a and alive[b]:
                        close = _closeness(total, closest, size, lean, a, b)
                        if close > top:
                            top, best_of[a] = close, b
            if best_of[a] >= 0 and alive[best_of[a]]:
                close = _closeness(total, closest, size, lean, a, best_of[a])
                if close > best:
                    best, at_a, at_b = close, a, best_of[a]
        if at_a < 0:
            return label
        for c in range(n):
            if alive[c] and c != at_a and c != at_b:
                total[at_a, c] += total[at_b, c]
                total[c, at_a] = total[at_a, c]
                closest[at_a, c] = closest[c, at_a] = max(closest[at_a, c], closest[at_b, c])
                best_of[c] = -1
        size[at_a] += size[at_b]
        alive[at_b] = False
        best_of[at_a] = -1
        for x in range(n):
            if label[x] == at_b:
                label[x] = at_a


@njit(cache=True, nogil=True)
def repaired_clusters(members, starts, pair_starts, pair_left, pair_right, pair_weight,
                      place, unknown, lean, largest, out):  # fmt: skip
    """Split each component so that its members agree on average.

    `members[starts[c]:starts[c+1]]` are the rows of component c, `pair_*[pair_starts[c]:…]` its
    pairs with weights (bits), `place[row]` is scratch. Pairs never compared weigh `unknown`.
    Components above `largest` rows first lose their weakest links until the parts fit.
    """
    for c in range(starts.shape[0] - 1):
        first, last = starts[c], starts[c + 1]
        n = last - first
        if n == 1:
            out[members[first]] = members[first]
            continue
        if n > largest:
            _split_large(
                members, first, last, pair_left, pair_right, pair_weight, pair_starts[c],
                pair_starts[c + 1], place, unknown, lean, largest, out,
            )  # fmt: skip
            continue
        _repair_one(members, first, last, pair_left, pair_right, pair_weight, pair_starts[c],
                    pair_starts[c + 1], place, unknown, lean, out)  # fmt: skip


@njit(cache=True, nogil=True)
def _repair_one(
    members, first, last, left, right, pair_weight, begin, end, place, unknown, lean, out
):
    n = last - first
    weight = np.full((n, n), unknown)
    for m in range(n):
        place[members[first + m]] = m
    for p in range(begin, end):
        a, b = place[left[p]], place[right[p]]
        weight[a, b] = weight[b, a] = pair_weight[p]
    label = _merge_best(weight, lean)
    for m in range(n):
        out[members[first + m]] = members[first + label[m]]


@njit(cache=True, nogil=True)
def _split_large(members, first, last, left, right, pair_weight, begin, end, place, unknown,
                 lean, largest, out):  # fmt: skip
    """Join the strongest pairs first, never beyond `largest` rows, then repair each part."""
    n = last - first
    for m in range(n):
        place[members[first + m]] = m
    parent = np.arange(n, dtype=np.int32)
    count = np.ones(n, dtype=np.int64)
    for p in np.argsort(-pair_weight[begin:end]):
        if pair_weight[begin + p] <= 0:
            break
        a = _root(parent, place[left[begin + p]])
        b = _root(parent, place[right[begin + p]])
        if a != b and count[a] + count[b] <= largest:
            parent[b] = a
            count[a] += count[b]
    part = np.empty(n, dtype=np.int64)
    for m in range(n):
        part[m] = _root(parent, m)
    order = np.argsort(part, kind="mergesort")
    part_members = members[first:last][order]
    pair_part = np.full(end - begin, -1)
    for p in range(begin, end):
        a, b = part[place[left[p]]], part[place[right[p]]]
        if a == b:
            pair_part[p - begin] = a
    pair_order = np.argsort(pair_part, kind="mergesort")
    at = 0
    pair_at = 0
    while at < n:
        root = part[order[at]]
        stop = at
        while stop < n and part[order[stop]] == root:
            stop += 1
        while pair_at < pair_order.shape[0] and pair_part[pair_order[pair_at]] < root:
            pair_at += 1
        pair_stop = pair_at
        while pair_stop < pair_order.shape[0] and pair_part[pair_order[pair_stop]] == root:
            pair_stop += 1
        chosen = pair_order[pair_at:pair_stop] + begin
        _repair_one(part_members, at, stop, left[chosen], right[chosen], pair_weight[chosen],
                    0, chosen.shape[0], place, unknown, lean, out)  # fmt: skip
        for m in range(n):  # the repair used `place` for its own numbering
            place[members[first + m]] = m
        at = stop
        pair_at = pair_stop
