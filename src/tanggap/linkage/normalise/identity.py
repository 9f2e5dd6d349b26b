"""The national number beside the other fields: whose century, whose sex, is it a KK number."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.normalise import numbers
from tanggap.linkage.normalise.dates import Dates
from tanggap.linkage.normalise.digits import Digits
from tanggap.linkage.normalise.numbers import Bools, IdNumbers, Placeholders
from tanggap.linkage.normalise.slices import Int32s
from tanggap.linkage.schema import Quality


@dataclass(frozen=True, slots=True)
class Identity:
    """Both numbers of the records, and what the NIK tells."""

    nik: IdNumbers
    kk: IdNumbers
    birth: Int32s
    sex: NDArray[np.int8]
    quality: NDArray[np.uint32]
    indonesian: bool


def read_numbers(
    nik_digits: Digits, kk_digits: Digits, marks: tuple[Bools, Bools], *, indonesian: bool
) -> tuple[IdNumbers, IdNumbers]:
    """Read NIKs and family card numbers by themselves; `marks` tell which cells were numbers."""
    kk = numbers.read_kks(kk_digits, marks[1])
    if not indonesian:
        return numbers.read_foreign(nik_digits), kk
    return numbers.read_niks(nik_digits, marks[0]), kk


def read_identity(
    nik: IdNumbers,
    kk: IdNumbers,
    first_word: Int32s,
    *,
    dates: Dates,
    sex: NDArray[np.int8],
    indonesian: bool,
    placeholders: Placeholders | None = None,
) -> Identity:
    """Compare the numbers with the other fields of their records.

    By `first_word`, the first word of each name, a number that stands for everybody is told from
    the number of one person, unless `placeholders` are known from the whole table.
    """
    placeholders = placeholders or find_placeholders(nik, kk, first_word)
    kk = numbers.without(kk, placeholders.kk, Quality.KK_PLACEHOLDER)
    if not indonesian:
        nothing = np.zeros(len(first_word), np.int32)
        return Identity(nik, kk, nothing, nothing.astype(np.int8), nik.quality | kk.quality, False)
    nik = numbers.without(nik, placeholders.nik, Quality.NIK_PLACEHOLDER)
    return _compared(nik, kk, dates, sex)


def find_placeholders(nik: IdNumbers, kk: IdNumbers, first_word: Int32s) -> Placeholders:
    """Find the numbers that stand beside too many different first words of the name."""
    return Placeholders(
        numbers.crowds(nik, first_word, records=numbers.NIK_RECORDS, names=numbers.NIK_NAMES),
        numbers.crowds(kk, first_word, records=numbers.KK_RECORDS, names=numbers.KK_NAMES),
    )


def _compared(nik: IdNumbers, kk: IdNumbers, dates: Dates, sex: NDArray[np.int8]) -> Identity:
    parts = numbers.parts_of(nik.value)
    sound = (nik.known >= 12) & ~parts.region_wrong & ~parts.date_wrong
    birth = np.where(sound, numbers.birth_in_nik(parts, dates.value, dates.reference_year), 0)
    is_kk = (nik.value > 0) & (nik.value == kk.value) & (nik.known == kk.known) & (nik.known > 6)
    gone = is_kk & ~((birth > 0) & (birth == dates.value))
    nik = replace(
        nik,
        value=np.where(gone, np.uint64(0), nik.value),
        known=np.where(gone, np.uint8(0), nik.known),
    )
    birth = np.where(gone, 0, birth).astype(np.int32)
    nik_sex = np.where(birth > 0, parts.sex, 0).astype(np.int8)
    full = dates.value % 10**4 > 0
    either = (dates.value == birth) | (dates.other == birth)
    unknown = (nik.value > 0) & (nik.known >= 6) & numbers.region_unknown(parts)
    quality = nik.quality | kk.quality
    for where, flag in (
        (is_kk, Quality.NIK_IS_KK),
        ((birth > 0) & full & ~either, Quality.NIK_BIRTH_DIFFERS),
        ((nik_sex > 0) & (sex > 0) & (nik_sex != sex), Quality.NIK_SEX_DIFFERS),
        (unknown, Quality.NIK_REGION_UNKNOWN),
    ):
        quality |= np.where(where, np.uint32(flag), np.uint32(0))
    return Identity(nik, kk, birth, nik_sex, quality, True)
