"""Numbers, dates and sums as people type them."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

OLDEST: Final = 120
MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            ("jan",), ("feb", "peb"), ("mar",), ("apr",), ("mei", "may"), ("jun",), ("jul",),
            ("agu", "agt", "ags", "aug"), ("sep",), ("okt", "oct"), ("nov", "nop"), ("des", "dec"),
        ),
        start=1,
    )
    for word in words
}  # fmt: skip
"""How the names of months begin, as people write them."""

_WOMEN: Final = 40
"""What a woman's NIK adds to her day of birth (UU 24/2013)."""


class Mistyped(Exception):
    """The text cannot be what was asked for; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def digits_of(text: str) -> str:
    """Return the digits of a typed number; blanks, dots, dashes and slashes do not matter.

    Raises Mistyped("letters") where something else stands between them.
    """
    bare = re.sub(r"[\s.,\-–—/'’()]", "", text)
    if bare and not re.fullmatch(r"[0-9]+", bare):
        raise Mistyped("letters")
    return bare


def read_nik(text: str) -> str:
    """Return sixteen digits. Raises Mistyped: letters, short, long, impossible."""
    digits = _sixteen(text)
    day, month = int(digits[6:8]), int(digits[8:10])
    day -= _WOMEN if day > _WOMEN else 0
    if not (1 <= day <= 31 and 1 <= month <= 12) or digits[12:] == "0000":
        raise Mistyped("impossible")
    return digits


def read_kk(text: str) -> str:
    """Return the sixteen digits of a family card's number. Raises Mistyped as `read_nik`."""
    digits = _sixteen(text)
    if len(set(digits)) < 3 or digits.startswith("0"):
        raise Mistyped("impossible")
    return digits


def read_phone(text: str) -> str:
    """Return a telephone number as +62…. Raises Mistyped: letters, short, long."""
    bare = text.strip()
    digits = re.sub(r"^(?:0062|62|0)", "", digits_of(bare.removeprefix("+")))
    if len(digits) < 7:
        raise Mistyped("short")
    if len(digits) > 13:
        raise Mistyped("long")
    return f"+62{digits}"


def read_date(day: str, month: str, year: str, *, today: date) -> date:
    """Return a birth date from its three parts, the month as a number or by its name.

    Raises Mistyped: missing, no_date, year, future, old.
    """
    parts = [part.strip() for part in (day, month, year)]
    if not all(parts):
        raise Mistyped("missing")
    try:
        numbers = int(parts[0]), _month_of(parts[1]), int(parts[2])
        if numbers[2] < 100:
            raise Mistyped("year")
        found = date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        raise Mistyped("no_date") from None
    if found > today:
        raise Mistyped("future")
    if today.year - found.year > OLDEST:
        raise Mistyped("old")
    return found


def _month_of(text: str) -> int:
    """Return the number of a month; ValueError where that is none."""
    return MONTHS.get(text[:3].lower(), 0) or int(text)


def read_rupiah(text: str) -> int:
    """Return whole rupiah from "Rp 1.500.000", "1,5 juta" or "600 ribu". Raises Mistyped."""
    bare = re.sub(r"(?i)rp\.?|rupiah|,-|\s", "", text).lower()
    found = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)*)(juta|jt|ribu|rb)?", bare)
    if found is None:
        raise Mistyped("no_number")
    figure, word = found[1].replace(",", "."), found[2]
    if word:
        if figure.count(".") > 1:
            raise Mistyped("no_number")
        return round(float(figure) * (1_000_000 if word in {"juta", "jt"} else 1_000))
    return int(figure.replace(".", ""))


def read_unit(text: str) -> str:
    """Return the number of an RT or RW as three digits. Raises Mistyped."""
    digits = digits_of(re.sub(r"(?i)^\s*r[tw]\.?", "", text))
    if not digits or not int(digits):
        raise Mistyped("missing")
    if int(digits) > 999:
        raise Mistyped("long")
    return f"{int(digits):03d}"


def birth_in_nik(digits: str, *, today: date) -> tuple[date | None, str]:
    """Return the birth date and sex (L, P) that a possible NIK tells; None where no such day."""
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    sex = "P" if day > _WOMEN else "L"
    day -= _WOMEN if day > _WOMEN else 0
    year += 2000 if year <= today.year % 100 else 1900
    if not 1 <= day <= monthrange(year, month)[1]:
        return None, sex
    return date(year, month, day), sex


def _sixteen(text: str) -> str:
    digits = digits_of(text)
    if len(digits) < 16:
        raise Mistyped("short")
    if len(digits) > 16:
        raise Mistyped("long")
    return digits
