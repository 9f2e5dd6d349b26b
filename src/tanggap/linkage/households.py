"""Who lives with whom: people joined by family card, house and telephone.

An equal birth date or a shared word of the name says who somebody is, not where they live;
so homes are judged by card, place and telephone alone. How far a place can be trusted is read
from the lists: where both rows carry a card, do the cards agree? In a hamlet they do; where
one house number stands for a boarding house they do not, and the place then says little.
"""

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.clusters import repair, strongest_between
from tanggap.linkage.comparisons import HOME_COLUMN, levels_of
from tanggap.linkage.kernels import household as home
from tanggap.linkage.mixture import Floats
from tanggap.linkage.scoring import ScoredPairs

APART = -3.0
"""Bits against two people of one component who were never compared: they share no card,
telephone, house or neighbourhood with a name."""
FAR = -10.0
SURE = 10.0
TELLING_PLACES = (home.PLACE_HOUSE, home.PLACE_STREET, home.PLACE_PHONE)
NEAR_CARD_PLACES = (*TELLING_PLACES, home.PLACE_NEIGHBOURS)
PRIOR_PAIRS = 20.0
"""What is assumed before any pair is seen weighs as much as so many pairs: nine of ten pairs of
one house share its card, and one card in twelve is outdated or misread."""
PRIOR_DIFFERENT, PRIOR_OUTDATED = 0.15, 0.08


def home_bits(scored: ScoredPairs, person: NDArray[np.int32]) -> Floats:
    """Learn what each level of the home comparison says; returns log2 odds (HOME_LEVELS,)."""
    same_person = person[scored.left] == person[scored.right]
    level = levels_of(scored.patterns)[:, HOME_COLUMN].astype(np.int64)
    slots = np.bincount(scored.slot, minlength=len(level))
    selves = np.bincount(scored.slot[same_person], minlength=len(level))
    return home_bits_counted(
        strangers=_by_level(level, slots - selves), selves=_by_level(level, selves)
    )


def _by_level(level: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    totals = np.zeros(home.HOME_LEVELS, dtype=np.int64)
    np.add.at(totals, level, counts)
    return totals


def home_bits_counted(*, strangers: NDArray[np.int64], selves: NDArray[np.int64]) -> Floats:
    """Learn it from how many pairs of two people, and of one person, show each level.

    With f the share of different cards among pairs of different people at one place, and d the
    share of different cards among rows of one person (outdated or misread cards), the share of
    strangers at that place is s = (f − d) / (1 − d). A pair without cards then shares a home
    with probability 1 − s, a pair with different cards with (1 − s)·d / f.
    """
    outdated = _share_of_different_cards(_by_card(selves).sum(axis=1), PRIOR_OUTDATED)
    bits = np.full((4, 8), FAR)
    bits[home.KK_MISSING, home.PLACE_UNKNOWN] = bits[home.KK_DIFFERENT, home.PLACE_UNKNOWN] = APART
    bits[home.KK_EQUAL] = SURE
    bits[home.KK_NEAR, NEAR_CARD_PLACES] = SURE / 2
    for place in TELLING_PLACES:
        different = _share_of_different_cards(_by_card(strangers)[:, place], PRIOR_DIFFERENT)
        apart = np.clip((different - outdated) / (1 - outdated), 0.005, 0.995)
        bits[home.KK_MISSING, place] = _odds(1 - apart)
        bits[home.KK_DIFFERENT, place] = _odds((1 - apart) * outdated / different)
    return np.concatenate([[APART], bits.ravel()])


def bits_of_pairs(scored: ScoredPairs, homes: Floats) -> Floats:
    """Return for each pair the log2 odds that two different people of its rows share a home."""
    return homes[levels_of(scored.patterns)[:, HOME_COLUMN]][scored.slot]


def _by_card(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the counts of home levels as a table (card, place)."""
    return counts[1:].reshape(4, 8)


def _share_of_different_cards(by_card: NDArray[np.int64], prior: float) -> float:
    different = by_card[home.KK_DIFFERENT] + prior * PRIOR_PAIRS
    both_known = by_card[home.KK_EQUAL :].sum() + PRIOR_PAIRS
    return float(different / both_known)


def _odds(probability: float) -> float:
    share = min(max(probability, 0.001), 0.999)
    return float(np.log2(share / (1 - share)))


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
    pairs = strongest_between(person, left, right, weight)
    return repair(*pairs, people, uncompared=APART)[person]
