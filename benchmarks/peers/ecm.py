"""The recordlinkage toolkit 0.16 with its unsupervised ECM classifier.

It compares pandas columns pair by pair and gives no state to a missing value: missing disagrees.
"""

import warnings
from typing import Any, Final

import numpy as np
import polars as pl
import recordlinkage

from benchmarks.groups import Answer, Pairs, from_pairs

_BLOCKS: Final = (
    ("nik_read",),
    ("birth", "first_word"),
    ("birth", "last_word"),
    ("name", "village"),
    ("kk", "first_word"),
    ("postcode", "first_word"),
    ("postcode", "last_word"),
    ("postcode", "birth"),
)
_NAMES: Final[tuple[str, ...]] = ("first_word", "last_word", "street", "village")
_NUMBERS: Final[tuple[str, ...]] = ("nik_read", "birth", "kk", "phone", "postcode")
_EXACT: Final[tuple[str, ...]] = ("sex", "house", "district")
_ALIKE: Final = 0.85
THRESHOLD: Final = 0.5  # the classifier's own: matches where a match is the likelier class


def ecm(table: pl.DataFrame) -> Answer:
    """Learn match and non-match classes without labels and keep what it calls a match."""
    frame = table.to_pandas().set_index("unique_id")
    filled = {field for field in table.columns if table[field].null_count() < table.height}
    candidates = _candidates(frame, filled)
    compare = recordlinkage.Compare()
    for field in (name for name in _NAMES if name in filled):
        compare.string(field, field, method="jarowinkler", threshold=_ALIKE, label=field)
    for field in (name for name in _NUMBERS if name in filled):
        compare.string(field, field, method="levenshtein", threshold=_ALIKE, label=field)
    for field in (name for name in _EXACT if name in filled):
        compare.exact(field, field, label=field)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        features = compare.compute(candidates, frame)
        features = features.loc[:, features.nunique() > 1]
        classifier = recordlinkage.ECMClassifier()
        classifier.fit(features)
        probability = classifier.prob(features)
    left = candidates.get_level_values(0).to_numpy()
    right = candidates.get_level_values(1).to_numpy()
    score = np.asarray(probability, dtype=np.float64)
    return from_pairs(Pairs(left, right, score, THRESHOLD), table.height)


def _candidates(frame: Any, filled: set[str]) -> Any:
    """Block on rows that have all the fields: it would else pair missing with missing."""
    found = None
    for fields in _BLOCKS:
        if set(fields) <= filled:
            indexer = recordlinkage.Index().block(list(fields))
            pairs = indexer.index(frame.dropna(subset=list(fields)))
            found = pairs if found is None else found.union(pairs)
    return found
