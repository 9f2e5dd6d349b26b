"""Between a table of text and the rows of the database: numbers are sealed on the way in."""

import json
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import polars as pl

from tanggap.core import crypto
from tanggap.linkage.normalise import normalise
from tanggap.linkage.schema import PROVENANCE, RAW_FIELDS, Quality, Records
from tanggap.people.models import RecipientList, SourceRecord

SEALED: Final = ("national_id", "family_id", "phone")
NUMBERS: Final = "people.numbers"
NIK, KK, PHONE = "people.nik", "people.kk", "people.phone"
NIK_WAS_NUMBER, KK_WAS_NUMBER = 1, 2
UNSOUND: Final = Quality.NIK_BIRTH_DIFFERS | Quality.NIK_SEX_DIFFERS | Quality.NIK_IMPOSSIBLE
KEY_LENGTH: Final = 160


def staged_records(of: RecipientList, table: pl.DataFrame) -> Iterator[SourceRecord]:
    """Yield the rows of a table as records that are not saved yet, in their order."""
    found = normalise(table, region=of.region_code[:4] or None)
    name_keys, regions = _name_keys(found), _regions(found, of.region_code)
    names = [name for name in RAW_FIELDS if name in table.columns and name not in SEALED]
    for place, row in enumerate(table.iter_rows(named=True)):
        yield SourceRecord(
            list=of,
            sheet=row["sheet"] or "",
            row=row["row"],
            cells={name: row[name] for name in names if row[name]},
            sealed=seal_numbers(row),
            nik_index=_index(int(found.nik[place]), int(found.nik_known[place]), NIK),
            kk_index=_index(int(found.kk[place]), int(found.kk_known[place]), KK),
            phone_index=_phone_index(int(found.phone[place])),
            number_marks=_marks(row),
            quality=int(found.quality[place]),
            name_key=name_keys[place],
            birth=int(found.birth[place]),
            sex=int(found.sex[place]),
            region_code=regions[place],
        )


def seal_numbers(row: dict[str, Any]) -> bytes | None:
    """Seal the numbers of a row as they were read; None where it has none."""
    numbers = {name: row[name] for name in SEALED if row.get(name)}
    return crypto.seal(json.dumps(numbers), purpose=NUMBERS) if numbers else None


def numbers_of(sealed: bytes | memoryview | None) -> dict[str, str]:
    """Return the numbers of a row as they were read."""
    if sealed is None:
        return {}
    numbers: dict[str, str] = json.loads(crypto.unseal(bytes(sealed), purpose=NUMBERS))
    return numbers


def frame_of(
    rows: list[tuple[int, int, str, int, dict[str, str], bytes | None, int]],
) -> pl.DataFrame:
    """Return raw text for the matching from (id, list, sheet, row, cells, sealed, marks).

    A list is known by its number: a person seldom stands on one list twice.
    """
    columns: dict[str, list[str | None]] = {name: [] for name in RAW_FIELDS}
    for _id, _list, _sheet, _row, cells, sealed, _marks in rows:
        values = cells | numbers_of(sealed)
        for name, column in columns.items():
            column.append(values.get(name))
    marks = np.array([row[6] for row in rows], dtype=np.int16)
    provenance = {
        "programme": pl.Series([str(row[1]) for row in rows], dtype=pl.String),
        "file": pl.Series([str(row[1]) for row in rows], dtype=pl.String),
        "sheet": pl.Series([row[2] for row in rows], dtype=pl.String),
        "row": pl.Series([row[3] for row in rows], dtype=pl.UInt32),
    }
    return pl.DataFrame(
        {
            **{name: provenance[name] for name in PROVENANCE},
            **{name: pl.Series(column, dtype=pl.String) for name, column in columns.items()},
            "national_id_is_number": (marks & NIK_WAS_NUMBER) > 0,
            "family_id_is_number": (marks & KK_WAS_NUMBER) > 0,
        }
    )


def nik_index(digits: str) -> bytes:
    """Return the blind index of sixteen digits of a NIK."""
    return crypto.blind_index(digits, purpose=NIK)


def kk_index(digits: str) -> bytes:
    """Return the blind index of sixteen digits of a KK number."""
    return crypto.blind_index(digits, purpose=KK)


def phone_index(number: str) -> bytes:
    """Return the blind index of a national significant number (81234567890)."""
    return crypto.blind_index(number, purpose=PHONE)


def _index(number: int, known: int, purpose: str) -> bytes | None:
    if not number or known < 16:
        return None
    return crypto.blind_index(f"{number:016d}", purpose=purpose)


def _phone_index(number: int) -> bytes | None:
    return phone_index(str(number)) if number else None


def _marks(row: dict[str, Any]) -> int:
    nik = NIK_WAS_NUMBER if row.get("national_id_is_number") else 0
    return nik | (KK_WAS_NUMBER if row.get("family_id_is_number") else 0)


def _name_keys(found: Records) -> list[str]:
    keys = found.name_words.keys
    return [
        " ".join(keys[code] for code in codes if code >= 0)[:KEY_LENGTH]
        for codes in found.name.tolist()
    ]


def _regions(found: Records, otherwise: str) -> list[str]:
    """Return the kelurahan of each row if recognised, else its kecamatan, else the list's."""
    villages = [code if code.isdigit() and len(code) == 10 else "" for code in found.villages]
    districts = [code if code.isdigit() and len(code) == 6 else "" for code in found.districts]
    villages.append("")
    districts.append("")
    return [
        villages[village] or districts[district] or otherwise
        for village, district in zip(found.village.tolist(), found.district.tolist(), strict=True)
    ]
