"""Values that an officer types for a person: checked before they stand above the lists."""

import re
from datetime import date

from tanggap.language import Sentence
from tanggap.linkage.normalise import read_date, read_nik
from tanggap.people.types import CorrectedField, PersonStatus

_SEXES = {"L": "1", "LAKI-LAKI": "1", "1": "1", "P": "2", "PEREMPUAN": "2", "2": "2"}


class NotAValue(Exception):
    """The value cannot be right; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def checked(field: CorrectedField, value: str) -> str:
    """Return a value as it is stored; raises NotAValue.

    A birth date becomes yyyymmdd, a sex 1 or 2, a NIK and a KK number sixteen digits, a phone
    its national significant number.
    """
    text = " ".join(value.split())
    if not text:
        raise NotAValue(Sentence("Isi nilai yang benar.", "Enter the right value."))
    match field:
        case CorrectedField.BIRTH:
            return _birth(text)
        case CorrectedField.SEX:
            return _sex(text)
        case CorrectedField.NIK:
            return _nik(text)
        case CorrectedField.KK:
            return _card(text)
        case CorrectedField.PHONE:
            return _phone(text)
        case CorrectedField.STATUS:
            return str(PersonStatus(text))
        case _:
            return text[:200]


def _birth(text: str) -> str:
    number = read_date(text)
    if number % 10_000 == 0:
        raise NotAValue(
            Sentence(
                "Tulis tanggal lengkap, misalnya 15-08-1985.",
                "Write a whole date, for example 15-08-1985.",
            )
        )
    date(number // 10_000, number // 100 % 100, number % 100)
    return str(number)


def _sex(text: str) -> str:
    try:
        return _SEXES[text.upper()]
    except KeyError:
        raise NotAValue(Sentence("Pilih L atau P.", "Choose L or P.")) from None


def _nik(text: str) -> str:
    read = read_nik(text)
    if read.known != 16 or not read.birth:
        raise NotAValue(
            Sentence(
                "NIK harus 16 angka dengan tanggal lahir di dalamnya.",
                "A NIK has 16 digits with a birth date inside.",
            )
        )
    return read.digits


def _card(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if len(digits) != 16:
        raise NotAValue(Sentence("Nomor KK harus 16 angka.", "A KK number has 16 digits."))
    return digits


def _phone(text: str) -> str:
    digits = re.sub(r"^(?:0062|62|0)", "", re.sub(r"\D", "", text))
    if not 7 <= len(digits) <= 13:
        raise NotAValue(Sentence("Nomor telepon tidak lengkap.", "The phone number is incomplete."))
    return digits
