"""The two tables of a linkage: raw text as it was read, and records ready to be compared."""

from dataclasses import dataclass, field, fields, replace
from enum import IntFlag
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

RAW_FIELDS: Final[dict[str, str]] = {
    "national_id": "NIK, or another national number",
    "family_id": "number of the family card (No. KK)",
    "name": "full name",
    "given_name": "given name, where a list keeps it apart",
    "surname": "family name, where a list keeps it apart",
    "mother_name": "mother's maiden name",
    "birth_date": "date of birth in any notation",
    "birth_place": "place of birth",
    "birth_place_and_date": "place and date of birth in one column",
    "sex": "sex in any notation",
    "phone": "telephone number",
    "address": "address, possibly with RT/RW, kelurahan and kecamatan inside",
    "street_number": "house number, where a list keeps it apart",
    "rt": "neighbourhood unit (RT)",
    "rw": "community unit (RW)",
    "rt_rw": "RT and RW in one column",
    "village": "kelurahan, desa or gampong; in other countries the suburb or town",
    "district": "kecamatan; in other countries the state or county",
    "city": "kota or kabupaten",
    "province": "provinsi",
    "postcode": "postal code",
    "relation": "relation to the head of the family",
    "occupation": "occupation",
    "components": "components of the programme (PKH), in the words of the list; says who nobody is",
}
"""Names of the text columns that `link` understands. A table may have any of them."""

NUMERIC_MARKS: Final = ("national_id_is_number", "family_id_is_number")
"""Boolean columns: true where the cell was a number, so that Excel kept 15 digits of 16."""

PROVENANCE: Final = ("programme", "file", "sheet", "row")
"""Where a record comes from. `programme` names its list; duplicates inside a list are rarer."""

NAME_TOKENS: Final = 6
MOTHER_TOKENS: Final = 4
STREET_TOKENS: Final = 3
NO_CODE: Final = -1


class Quality(IntFlag):
    """What normalising found out about one record (a bit each, in `Records.quality`)."""

    NIK_MISSING = 1 << 0
    NIK_IMPOSSIBLE = 1 << 1  # wrong length or impossible parts; nothing certain can be made of it
    NIK_REPAIRED = 1 << 2  # separators, apostrophe, letter O for zero: certain repairs
    NIK_TRUNCATED = 1 << 3  # Excel destroyed its last digits
    NIK_PLACEHOLDER = 1 << 4  # 0000…, 1234567890123456, one number for very many names
    NIK_BIRTH_DIFFERS = 1 << 5  # its birth date is not the record's
    NIK_SEX_DIFFERS = 1 << 6
    NIK_REGION_UNKNOWN = 1 << 7  # a region code that is not in force (old codes stay valid)
    NIK_IS_KK = 1 << 8  # the KK number stands in the NIK column
    KK_MISSING = 1 << 9
    KK_IMPOSSIBLE = 1 << 10
    KK_REPAIRED = 1 << 11
    KK_TRUNCATED = 1 << 12
    KK_PLACEHOLDER = 1 << 13
    NAME_MISSING = 1 << 14
    NAME_PLACEHOLDER = 1 << 15  # "-", "TIDAK ADA", "XXX"
    NAME_HAS_DIGITS = 1 << 16  # suspicious only: real people are called NA70
    DECEASED_MARK = 1 << 17  # Alm./Almh. before the name
    BIRTH_MISSING = 1 << 18
    BIRTH_UNREADABLE = 1 << 19
    BIRTH_DEFAULT = 1 << 20  # 1 January, 1 July, 31 December: often invented
    BIRTH_IN_FUTURE = 1 << 21
    BIRTH_AMBIGUOUS = 1 << 22  # day and month could be swapped
    SEX_MISSING = 1 << 23
    SEX_UNREADABLE = 1 << 24
    PHONE_UNREADABLE = 1 << 25
    VILLAGE_MISSING = 1 << 26
    VILLAGE_UNKNOWN = 1 << 27  # not a name of the region that the list is about
    ADDRESS_MISSING = 1 << 28
    RT_RW_MISSING = 1 << 29


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Distinct words, each with the key under which its spellings meet.

    `words[c]` is the cleaned word of code c (lower case ASCII), `keys[c]` its folded form
    (Muhammad = Moh = Mochamad; Yusup = Yusuf), `key_codes[c]` the code of that form among
    `distinct_keys`, `counts[c]` how many records hold the word.
    """

    words: list[str]
    keys: list[str]
    key_codes: NDArray[np.int32]
    distinct_keys: list[str]
    counts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Records:
    """n normalised records, column-wise; every array has n rows.

    Codes point into the vocabulary of their field; −1 (0 for numbers and dates) is missing.
    Dates are yyyymmdd integers; a month and day of 0000 mean that only the year is known.
    """

    source: NDArray[np.int32]  # which list (programme, or file) the record stands on
    nik: NDArray[np.uint64]  # all 16 digits as read; 0 missing, impossible or placeholder
    nik_known: NDArray[np.uint8]  # how many leading digits can be trusted: 16, 15, 12, 6, or 0
    nik_birth: NDArray[np.int32]  # birth date inside the NIK
    nik_sex: NDArray[np.int8]  # 0 unknown, 1 male, 2 female
    kk: NDArray[np.uint64]
    kk_known: NDArray[np.uint8]
    birth: NDArray[np.int32]
    birth_other: NDArray[np.int32]  # the second reading of an ambiguous date, else 0
    sex: NDArray[np.int8]
    name: NDArray[np.int32]  # (n, NAME_TOKENS) codes in `name_words`, in written order
    mother: NDArray[np.int32]  # (n, MOTHER_TOKENS) codes in `name_words`
    birth_place: NDArray[np.int32]  # code in `places`
    phone: NDArray[np.uint64]  # national significant number, e.g. 81234567890
    village: NDArray[np.int32]  # code in `villages`
    district: NDArray[np.int32]  # code in `districts`
    rt: NDArray[np.int16]
    rw: NDArray[np.int16]
    street: NDArray[np.int32]  # (n, STREET_TOKENS) codes in `street_words`, type words left out
    house: NDArray[np.int32]  # code in `houses`: "12", "a27" (block and number)
    postcode: NDArray[np.int32]  # the number, 0 missing
    occupation: NDArray[np.int32]  # code in `occupations`
    quality: NDArray[np.uint32]  # `Quality` bits
    name_words: Vocabulary
    street_words: Vocabulary
    places: list[str]
    villages: list[str]  # ten-digit Kemendagri codes where recognised, else folded names
    districts: list[str]  # six-digit Kemendagri codes where recognised, else folded names
    houses: list[str]
    occupations: list[str]
    indonesian_ids: bool = True  # the national number is a NIK (16 digits with a date inside)
    extra: dict[str, NDArray[np.int32]] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.source)

    def take(self, rows: NDArray[np.integer]) -> "Records":
        """Return the records in these rows, in their order, with the same vocabularies."""
        columns: dict[str, Any] = {
            column.name: np.ascontiguousarray(values[rows])
            for column in fields(self)
            if isinstance(values := getattr(self, column.name), np.ndarray)
        }
        extra = {name: values[rows] for name, values in self.extra.items()}
        return replace(self, **columns, extra=extra)

    def followed_by(self, more: "Records") -> "Records":
        """Return these records and `more` behind them; `more` knows their vocabularies.

        `more` must come from `normalise_more(raw, self)`: its codes continue those of `self`.
        """
        columns: dict[str, Any] = {
            column.name: np.concatenate([values, getattr(more, column.name)])
            for column in fields(self)
            if isinstance(values := getattr(self, column.name), np.ndarray)
        }
        extra = {name: np.concatenate([old, more.extra[name]]) for name, old in self.extra.items()}
        return replace(more, **columns, extra=extra)
