"""From records to weighed pairs: candidates, their patterns, and what each pattern is worth."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage import mixture
from tanggap.linkage.comparisons import (
    HOME_COMPARISONS,
    HOUSEHOLD,
    SAME,
    START,
    TIED,
    TWIN,
    levels_of,
)
from tanggap.linkage.kernels import pairs as kernel
from tanggap.linkage.kernels.parallel import in_slices
from tanggap.linkage.kernels.text import as_byte_rows
from tanggap.linkage.mixture import Floats, Mixture
from tanggap.linkage.schema import NAME_TOKENS, STREET_TOKENS, Records, Vocabulary

LARGEST_WEIGHT = 40.0
"""Weights are cut at 40 bits: beyond a million million to one the model's assumptions end."""


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Candidate pairs with their patterns.

    `left`, `right` are row numbers (left < right), `slot` each pair's place in `patterns`.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    slot: NDArray[np.int32]
    patterns: NDArray[np.uint32]

    @property
    def counts(self) -> NDArray[np.int64]:
        """Return how many pairs show each pattern."""
        return np.bincount(self.slot, minlength=len(self.patterns))


@dataclass(frozen=True, slots=True)
class PatternWeights:
    """For each pattern, log2 odds of "one person" and of "one household" (person included)."""

    person: Floats
    household: Floats


def pack(records: Records) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Lay a record's codes and dates, and its large numbers, side by side in memory."""
    small = np.empty((len(records), kernel.PACKED_COLUMNS), dtype=np.int32)
    for column, values in (
        (kernel.BIRTH, records.birth),
        (kernel.BIRTH_OTHER, records.birth_other),
        (kernel.NIK_BIRTH, records.nik_birth),
        (kernel.SEX, records.sex),
        (kernel.VILLAGE, records.village),
        (kernel.DISTRICT, records.district),
        (kernel.RT, records.rt),
        (kernel.RW, records.rw),
        (kernel.HOUSE, records.house),
        (kernel.PLACE, records.birth_place),
        (kernel.OCCUPATION, records.occupation),
        (kernel.POSTCODE, records.postcode),
        (kernel.SOURCE, records.source),
        (kernel.NIK_KNOWN, records.nik_known),
        (kernel.KK_KNOWN, records.kk_known),
    ):
        small[:, column] = values
    small[:, kernel.STREET : kernel.STREET + STREET_TOKENS] = records.street
    small[:, kernel.NAME : kernel.NAME + NAME_TOKENS] = records.name
    small[:, kernel.MOTHER :] = records.mother
    large = np.column_stack([records.nik, records.kk, records.phone]).astype(np.int64)
    return small, large


def rarity_bits(words: Vocabulary) -> NDArray[np.float32]:
    """Return log2(1 / share) of each folded key among all the words of the names."""
    totals = np.bincount(words.key_codes, weights=words.counts, minlength=len(words.distinct_keys))
    return np.log2(max(totals.sum(), 1) / np.maximum(totals, 1)).astype(np.float32)


def compare(
    records: Records, left: NDArray[np.int32], right: NDArray[np.int32]
) -> NDArray[np.uint32]:
    """Return the pattern of each pair."""
    small, large = pack(records)
    rows, lengths = as_byte_rows(records.name_words.distinct_keys)
    places = np.bincount(records.birth_place[records.birth_place >= 0], minlength=1)
    out = np.empty(len(left), dtype=np.uint32)

    def work(start: int, stop: int) -> None:
        kernel.patterns_of_pairs(
            left, right, start, stop, small, large, records.indonesian_ids,
            records.street_words.key_codes, records.name_words.key_codes, rows, lengths,
            rarity_bits(records.name_words), int(places.argmax()), out,
        )  # fmt: skip

    in_slices(work, len(left))
    return out


def score(records: Records, left: NDArray[np.int32], right: NDArray[np.int32]) -> ScoredPairs:
    """Compare the pairs and number their distinct patterns."""
    patterns = compare(records, left, right)
    slot = np.empty(len(patterns), dtype=np.int32)
    size = 1 << 16
    distinct = np.zeros(0, dtype=np.uint32)
    while len(patterns) and not len(distinct):
        size *= 4
        distinct = kernel.distinct_patterns(patterns, np.full(size, -1, dtype=np.int64), slot)
    return ScoredPairs(left, right, slot, distinct)


def learn(
    scored: ScoredPairs,
    start: Mixture = START,
    *,
    decided: NDArray[np.int8] | None = None,
) -> Mixture:
    """Fit the model to the pairs themselves.

    `decided` holds +1 where a clerk found one person, −1 where two, 0 elsewhere; decided pairs
    teach the model what such patterns mean.
    """
    levels, counts = levels_of(scored.patterns), scored.counts
    if decided is None or not decided.any():
        return mixture.fit(levels, counts, start, tied=TIED)
    yes = np.bincount(scored.slot[decided > 0], minlength=len(levels))
    no = np.bincount(scored.slot[decided < 0], minlength=len(levels))
    allowed = np.ones((3 * len(levels), len(start.shares)), dtype=np.bool_)
    is_same = np.arange(len(start.shares)) == SAME
    allowed[len(levels) : 2 * len(levels)] = is_same
    allowed[2 * len(levels) :] = ~is_same
    return mixture.fit(
        np.tile(levels, (3, 1)),
        np.concatenate([counts - yes - no, yes, no]),
        start,
        allowed=allowed,
        tied=TIED,
    )


def weigh(patterns: NDArray[np.uint32], model: Mixture) -> PatternWeights:
    """Turn patterns into log2 odds.

    Whether two different people share a household is judged by card, address, telephone and
    list alone: an equal birth date or a shared word of the name says who somebody is, not where
    they live.
    """
    levels = levels_of(patterns)
    person = model.posteriors(levels)[:, SAME]
    apart = model.shares.copy()
    apart[SAME] = 0
    where_they_live = np.where(HOME_COMPARISONS, levels, 0)
    household = replace(model, shares=np.maximum(apart, 1e-12)).posteriors(where_they_live)
    return PatternWeights(_odds(person), _odds(household[:, TWIN] + household[:, HOUSEHOLD]))


def _odds(probability: Floats) -> Floats:
    tiny = 2.0**-LARGEST_WEIGHT
    odds: Floats = np.log2(np.maximum(probability, tiny) / np.maximum(1 - probability, tiny))
    return np.clip(odds, -LARGEST_WEIGHT, LARGEST_WEIGHT)
