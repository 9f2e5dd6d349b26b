"""What a bank account is made of, and a table of accounts as an office hands it over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

DIGITS: Final = (6, 34)
"""The shortest number of a bank here, and the longest that ISO 20022 carries."""

SHOWN: Final = 4
REMEMBERED: Final = 15
"""How many digits of a figure a spreadsheet keeps; the rest becomes zeros."""

HEADINGS: Final = {
    "nik": ("nik", "no nik", "nomor nik", "no ktp", "nomor ktp"),
    "code": ("kode", "kode orang", "kode warga", "kode penerima"),
    "bank": ("bank", "nama bank", "kode bank"),
    "number": ("no rekening", "nomor rekening", "rekening", "no rek", "nomor rek", "norek"),
    "holder": ("nama pemilik rekening", "nama pemilik", "pemilik rekening", "atas nama",
               "nama rekening", "nama di rekening", "nama"),
}  # fmt: skip
TOP_ROWS: Final = 20


class NoTable(Exception):
    """No row names the columns: NIK or code, bank, number, holder."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, as it stands there; `row` as a spreadsheet counts, from 1.

    `cut` says that the number was kept as a figure with more digits than a spreadsheet remembers.
    """

    sheet: str
    row: int
    nik: str
    code: str
    bank: str
    number: str
    holder: str
    cut: bool = False


def digits_of(text: str) -> str:
    """Return the digits of an account number; "" where it cannot be one.

    >>> digits_of("0012-345 678")
    '0012345678'
    """
    bare = re.sub(r"[\s.\-]", "", text)
    fits = bare.isascii() and bare.isdigit() and DIGITS[0] <= len(bare) <= DIGITS[1]
    return bare if fits else ""


def masked(digits: str) -> str:
    """Return a number with its last digits only, whatever its length."""
    return f"••••{digits[-SHOWN:]}"


def rows_of(
    sheet: str,
    cells: Sequence[Sequence[str]],
    figures: Mapping[int, Sequence[bool | None]] | None = None,
) -> Iterator[Row]:
    """Yield the lines of a table below its header; `figures` tells by column which were figures.

    Raises NoTable.
    """
    top, places = _header(cells)
    for number, row in enumerate(cells[top + 1 :], start=top + 2):
        told = {
            name: row[place].strip() if place < len(row) else "" for name, place in places.items()
        }
        if any(told.values()):
            kept = (figures or {}).get(places["number"], ())
            is_figure = number - 1 < len(kept) and bool(kept[number - 1])
            yield Row(
                sheet=sheet, row=number, nik=told.get("nik", ""), code=told.get("code", ""),
                bank=told["bank"], number=told["number"], holder=told["holder"],
                cut=is_figure and len(told["number"]) > REMEMBERED,
            )  # fmt: skip


def _header(cells: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    for top, row in enumerate(cells[:TOP_ROWS]):
        names = [re.sub(r"[^a-z0-9]+", " ", cell.lower()).strip() for cell in row]
        places = {
            what: next((names.index(word) for word in words if word in names), -1)
            for what, words in HEADINGS.items()
        }
        places = {what: place for what, place in places.items() if place >= 0}
        if {"bank", "number", "holder"} <= set(places) and {"nik", "code"} & set(places):
            return top, places
    raise NoTable
