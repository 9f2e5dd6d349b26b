"""How values are shown: dates as people write them, numbers masked."""

from collections.abc import Iterable

from tanggap.core import crypto
from tanggap.core.masking import mask_nik, mask_phone
from tanggap.people.models import Person, SourceRecord
from tanggap.people.rows import numbers_of
from tanggap.people.sealing import SEALED

SEXES = {0: "", 1: "L", 2: "P"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_MASKS = {"national_id": mask_nik, "family_id": mask_nik, "phone": mask_phone}


def date_shown(number: int) -> str:
    """Return yyyymmdd as "15 Agu 1985", a year alone as "1985", 0 as nothing."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    if not year:
        return ""
    return f"{day} {_MONTHS[month - 1]} {year}" if 1 <= month <= 12 and day else str(year)


def masked_numbers(sealed: bytes | memoryview | None) -> dict[str, str]:
    """Return the numbers of a row, masked."""
    return {name: _MASKS[name](text) for name, text in numbers_of(sealed).items()}


def cells_shown(row: SourceRecord) -> dict[str, str]:
    """Return the cells of a row as people compare them: numbers masked, dates and sex alike."""
    cells: dict[str, str] = {**masked_numbers(row.sealed), **row.cells}
    if row.birth and "birth_date" in cells:
        cells["birth_date"] = date_shown(row.birth)
    if row.sex and "sex" in cells:
        cells["sex"] = SEXES[row.sex]
    return cells


def nik_record_texts(people: Iterable[Person]) -> dict[int, str]:
    """Return the NIK as read of each row that gives somebody's best one, by row."""
    ids = [person.nik_record_id for person in people if person.nik_record_id]
    rows = SourceRecord.objects.unscoped(reason="the numbers of people who are shown, masked")
    return {
        pk: numbers_of(sealed).get("national_id", "")
        for pk, sealed in rows.filter(pk__in=ids).values_list("pk", "sealed")
    }


def masked_nik(person: Person, texts: dict[int, str]) -> str:
    """Return a person's best NIK, masked; empty where none is known."""
    return mask_nik(nik_of(person, texts))


def nik_of(person: Person, texts: dict[int, str]) -> str:
    """Return a person's best NIK in full: set by an officer, or as a row gives it."""
    if person.nik_sealed is not None:
        return crypto.unseal(bytes(person.nik_sealed), purpose=SEALED)
    text = texts.get(person.nik_record_id or 0, "")
    digits = "".join(letter for letter in text.upper().replace("O", "0") if letter.isdigit())
    return digits if len(digits) == 16 else text
