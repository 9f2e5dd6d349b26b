"""Hashing of number columns into blocking keys."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def mix_in(keys, values):
    """Fold a column of numbers into a column of keys, in place; a key never becomes 0."""
    golden = np.uint64(0x9E3779B97F4A7C15)
    for row in range(keys.shape[0]):
        key = keys[row]
        key ^= values[row] + golden + (key << np.uint64(6)) + (key >> np.uint64(2))
        key *= golden
        key ^= key >> np.uint64(29)
        keys[row] = key if key != 0 else np.uint64(1)
