"""Which rows are data, and why the others are not: every row is one or the other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from tanggap.intake.columns import ColumnRead
from tanggap.intake.layout import PERSON_FIELDS
from tanggap.intake.synonyms import header_key

Reason = Literal[
    "title",
    "header",
    "repeated header",
    "column numbers",
    "total",
    "signature",
    "section",
    "note",
    "number only",
    "blank",
]

_FEW_CELLS: Final = 4
_TOTAL = re.compile(r"(?:sub *-?|grand *)?(?:jumlah|total|jml)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:Rp\.?)?\s*[\d.,]+(?:\s*(?:kk|kpm|jiwa|orang))?,?-?", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(?:mengetahui|menyetujui|mengesahkan|disahkan|dibuat oleh|yang membuat|diketahui oleh"
    r"|disetujui|a\.? ?n\.? (?:kepala|bupati|wali)|(?:plt\.? )?kepala (?:dinas|desa|seksi|bidang)"
    r"|lurah\b|camat\b|ketua (?:rt|rw|tim|panitia)|nip\b|tanda tangan|ttd\b|pendamping"
    r"|wali ?kota|bupati|sekretaris)",
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(r"[A-Z][A-Za-z .]+, *(?:\d{1,2}|[.…_ ]{2,}) *[A-Za-z.…_]{3,} *\d{0,4}")
_SECTION = re.compile(
    r"(?:kelurahan|kel\.?|desa|kecamatan|kec\.?|rt|rw|dusun|lingkungan|wilayah|gampong)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:keterangan|catatan|ket|nb|sumber|note)\b *[:.]|\*", re.IGNORECASE)
_NO_PERSON: Final = (_SIGNATURE, _PLACE_AND_DAY, _SECTION, _NOTE)
_COUNTED = re.compile(r"\(?\d{1,2}\)?")
_LONG_NUMBER = re.compile(r"\d{10,}")


@dataclass(frozen=True, slots=True)
class RowsFound:
    """`data` are the rows that hold records, `left_out` the others with the reason.

    Both count rows from 0, the first row of the sheet.
    """

    data: pl.Series
    left_out: dict[int, Reason]


def sort_rows(
    cells: pl.DataFrame,
    *,
    first_data: int,
    header_rows: Sequence[int],
    columns: Sequence[ColumnRead],
) -> RowsFound:
    """Tell data rows from titles, headers, totals, signatures and blanks.

    A row in doubt is data. Only rows with few cells, or that repeat the header, are looked at
    one by one; all others are data at once.
    """
    left_out: dict[int, Reason] = {
        row: "header" if row in header_rows else "title" for row in range(first_data)
    }
    body = cells.slice(first_data)
    filled = body.select(pl.sum_horizontal(pl.all().is_not_null()).alias("n"))["n"]
    repeated = _repeats_header(body, columns)
    for row in filled.eq(0).arg_true():
        left_out[first_data + int(row)] = "blank"
    suspects = (repeated | filled.is_between(1, _FEW_CELLS) | _counts_columns(body)).arg_true()
    _judge(body, suspects, first_data, columns, repeated, left_out)
    for row in range(first_data):
        if left_out[row] == "title" and all(cell is None for cell in cells.row(row)):
            left_out[row] = "blank"
    every = pl.int_range(cells.height, dtype=pl.UInt32, eager=True)
    out = pl.Series(sorted(left_out), dtype=pl.UInt32)
    return RowsFound(every.filter(~every.is_in(out.implode())), left_out)


def _repeats_header(body: pl.DataFrame, columns: Sequence[ColumnRead]) -> pl.Series:
    """Mark rows in which a third of the columns, two at least, hold their own header again."""
    tests = [
        pl.col(str(column.position))
        .str.to_lowercase()
        .is_in(_parts(column.header))
        .fill_null(value=False)
        for column in columns
        if column.header
    ]
    if len(tests) < 2:
        return pl.Series([False]).new_from_index(0, body.height)
    needed = max(2, (len(tests) + 1) // 3)
    return body.select((pl.sum_horizontal(tests) >= needed).alias("repeated"))["repeated"]


def _parts(header: str) -> list[str]:
    return [part.lower() for part in header.split(" / ")]


def _counts_columns(body: pl.DataFrame) -> pl.Series:
    """Mark rows like "1 2 3 4" or "(1) (2) (3)", which number the columns under a header."""
    first = body.columns[:3]
    if len(first) < 3:
        return pl.Series([False]).new_from_index(0, body.height)
    tests = [pl.col(name).str.contains(rf"^\(?{n}\)?$") for n, name in enumerate(first, start=1)]
    return body.select(pl.all_horizontal(tests).fill_null(value=False).alias("counts"))["counts"]


def _judge(
    body: pl.DataFrame,
    suspects: pl.Series,
    first_data: int,
    columns: Sequence[ColumnRead],
    repeated: pl.Series,
    left_out: dict[int, Reason],
) -> None:
    """Look at the suspects one by one, from top to bottom; after a signature comes more of it."""
    fields = {column.position: column.field for column in columns if column.field}
    serials = {c.position for c in columns if header_key(c.header).replace(" ", "") in _SERIALS}
    rows = body.select(pl.all().gather(suspects)).rows()
    few = max(1, (len(fields) + len(serials)) // 2)
    in_tail = False
    last_seen = -1
    for row, cells, again in zip(suspects, rows, repeated.gather(suspects), strict=True):
        in_tail = in_tail and _only_blank_between(
            left_out, first_data + last_seen, first_data + row
        )
        filled = {position: cell for position, cell in enumerate(cells) if cell is not None}
        reason = (
            "repeated header"
            if again
            else _reason(filled, fields, serials, in_tail=in_tail and len(filled) <= few)
        )
        in_tail = reason == "signature" or (in_tail and reason not in {None, "repeated header"})
        last_seen = row
        if reason:
            left_out[first_data + row] = reason


_SERIALS: Final = frozenset({"no", "nomor", "nourut", "nomorurut", "num"})


def _only_blank_between(left_out: Mapping[int, Reason], before: int, row: int) -> bool:
    """Tell whether no data row stands between two rows."""
    return all(between in left_out for between in range(before + 1, row))


def _reason(
    filled: Mapping[int, str], fields: Mapping[int, str], serials: set[int], *, in_tail: bool
) -> Reason | None:
    """Return why a row with few cells is no data, or None where it is data or in doubt."""
    texts = list(filled.values())
    if len(texts) >= 3 and all(_COUNTED.fullmatch(text) for text in texts):
        return "column numbers"
    if any(
        _LONG_NUMBER.search(text.replace(" ", "")) for text in texts if not _SIGNATURE.match(text)
    ):
        return None
    numbered = any(text.rstrip(".").isdigit() for p, text in filled.items() if p in serials)
    if numbered:
        return "number only" if len(filled) == 1 else None
    words = [text for text in texts if not _NUMBER.fullmatch(text)]
    if words and _TOTAL.match(words[0]) and len(words) == 1:
        return "total"
    if in_tail:
        return "signature"
    persons = [text for p, text in filled.items() if fields.get(p) in PERSON_FIELDS]
    if not all(any(words.match(text) for words in _NO_PERSON) for text in persons):
        return None
    if any(_SIGNATURE.match(text) for text in texts):
        return "signature"
    return _lonely(filled, fields) if len(filled) == 1 else None


def _lonely(filled: Mapping[int, str], fields: Mapping[int, str]) -> Reason | None:
    """Return why a row with one single cell is no data."""
    ((position, text),) = filled.items()
    if _SECTION.match(text):
        return "section"
    if _NOTE.match(text):
        return "note"
    if _PLACE_AND_DAY.fullmatch(text) and fields.get(position) != "birth_place_and_date":
        return "signature"
    return None if fields.get(position) in PERSON_FIELDS or position in fields else "note"
