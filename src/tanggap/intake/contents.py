"""What a column holds, told by its contents and not by its header."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lokal import wilayah

MOST_SAMPLED: Final = 300
"""Values looked at in one column, spread over its whole length."""

_SEPARATORS = re.compile(r"[\s.'’`\"-]")
_SIXTEEN = re.compile(r"\d{16}")
_MONTHS = (
    r"(?:jan|feb|mar|apr|mei|may|jun|jul|agu|agt|ags|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*\.?"
)
_DATE_TEXT = (
    rf"(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]\d{{2,4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|(?:19|20)\d{{6}}|\d{{1,2}}[-/. ]{_MONTHS}[-/. ]\d{{2,4}})(?:[ T]\d\d:\d\d.*)?"
)
_DATE = re.compile(_DATE_TEXT, re.IGNORECASE)
_PLACE_AND_DATE = re.compile(rf"[A-Z][A-Z .'()-]+[,/ ] *{_DATE_TEXT}", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SEX = re.compile(
    r"l|p|lk|pr|laki[- ]?laki|laki|perempuan|pria|wanita|m|f|male|female", re.IGNORECASE
)
_PHONE = re.compile(r"(?:\+?62|0|(?=8))8\d{7,11}")
_RT_RW = re.compile(r"(?:rt\.?)? *\d{1,3} */ *(?:rw\.?)? *(?:\d{1,3}|[ivx]{1,5})", re.IGNORECASE)
_STREET = re.compile(
    r"(?:jl|jln|jalan|gg|gang|kp|kamp|kampung|kmp|perum|perumahan|komplek|komp|kompleks|blok|dusun"
    r"|dsn|lingkungan|link|rt)\b|\d+[a-z]? [a-z].*",
    re.IGNORECASE,
)
_NAME_AND_NIK = re.compile(r"[^\W\d_][^\d]{2,}\d{16}\W*|\W*\d{16}[^\d]*[^\W\d_][^\d]*")
_NAME = re.compile(r"[^\W\d_][^\d_:;/\\@=]{1,59}")

ENOUGH: Final = 0.8
"""Share of the sampled values that must fit before a column is taken to hold them."""
_NEWEST_CARD: Final = 30
_OLDEST_CARD: Final = 97


@dataclass(frozen=True, slots=True)
class Content:
    """What a column seems to hold: a field name (or None) and the share of values that fit."""

    field: str | None
    share: float
    seen: int


def sampled(values: Sequence[str]) -> list[str]:
    """Return at most `MOST_SAMPLED` values, spread evenly."""
    step = max(1, -(-len(values) // MOST_SAMPLED))
    return list(values[::step])


def content_of(values: Sequence[str], *, places: bool = True) -> Content:
    """Return what the (non-empty) values of a column seem to be.

    Names of places are looked up only if `places` asks for it: it takes half a second once.

    A NIK holds the birth date of a person (day + 40 for women), the number of a family card the
    date of its issue; therefore days over 40 or old years mean NIK.
    """
    if not values:
        return Content(None, 0.0, 0)
    both = sum(_NAME_AND_NIK.fullmatch(value) is not None for value in values)
    if both >= ENOUGH * len(values):
        return Content("name_and_national_id", both / len(values), len(values))
    numbers = _sixteen_digits(values)
    if len(numbers) >= ENOUGH * len(values):
        return Content(_kind_of_number(numbers), len(numbers) / len(values), len(values))
    for field, fits in _TESTS:
        if field in _PLACES and not places:
            continue
        share = sum(map(fits, values)) / len(values)
        if share >= ENOUGH and _plausible(field, values):
            return Content(field, share, len(values))
    return Content(None, 0.0, len(values))


def _sixteen_digits(values: Sequence[str]) -> list[str]:
    """Return the values that are 16 digits with a possible date at digits 7 to 12."""
    found: list[str] = []
    for value in values:
        digits = _SEPARATORS.sub("", value)
        if _SIXTEEN.fullmatch(digits) and (_has_date(digits) or digits.endswith("0000")):
            found.append(digits)
    return found


def _has_date(digits: str) -> bool:
    day, month = int(digits[6:8]), int(digits[8:10])
    return "11" <= digits[:2] <= "97" and (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12


def _kind_of_number(numbers: Sequence[str]) -> str | None:
    """Tell NIKs from family card numbers; None where the digits are not birth-like at all."""
    dated = [digits for digits in numbers if _has_date(digits)]
    if len(dated) < 0.5 * len(numbers):
        return None
    women = sum(digits[6:8] > "40" for digits in dated)
    recent = sum(_issued_recently(int(digits[10:12])) for digits in dated)
    is_card = women <= 0.02 * len(dated) and recent >= 0.95 * len(dated)
    return "family_id" if is_card else "national_id"


def _issued_recently(year: int) -> bool:
    return year <= _NEWEST_CARD or year >= _OLDEST_CARD


def _is_date(value: str) -> bool:
    return _DATE.fullmatch(value) is not None


def _is_phone(value: str) -> bool:
    return _PHONE.fullmatch(re.sub(r"[\s().-]", "", value)) is not None


def _is_street(value: str) -> bool:
    return _STREET.match(value) is not None


def _is_district(value: str) -> bool:
    return _joined(value) in _districts()


def _is_village(value: str) -> bool:
    return _joined(value) in _villages()


def _is_name(value: str) -> bool:
    return _NAME.fullmatch(value) is not None and len(value.split()) <= 7


def _fits(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


_TESTS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("birth_date", _is_date),
    ("sex", _fits(_SEX)),
    ("phone", _is_phone),
    ("rt_rw", _fits(_RT_RW)),
    ("birth_place_and_date", _fits(_PLACE_AND_DATE)),
    ("address", _is_street),
    ("district", _is_district),
    ("village", _is_village),
    ("name", _is_name),
)


_PLACES: Final = ("district", "village")


def _plausible(field: str, values: Sequence[str]) -> bool:
    """Ask more of kinds that other columns resemble: dates of entry, words that repeat."""
    different = len({value.casefold() for value in values})
    if field == "birth_date":
        years = [match[0] for value in values if (match := _YEAR.search(value))]
        return len(set(years)) >= min(5, (len(years) + 1) // 2)
    if field == "name":
        return different >= 0.4 * len(values) and len(values) >= 2
    if field == "village":
        return different <= max(0.7 * len(values), 5)
    return True


def _joined(name: str) -> str:
    return "".join(letter for letter in name.upper() if letter.isalnum())


@lru_cache(maxsize=1)
def _districts() -> frozenset[str]:
    return _region_names(6)


@lru_cache(maxsize=1)
def _villages() -> frozenset[str]:
    return _region_names(10)


def _region_names(level: int) -> frozenset[str]:
    """Return the joined names of all regions with codes of so many digits (6 or 10)."""
    found: set[str] = set()
    parents: list[str | None] = [None]
    while parents:
        children = [child for parent in parents for child in wilayah.list_wilayah(parent)]
        if children and len(children[0].code.replace(".", "")) == level:
            found.update(_joined(child.name) for child in children)
            break
        parents = [child.code for child in children]
    return frozenset(found)
