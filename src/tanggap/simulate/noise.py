"""How often lists are wrong: one table of rates, at three levels of noise."""

from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray


class Noise(StrEnum):
    """How carefully the lists of a city were kept."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


RATES: Final[dict[str, tuple[float, float, float]]] = {
    # Share of rows struck at low, medium and high noise. Medium follows what auditors found in
    # 2020: BPK on DTKS (about 97 million people): NIK invalid 11 %, KK invalid 17 %, NIK twice
    # 0.1 %; KPK: 17 % of people did not match the civil registry; Kota Bogor: some 20,000
    # families entered without a NIK. How a total splits over its kinds of error is an
    # assumption, as no audit published it; together they leave the right NIK on about 93, 77
    # and 55 % of the rows.
    # -- NIK
    "nik_missing": (0.028, 0.102, 0.225),
    "nik_of_head": (0.012, 0.080, 0.140),  # share of the rows of other members
    "nik_of_husband": (0.010, 0.035, 0.080),  # share of the rows of wives
    "nik_is_kk": (0.002, 0.009, 0.026),
    "nik_placeholder": (0.001, 0.005, 0.016),
    "nik_impossible": (0.001, 0.005, 0.016),
    "nik_digit": (0.013, 0.041, 0.098),
    "nik_transposed": (0.005, 0.016, 0.042),
    "nik_length": (0.004, 0.016, 0.042),
    "nik_excel": (0.013, 0.046, 0.105),
    "nik_decorated": (
        0.020,
        0.060,
        0.110,
    ),  # apostrophe, spaces, dots, letter O: the digits are right
    # -- family card
    "kk_missing": (0.060, 0.160, 0.280),
    "kk_outdated": (0.300, 0.500, 0.600),  # share of rows of families whose card was renewed
    "kk_digit": (0.005, 0.020, 0.050),
    "kk_is_nik": (0.001, 0.004, 0.012),
    "kk_excel": (0.010, 0.030, 0.060),
    "kk_decorated": (0.010, 0.040, 0.080),
    # -- name
    "name_title": (0.030, 0.060, 0.100),
    "name_abbreviated": (
        0.080,
        0.190,
        0.330,
    ),  # share of the names that hold a word with a short form
    "name_spelling": (0.028, 0.058, 0.130),
    "name_word_dropped": (0.014, 0.033, 0.085),
    "name_initial": (0.008, 0.022, 0.050),
    "name_joined": (0.004, 0.015, 0.035),
    "name_order": (0.002, 0.006, 0.015),
    "name_typing": (0.020, 0.048, 0.115),
    "name_alias": (0.001, 0.004, 0.010),
    "name_nickname": (0.0005, 0.003, 0.008),
    "name_deceased": (0.0005, 0.002, 0.005),
    "name_lineage": (0.002, 0.005, 0.010),  # bin, binti
    "name_missing": (0.00002, 0.00006, 0.0002),  # BPK: 5,702 of 97 million
    # -- birth
    "birth_missing": (0.025, 0.060, 0.130),
    "birth_default": (0.009, 0.022, 0.065),
    "birth_swapped": (0.006, 0.016, 0.040),
    "birth_year": (0.006, 0.016, 0.040),
    "birth_digit": (0.006, 0.016, 0.035),
    "place_missing": (0.040, 0.100, 0.200),
    "place_abbreviated": (0.080, 0.180, 0.280),
    "place_typing": (0.005, 0.020, 0.050),
    "mother_missing": (0.150, 0.300, 0.450),
    "mother_typing": (0.020, 0.060, 0.120),
    # -- sex
    "sex_missing": (0.010, 0.030, 0.070),
    "sex_wrong": (0.004, 0.012, 0.030),
    # -- where
    "house_missing": (0.080, 0.200, 0.330),
    "street_typing": (0.020, 0.050, 0.100),
    "address_outdated": (0.350, 0.500, 0.600),  # share of the rows of families that moved
    "unit_missing": (0.040, 0.100, 0.200),
    "unit_wrong": (0.010, 0.030, 0.060),
    "village_missing": (0.010, 0.035, 0.080),
    "village_spelling": (0.050, 0.140, 0.240),
    "village_wrong": (0.002, 0.008, 0.020),
    "district_missing": (0.020, 0.060, 0.120),
    # -- telephone
    "phone_missing": (0.250, 0.400, 0.550),
    "phone_of_unit": (0.010, 0.030, 0.050),  # the number of the RT's head
    "phone_digit": (0.005, 0.015, 0.035),
    # -- the list itself
    "row_twice": (0.006, 0.014, 0.030),
    "member_left_out": (0.030, 0.060, 0.100),
}

_COLUMN: Final = {Noise.LOW: 0, Noise.MEDIUM: 1, Noise.HIGH: 2}
_AT_MOST: Final = 0.9


def rate(noise: Noise, fault: str) -> float:
    """Return the share of rows that a fault strikes at a level of noise."""
    return RATES[fault][_COLUMN[noise]]


class Strikes:
    """Decides which rows a fault strikes.

    Faults come together where a careless office filled the list: every row carries a
    carelessness (mean 1) by which all its rates are multiplied.
    """

    def __init__(
        self, rng: np.random.Generator, noise: Noise, carelessness: NDArray[np.float64]
    ) -> None:
        self.rng = rng
        self._noise = noise
        self._carelessness = carelessness

    def mask(self, fault: str, where: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
        """Return one boolean per row: struck, and inside `where` if that is given."""
        chance = np.minimum(rate(self._noise, fault) * self._carelessness, _AT_MOST)
        struck = self.rng.random(len(chance)) < chance
        return struck if where is None else struck & where

    def rows(self, fault: str, where: NDArray[np.bool_] | None = None) -> NDArray[np.intp]:
        """Return the positions of the rows struck."""
        return np.flatnonzero(self.mask(fault, where))
