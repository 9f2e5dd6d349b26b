"""From sorted keys to pairs of rows."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def _walk(keys, rows, largest, window, out):
    """Count the pairs; write them too where `out` has room."""
    total = 0
    start = 0
    n = keys.shape[0]
    while start < n:
        stop = start + 1
        while stop < n and keys[stop] == keys[start]:
            stop += 1
        reach = stop - start if stop - start <= largest else window
        for i in range(start, stop):
            for j in range(i + 1, min(stop, i + 1 + reach)):
                a, b = rows[i], rows[j]
                if a == b:
                    continue
                if out.shape[0] > 0:
                    low, high = (a, b) if a < b else (b, a)
                    out[total] = (np.uint64(low) << np.uint64(32)) | np.uint64(high)
                total += 1
        start = stop
    return total


@njit(cache=True, nogil=True)
def neighbours_in_blocks(keys, rows, largest, window):
    """Pair all rows of equal key; in blocks above `largest`, each with its next `window` rows.

    `keys` is sorted. Returns pairs packed as low row << 32 | high row, possibly repeated.
    """
    total = _walk(keys, rows, largest, window, np.empty(0, dtype=np.uint64))
    out = np.empty(total, dtype=np.uint64)
    if total > 0:
        _walk(keys, rows, largest, window, out)
    return out
