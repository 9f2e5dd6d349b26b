"""What is compared, and what each outcome is expected to mean before any data are seen.

The starting values only need the right order of magnitude: `mixture.fit` replaces them by what
the lists themselves show. Rates of damage that they rest on: BPK and BPKP on DTKS 2020 (11 % of
NIKs invalid, 17 % of KK numbers).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.kernels import household as home
from tanggap.linkage.kernels import names, pairs
from tanggap.linkage.mixture import Floats, Mixture, normalised

SAME, TWIN, HOUSEHOLD, STRANGER, NAMESAKE, BIRTHMATE = range(6)
CLASSES: Final = ("same", "twin", "household", "stranger", "namesake", "birthmate")
START_SHARES: Final = np.array([0.15, 0.005, 0.15, 0.45, 0.12, 0.125])
"""Candidate pairs: one person, two children of one birth, one household, strangers who share a
word of their names and a neighbourhood, strangers of one name, strangers of one birth date."""
STRANGERS: Final = (STRANGER, NAMESAKE, BIRTHMATE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison: where its level sits in a pattern, and its starting probabilities (6, L)."""

    name: str
    position: int
    bits: int
    start: Floats


def _number() -> Floats:
    #         miss  equal prefix reg  slip serial region two  differ
    return np.array([
        [0, 0.80, 0.08, 0.02, 0.06, 0.015, 0.010, 0.005, 0.05],
        [0, 0.05, 0.05, 0.02, 0.30, 0.50, 0.001, 0.02, 0.10],
        [0, 0.05, 0.002, 0.20, 0.002, 0.002, 0.001, 0.01, 0.70],
        [0, 0.002, 0.002, 0.05, 0.003, 0.005, 0.003, 0.01, 0.93],
        [0, 0.002, 0.005, 0.05, 0.01, 0.03, 0.01, 0.02, 0.88],
        [0, 0.001, 0.01, 0.05, 0.02, 0.25, 0.01, 0.1, 0.56],
    ])  # fmt: skip


def _name() -> Floats:
    table = np.zeros((6, names.NAME_LEVELS))
    forms = {
        SAME: [0.50, 0.20, 0.12, 0.06, 0.06],
        TWIN: [0.0005, 0.0005, 0.01, 0.01, 0.35],
        HOUSEHOLD: [0.005, 0.005, 0.02, 0.02, 0.15],
        STRANGER: [0.01, 0.01, 0.05, 0.05, 0.55],
        NAMESAKE: [0.15, 0.10, 0.20, 0.10, 0.30],
        BIRTHMATE: [0.002, 0.002, 0.01, 0.01, 0.15],
    }
    rarity = {
        SAME: [0.1, 0.25, 0.3, 0.35],
        TWIN: [0.5, 0.3, 0.15, 0.05],
        HOUSEHOLD: [0.5, 0.3, 0.15, 0.05],
        STRANGER: [0.5, 0.3, 0.15, 0.05],
        NAMESAKE: [0.4, 0.35, 0.2, 0.05],
        BIRTHMATE: [0.5, 0.3, 0.15, 0.05],
    }
    for k, shares in forms.items():
        table[k, 1 : 1 + 4 * names.FORMS] = np.outer(shares, rarity[k]).ravel()
        table[k, names.NAME_INITIALS] = 0.02
        table[k, names.NAME_DIFFERENT] = max(0.02, 1 - sum(shares) - 0.02)
    return table


def _birth() -> Floats:
    #         miss eq   def  swap nik  year part 2of3 yonly year near apart gen
    return np.array([
        [0, 0.80, 0.02, 0.03, 0.02, 0.02, 0.03, 0.01, 0.03, 0.01, 0.01, 0.01, 0.01],
        [0, 0.90, 0.02, 0.01, 0.02, 0.001, 0.01, 0.002, 0.02, 0.002, 0.002, 0.002, 0.001],
        [0, 0.003, 0.002, 0.001, 0.001, 0.01, 0.002, 0.01, 0.01, 0.04, 0.2, 0.3, 0.42],
        [0, 0.10, 0.03, 0.01, 0.01, 0.03, 0.01, 0.02, 0.03, 0.08, 0.12, 0.25, 0.3],
        [0, 0.45, 0.10, 0.03, 0.05, 0.05, 0.03, 0.03, 0.06, 0.08, 0.04, 0.04, 0.04],
        [0, 0.80, 0.06, 0.03, 0.06, 0.01, 0.01, 0.01, 0.01, 0.003, 0.003, 0.002, 0.002],
    ])  # fmt: skip


def _home() -> Floats:
    places = {  # unknown, house, street, neighbours, village, district, elsewhere, phone
        SAME: [0.1, 0.45, 0.15, 0.1, 0.08, 0.02, 0.04, 0.06],
        HOUSEHOLD: [0.1, 0.45, 0.15, 0.1, 0.06, 0.02, 0.02, 0.10],
        STRANGER: [0.02, 0.01, 0.02, 0.15, 0.3, 0.2, 0.29, 0.01],
        NAMESAKE: [0.02, 0.003, 0.005, 0.04, 0.12, 0.25, 0.55, 0.002],
    }
    cards = {  # missing, equal, near, different
        SAME: [0.3, 0.5, 0.05, 0.15],
        HOUSEHOLD: [0.25, 0.6, 0.05, 0.1],
        STRANGER: [0.3, 0.002, 0.003, 0.695],
        NAMESAKE: [0.3, 0.001, 0.001, 0.698],
    }
    places[TWIN], cards[TWIN] = places[HOUSEHOLD], cards[HOUSEHOLD]
    places[BIRTHMATE], cards[BIRTHMATE] = places[NAMESAKE], cards[NAMESAKE]
    table = np.zeros((6, home.HOME_LEVELS))
    for k in range(6):
        table[k, 1:] = np.outer(cards[k], places[k]).ravel()
    return table


def _part(same: float, twin: float, household: float, stranger: float, namesake: float) -> Floats:
    """Return starting values for a part that is missing, equal, nearly equal or different."""
    equal = np.array([same, twin, household, stranger, namesake, namesake])
    return np.column_stack([np.zeros(6), equal * 0.7, equal * 0.3, 1 - equal])


def _list() -> Floats:
    same_list = np.array([0.08, 0.7, 0.3, 0.25, 0.25, 0.25])
    return np.column_stack([np.zeros(6), same_list, 1 - same_list])


COMPARISONS: Final = (
    Comparison("number", pairs.AT_NUMBER, 4, _number()),
    Comparison("name", pairs.AT_NAME, 5, _name()),
    Comparison("birth", pairs.AT_BIRTH, 4, _birth()),
    Comparison("home", pairs.AT_HOME, 6, _home()),
    Comparison("sex", pairs.AT_SEX, 2, _part(0.98, 0.6, 0.45, 0.55, 0.9)),
    Comparison("birth_place", pairs.AT_PLACE, 2, _part(0.9, 0.97, 0.6, 0.4, 0.4)),
    Comparison("mother", pairs.AT_MOTHER, 2, _part(0.93, 0.95, 0.3, 0.02, 0.03)),
    Comparison("occupation", pairs.AT_OCCUPATION, 2, _part(0.6, 0.5, 0.3, 0.2, 0.2)),
    Comparison("postcode", pairs.AT_POSTCODE, 2, _part(0.85, 0.95, 0.95, 0.3, 0.1)),
    Comparison("list", pairs.AT_LIST, 2, _list()),
)

START: Final = Mixture(
    START_SHARES / START_SHARES.sum(),
    tuple(normalised(comparison.start + 1e-4) for comparison in COMPARISONS),
)


def levels_of(patterns: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Unpack patterns (P,) into levels (P, C)."""
    return np.column_stack(
        [
            (patterns >> np.uint32(c.position) & np.uint32((1 << c.bits) - 1)).astype(np.uint8)
            for c in COMPARISONS
        ]
    )


HOME_COLUMN: Final = [comparison.name for comparison in COMPARISONS].index("home")
NAME_COLUMN: Final = [comparison.name for comparison in COMPARISONS].index("name")

TIED: Final = ((HOME_COLUMN, (TWIN, HOUSEHOLD)),)
"""Twins live as other members of a household do."""
FIXED: Final = ((NAME_COLUMN, TWIN),)
"""Twins are too few to learn their names from: left free, the class would take over people whose
number is damaged. No two twins bear one name."""
