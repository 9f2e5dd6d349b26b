"""The rules of OpenG2P: its first generation, and the weighted fields of its second.

Described from openg2p-program (`deduplication_manager.py`) and registry-platform
(`g2p_register_domain_service.py`), written anew. Both look inside one programme there; here they
may look across all lists.
"""

from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

import numpy as np
import polars as pl

from benchmarks.groups import Answer, Pairs, connected, equal, from_pairs

WEIGHTS: Final = {"nik": 2.0, "name": 2.0, "birth": 2.0, "phone": 1.0}
"""OpenG2P leaves fields and weights to each country; these are a plain choice."""
FIELD_THRESHOLD: Final = 0.7  # OpenG2P's default: a field less similar counts nothing
THRESHOLD: Final = 55.0  # of 100; OpenG2P has no default. Two fields of weight 2 reach 57.
_LARGEST_BLOCK: Final = 300  # OpenG2P takes all; a placeholder would give every pair of rows


def first_generation(table: pl.DataFrame) -> Answer:
    """Identical number or identical telephone, one person."""
    a, b = equal(table["nik"]), equal(table["phone"])
    left, right = np.concatenate([a[0], b[0]]), np.concatenate([a[1], b[1]])
    return Answer(connected(left, right, table.height))


def second_generation(table: pl.DataFrame) -> Answer:
    """Σ weight × similarity / Σ weight × 100, where a missing value counts as disagreement.

    Candidates share a field exactly. OpenG2P also takes names that contain the other; no such
    pair reaches the threshold without another equal field, so nothing is lost here.
    """
    rows = table.with_row_index("row").select("row", *WEIGHTS)
    pairs = pl.concat([_block(rows, field) for field in WEIGHTS]).unique()
    left, right = pairs["row"].to_numpy(), pairs["other"].to_numpy()
    total = np.zeros(len(left))
    for field, weight in WEIGHTS.items():
        a, b = table[field].gather(left), table[field].gather(right)
        alike = (a == b).fill_null(value=False).cast(pl.Float64).to_numpy().copy()
        if field == "name":
            alike = np.array([_similarity(x, y) for x, y in zip(a, b, strict=True)])
        total += weight * np.where(alike >= FIELD_THRESHOLD, alike, 0.0)
    score = 100 * total / sum(WEIGHTS.values())
    return from_pairs(Pairs(left, right, score, THRESHOLD), table.height)


def _block(rows: pl.DataFrame, field: str) -> pl.DataFrame:
    block = rows.select("row", field).drop_nulls().filter(pl.len().over(field) <= _LARGEST_BLOCK)
    both = block.join(block.rename({"row": "other"}), on=field)
    return both.filter(pl.col("row") < pl.col("other")).select("row", "other")


@lru_cache(maxsize=1_000_000)
def _similarity(a: str | None, b: str | None) -> float:
    if not a or not b:
        return 0.0
    return 1.0 if a == b else SequenceMatcher(None, a, b).ratio()
