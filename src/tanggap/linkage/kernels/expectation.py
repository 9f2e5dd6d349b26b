"""One round of expectation-maximisation over counted patterns."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def expect(levels, weights, log_shares, log_tables, allowed, mass, expected):
    """Spread each pattern over the classes and add up what each class would have shown.

    `levels` (P, C) are the patterns, `weights` (P,) how often each is seen, `log_tables`
    (C, K, L) log P(level | class), `allowed` (P, K) or (0, K) where everything is. Adds to
    `mass` (K,) and `expected` (C, K, L); returns the log-likelihood.
    """
    classes = log_shares.shape[0]
    odds = np.empty(classes)
    likelihood = 0.0
    for p in range(levels.shape[0]):
        if weights[p] == 0:
            continue
        top = -np.inf
        for k in range(classes):
            odds[k] = log_shares[k]
            if allowed.shape[0] > 0 and not allowed[p, k]:
                odds[k] = -np.inf
            else:
                for c in range(levels.shape[1]):
                    odds[k] += log_tables[c, k, levels[p, c]]
            top = max(top, odds[k])
        total = 0.0
        for k in range(classes):
            odds[k] = np.exp(odds[k] - top)
            total += odds[k]
        likelihood += weights[p] * (np.log(total) + top)
        for k in range(classes):
            share = weights[p] * odds[k] / total
            mass[k] += share
            for c in range(levels.shape[1]):
                expected[c, k, levels[p, c]] += share
    return likelihood
