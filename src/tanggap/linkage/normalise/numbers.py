"""NIK and family card numbers: what they say, what is wrong with them, how much can be trusted.

A NIK is PPKKCC DDMMYY SSSS: the region of first registration, the birth date (women: day + 40) and
a serial from 0001; it has no check digit and never changes (PP 40/2019 art. 30(2)). A No. KK is
PPKKCC, the date of issue and a serial.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.normalise.calendar import full_year, is_date
from tanggap.linkage.normalise.digits import FILLED, LETTERS, REPAIRED, SCIENTIFIC, Digits
from tanggap.linkage.normalise.regions import known_districts, known_provinces
from tanggap.linkage.schema import Quality

Bools = NDArray[np.bool_]
Numbers = NDArray[np.uint64]

_PATTERNS: Final = np.array(
    [1234567890123456, 1234567890123450, 123456789012345, 1234567890, 123456789], dtype=np.uint64
)
NIK_RECORDS: Final = 20
NIK_NAMES: Final = 10
KK_RECORDS: Final = 40
KK_NAMES: Final = 20
"""A number on more records than this, with more different first words of the name, is no number of
a person (of a family: at most about 15 members, each on a few lists)."""

_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class IdNumbers:
    """Numbers of one column: 0 missing, and how many leading digits of each can be trusted."""

    value: Numbers
    known: NDArray[np.uint8]
    quality: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the digits of 16-digit numbers say, and which parts cannot be."""

    district: NDArray[np.int64]
    date: NDArray[np.int64]  # yymmdd with the woman's 40 taken off, 0 where it is no date
    sex: NDArray[np.int8]
    serial: NDArray[np.int64]
    region_wrong: Bools
    date_wrong: Bools


def count_long(digits: Digits) -> tuple[int, int]:
    """Return how many values have digits, and how many have as many as a NIK has or had."""
    filled = digits.has(FILLED) & (digits.count > 0)
    long = filled & (digits.count >= 15) & (digits.count <= 17)
    return int(filled.sum()), int(long.sum())


def read_niks(digits: Digits, is_number: Bools) -> IdNumbers:
    """Repair what is certain, keep what is doubtful, say how much of each NIK is known."""
    flags = _Flags(
        missing=Quality.NIK_MISSING, impossible=Quality.NIK_IMPOSSIBLE,
        repaired=Quality.NIK_REPAIRED, truncated=Quality.NIK_TRUNCATED,
        placeholder=Quality.NIK_PLACEHOLDER,
    )  # fmt: skip
    return _read(digits, is_number, flags, dated=True)


def read_kks(digits: Digits, is_number: Bools) -> IdNumbers:
    """Do the same for family card numbers."""
    flags = _Flags(
        missing=Quality.KK_MISSING, impossible=Quality.KK_IMPOSSIBLE,
        repaired=Quality.KK_REPAIRED, truncated=Quality.KK_TRUNCATED,
        placeholder=Quality.KK_PLACEHOLDER,
    )  # fmt: skip
    return _read(digits, is_number, flags, dated=False)


def read_foreign(digits: Digits) -> IdNumbers:
    """Read national numbers of other countries: the digits, or a hash where letters are part."""
    value = np.where(digits.has(LETTERS), digits.hashed, digits.value)
    empty = (digits.count == 0) | (digits.alike & (digits.count >= 3) & ~digits.has(LETTERS))
    known = np.minimum(digits.count, _LENGTH).astype(np.uint8)
    quality = np.where(empty, np.uint32(Quality.NIK_MISSING), np.uint32(0))
    return IdNumbers(
        np.where(empty, np.uint64(0), value), np.where(empty, np.uint8(0), known), quality
    )


@dataclass(frozen=True, slots=True)
class _Flags:
    missing: Quality
    impossible: Quality
    repaired: Quality
    truncated: Quality
    placeholder: Quality


def parts_of(value: Numbers) -> Parts:
    """Take 16-digit numbers apart."""
    digits = value.astype(np.int64)
    district, middle, serial = digits // 10**10, digits // 10**4 % 10**6, digits % 10**4
    day, month, year = middle // 10**4, middle // 100 % 100, middle % 100
    female = day > 40
    day = np.where(female, day - 40, day)
    dated = is_date(year + 2000, month, day)  # 00 is 1900 or 2000, and 2000 has a 29 February
    province = np.isin(district // 10**4, known_provinces())
    within = (district // 100 % 100 > 0) & (district % 100 > 0)
    return Parts(
        district=district,
        date=np.where(dated, year * 10**4 + month * 100 + day, 0),
        sex=np.where(dated, np.where(female, 2, 1), 0).astype(np.int8),
        serial=serial,
        region_wrong=~(province & within),
        date_wrong=~dated,
    )


def region_unknown(parts: Parts) -> Bools:
    """Tell where the district code is not in force today; codes of before a split stay valid."""
    return ~parts.region_wrong & ~np.isin(parts.district, known_districts())


def birth_in_nik(
    parts: Parts, own_birth: NDArray[np.int32], reference_year: int
) -> NDArray[np.int32]:
    """Return the birth dates (yyyymmdd) of NIKs.

    The century is that of the record's own date where its year ends alike, else the latest one
    up to `reference_year`.
    """
    two_digits, rest = parts.date // 10**4, parts.date % 10**4
    own_year = own_birth.astype(np.int64) // 10**4
    agrees = (own_year > 0) & (own_year % 100 == two_digits)
    year = np.where(agrees, own_year, full_year(two_digits, reference_year))
    known = (parts.date > 0) & is_date(year, rest // 100, rest % 100)
    return np.where(known, year * 10**4 + rest, 0).astype(np.int32)


def crowds(
    numbers: IdNumbers, first_word: NDArray[np.int32], *, records: int, names: int
) -> Numbers:
    """Find numbers that stand on more than `records` records with more than `names` first names.

    Numbers with a destroyed tail are left: they are equal because their ends are gone.
    """
    complete = complete_numbers(numbers)
    ordered = np.sort(complete)
    later, earlier = ordered[records:], ordered[: max(0, len(ordered) - records)]
    often = np.unique(later[later == earlier])
    rows = np.flatnonzero(np.isin(complete, often[often > 0]))
    values, inverse = np.unique(complete[rows], return_inverse=True)
    pairs = np.unique(np.stack([inverse, first_word[rows]], axis=1), axis=0)
    different = np.bincount(pairs[:, 0][pairs[:, 1] >= 0], minlength=len(values))
    return values[different > names]


@dataclass(frozen=True, slots=True)
class Placeholders:
    """Numbers that stand for everybody: no person's NIK, no family's KK."""

    nik: Numbers
    kk: Numbers


def complete_numbers(numbers: IdNumbers) -> Numbers:
    """Return the numbers of which every digit is known, 0 for the others."""
    return np.where(numbers.known == _LENGTH, numbers.value, np.uint64(0))


def without(numbers: IdNumbers, placeholders: Numbers, flag: Quality) -> IdNumbers:
    """Remove numbers that stand for everybody."""
    if len(placeholders) == 0:
        return numbers
    gone = np.isin(complete_numbers(numbers), placeholders)
    return IdNumbers(
        value=np.where(gone, np.uint64(0), numbers.value),
        known=np.where(gone, np.uint8(0), numbers.known),
        quality=numbers.quality | np.where(gone, np.uint32(flag), np.uint32(0)),
    )


def _read(digits: Digits, is_number: Bools, flags: _Flags, *, dated: bool) -> IdNumbers:
    value, count, repaired = _filled_up(digits)
    nothing = ~digits.has(FILLED)
    placeholder = digits.has(FILLED) & (
        digits.alike | (digits.count == 0) | (digits.value == 0) | np.isin(digits.value, _PATTERNS)
    )
    whole = (count == _LENGTH) & ~placeholder
    parts = parts_of(np.where(whole, value, np.uint64(0)))
    known = _known(value, parts, digits, is_number)
    wrong = parts.region_wrong.astype(np.int64)
    if dated:
        wrong += parts.date_wrong & (known >= 12)
    head = _head_is_sound(value, count, placeholder | digits.has(SCIENTIFIC))
    known[wrong > 1] = 0
    trusted = np.where(whole, known, np.where(head, 12, 0)).astype(np.uint8)
    kept = whole | head
    quality = np.zeros(len(value), np.uint32)
    for where, flag in (
        (nothing, flags.missing), (placeholder, flags.placeholder),
        (placeholder & (digits.count == 0), flags.missing),
        (~placeholder & ~nothing & (~whole | (wrong > 0)), flags.impossible),
        ((digits.has(REPAIRED) | repaired) & kept, flags.repaired),
        (whole & (trusted < _LENGTH), flags.truncated),
    ):  # fmt: skip
        quality |= np.where(where, np.uint32(flag), np.uint32(0))
    return IdNumbers(np.where(kept, value, np.uint64(0)), trusted, quality)


def _filled_up(digits: Digits) -> tuple[Numbers, NDArray[np.uint8], Bools]:
    """Give 15 and 17 digits the place values of 16; a zero too many in front is dropped."""
    value, count = digits.value.copy(), digits.count.copy()
    zero_first = (count > _LENGTH) & (count <= 19) & (value >= 10**15) & (value < 10**16)
    count[zero_first] = _LENGTH
    value[count == 15] *= np.uint64(10)
    value[count == 17] //= np.uint64(10)
    value[(count < 15) | (count > 17)] = 0
    return value, count, zero_first


def _head_is_sound(value: Numbers, count: NDArray[np.uint8], refused: Bools) -> Bools:
    """Find 15 or 17 digits whose first 12 are a district and a date: the slip is in the serial."""
    sound = np.zeros(len(value), np.bool_)
    odd = np.flatnonzero(((count == 15) | (count == 17)) & ~refused)
    parts = parts_of(value[odd])
    sound[odd] = ~parts.date_wrong & np.isin(parts.district, known_districts())
    return sound


def _known(value: Numbers, parts: Parts, digits: Digits, is_number: Bools) -> NDArray[np.int64]:
    """Tell how many leading digits a spreadsheet left as they were.

    A number cell keeps 15 digits; ten zeros at the end are a number shown with six digits. The
    serial 0000 does not exist, so it was another; a text that ends in 00 after a serial of 1000 or
    more (rare) lost its last two.
    """
    known = np.full(len(value), _LENGTH, np.int64)
    known[(parts.serial >= 1000) & (parts.serial % 100 == 0)] = 14
    known[is_number & (parts.serial % 10 == 0)] = 15
    known[(parts.serial == 0) & ~is_number] = 12
    written = digits.known.astype(np.int64)
    left = np.select([written >= 15, written >= 12, written >= 6], [15, 12, 6], 0)
    known = np.where(digits.has(SCIENTIFIC), left, known)
    tail = value % np.uint64(10**10) == 0
    known[tail & (known > 6)] = 6
    return known
