"""The numbers that people hold: NIK, family card (KK) and telephone."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.simulate.families import REFERENCE_DAY
from tanggap.simulate.names import FEMALE
from tanggap.simulate.setting import Setting

OLDER_BIRTH_SHARE: Final = 0.025
"""People whose birth date was corrected after the NIK was given: the NIK keeps the older one
(PP 40/2019 art. 30(2)). The share is assumed."""

NATIVE_YOUNG: Final = 0.86
NATIVE_ADULTS: Final = 0.61
"""Shares whose NIK was issued inside the region, born after and before 2000: together about 70 %,
as in Kota Bogor (indonesia.md §5). The split by age is assumed."""

_SERIALS_PER_CHUNK: Final = 3
_PHONE_PREFIXES: Final = np.array(
    [
        811,
        812,
        813,
        821,
        822,
        852,
        853,
        856,
        857,
        858,
        815,
        816,
        877,
        878,
        859,
        831,
        838,
        895,
        896,
        897,
        898,
        899,
        881,
    ]
)
_PHONE_SHARES: Final = (
    np.array([2, 9, 8, 7, 4, 6, 4, 7, 8, 4, 3, 1, 5, 4, 3, 3, 4, 4, 5, 4, 2, 1, 2]) / 100
)


def ddmmyy(day: NDArray[np.int32], offset: NDArray[np.int64] | int = 0) -> NDArray[np.int64]:
    """Write days since 1970 as the six digits of a NIK or KK; women's day is moved by 40."""
    year, month, date = civil(day)
    return ((date + offset) * 100 + month) * 100 + year % 100


def civil(
    day: NDArray[np.int32],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Split days since 1970 into year, month and day of the month."""
    days = day.astype("M8[D]")
    months = days.astype("M8[M]")
    month_index = months.astype(np.int64)
    date = (days - months.astype("M8[D]")).astype(np.int64) + 1
    return month_index // 12 + 1970, month_index % 12 + 1, date


def issue_niks(
    rng: np.random.Generator,
    setting: Setting,
    chunk: int,
    district: NDArray[np.int32],
    birth: NDArray[np.int32],
    sex: NDArray[np.int8],
) -> NDArray[np.int64]:
    """Give everyone a NIK of the district where the family was first registered.

    `district` is the district (position in the setting) where each person lives today.
    """
    count = len(birth)
    prefix = _registered_in(rng, setting, district, birth)
    corrected = rng.random(count) < OLDER_BIRTH_SHARE
    moved = birth + rng.choice([-365, -31, -10, -1, 1, 9, 30, 365, 730], count)
    written = np.where(corrected, np.minimum(moved, REFERENCE_DAY), birth).astype(np.int32)
    day = ddmmyy(written, np.where(sex == FEMALE, 40, 0))
    return with_serial(prefix * 10**6 + day, chunk)


def _registered_in(
    rng: np.random.Generator,
    setting: Setting,
    district: NDArray[np.int32],
    birth: NDArray[np.int32],
) -> NDArray[np.int64]:
    """Draw the district of first registration; children mostly where the family lives."""
    count = len(district)
    elsewhere_inside = setting.district_codes[rng.integers(0, len(setting.district_codes), count)]
    same = rng.random(count) < 0.8
    inside = np.where(same, setting.district_codes[district], elsewhere_inside)
    outside = rng.choice(setting.outside_codes, count, p=setting.outside_share)
    young = birth > np.datetime64("2000-01-01").astype(np.int64)
    native = np.where(young, NATIVE_YOUNG, NATIVE_ADULTS)
    return np.where(rng.random(count) < native, inside, outside)


def with_serial(twelve: NDArray[np.int64], chunk: int) -> NDArray[np.int64]:
    """Append the four-digit serial, counted up among equal first twelve digits.

    Chunks are made without knowing of each other, hence each draws from serials of its own;
    which ones depends on the number itself, so that a serial does not tell the chunk.
    """
    order = np.argsort(twelve, kind="stable")
    ordered = twelve[order]
    new = np.r_[True, ordered[1:] != ordered[:-1]]
    positions = np.arange(len(ordered))
    rank = np.empty(len(ordered), dtype=np.int64)
    rank[order] = positions - np.maximum.accumulate(np.where(new, positions, 0))
    four, place = np.divmod(chunk ^ (twelve % 4), 4)
    serial = place + 4 * rank + 4 * _SERIALS_PER_CHUNK * four
    return np.asarray(twelve * 10**4 + 1 + serial % 9999)


def issue_cards(
    rng: np.random.Generator,
    setting: Setting,
    chunk: int,
    district: NDArray[np.int32],
    *,
    foreign: float = 0.06,
) -> NDArray[np.int64]:
    """Give every family a KK number: district, day of issue (2004-2020), serial."""
    count = len(district)
    earliest = int(np.datetime64("2004-01-01").astype(np.int64))
    issued = rng.integers(earliest, REFERENCE_DAY, count).astype(np.int32)
    outside = rng.choice(setting.outside_codes, count, p=setting.outside_share)
    code = np.where(rng.random(count) < foreign, outside, setting.district_codes[district])
    return with_serial(code * 10**6 + ddmmyy(issued), chunk)


def draw_phones(rng: np.random.Generator, count: int) -> NDArray[np.int64]:
    """Draw mobile numbers as national significant numbers (8xx…, 10 to 12 digits)."""
    prefix = rng.choice(_PHONE_PREFIXES, count, p=_PHONE_SHARES / _PHONE_SHARES.sum())
    digits = rng.choice([7, 8, 9], count, p=[0.22, 0.70, 0.08])
    return np.asarray(prefix * 10**digits + rng.integers(0, 10**digits), dtype=np.int64)
