"""`tanggap explain`: why two rows of a finished result are, or are not, one person."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from tanggap import linkage
from tanggap.language import Sentence
from tanggap.linkage.result import Explanation
from tanggap.reconcile.ledger import Ledger

KEPT: Final = ".tanggap"
ROWS: Final = "rows.parquet"
LINKAGE: Final = "linkage"


class CannotExplain(Exception):
    """The rows or the result cannot be found; `sentence` says what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class RowFound:
    """A row that was asked for: where it stands, and who it was found to be."""

    index: int
    file: str
    sheet: str
    row: int
    programme: str
    person: int
    household: int


@dataclass(frozen=True, slots=True)
class TwoRows:
    """Two rows and what speaks for and against their being one person."""

    a: RowFound
    b: RowFound
    explanation: Explanation

    @property
    def together(self) -> bool:
        """True where the result counts the two rows as one person."""
        return self.a.person == self.b.person


def keep_for_explaining(linked: linkage.Linkage, ledger: Ledger, directory: Path) -> None:
    """Keep what `explain_rows` needs in the result's folder. It holds personal data."""
    kept = directory / KEPT
    kept.mkdir(exist_ok=True)
    ledger.rows.select("file", "sheet", "row", "programme", "person", "household").write_parquet(
        kept / ROWS
    )
    linkage.save(linked, kept / LINKAGE)


def explain_rows(directory: Path, one: str, other: str) -> TwoRows:
    """Return why two rows of a result are, or are not, one person.

    A row is named as `FILE:SHEET:ROW`, as `FILE:ROW` (one sheet, or CSV), or by its line number
    in records.csv. Raises CannotExplain where the folder is no result or a row is not in it.
    """
    kept = directory / KEPT
    if not (kept / ROWS).is_file():
        raise CannotExplain(
            Sentence(
                f"Folder “{directory.name}” bukan hasil tanggap link. Sebutkan folder --out-nya.",
                f"The folder “{directory.name}” is no result of tanggap link. Name its --out.",
            )
        )
    rows = pl.read_parquet(kept / ROWS)
    a, b = find_row(rows, one), find_row(rows, other)
    if a.index == b.index:
        raise CannotExplain(
            Sentence("Keduanya baris yang sama; sebutkan dua baris.", "Both are one row; name two.")
        )
    try:
        linked = linkage.load(kept / LINKAGE)
    except linkage.NotALinkage as error:
        raise CannotExplain(
            Sentence(
                "Hasil ini dibuat oleh versi lain atau tidak lengkap; jalankan tanggap link lagi.",
                "This result is incomplete or of another version; run tanggap link again.",
            )
        ) from error
    return TwoRows(a, b, linked.explain(a.index, b.index))


def find_row(rows: pl.DataFrame, name: str) -> RowFound:
    """Return the row that a user names; raises CannotExplain where none or several fit."""
    if name.strip().isdigit():
        return _by_line(rows, int(name))
    where, _, number = name.strip().rpartition(":")
    if not where or not re.fullmatch(r"\d{1,9}", number):
        raise _not_found(name)
    full = pl.concat_str("file", pl.lit(":"), "sheet")
    wanted = where.casefold()
    base = wanted.replace("\\", "/").rpartition("/")[2]
    found = rows.with_row_index("index").filter(
        (pl.col("row") == int(number))
        & (
            pl.col("file").str.to_lowercase().is_in([wanted, base])
            | full.str.to_lowercase().is_in([wanted, base])
        )
    )
    if found.height > 1:
        raise CannotExplain(
            Sentence(
                f"“{name}” ada di beberapa lembar; tulis BERKAS:LEMBAR:BARIS.",
                f"“{name}” is on several sheets; write FILE:SHEET:ROW.",
            )
        )
    if found.is_empty():
        raise _not_found(name)
    return RowFound(**found.select(_FIELDS).row(0, named=True))


_FIELDS: Final = ("index", "file", "sheet", "row", "programme", "person", "household")


def _by_line(rows: pl.DataFrame, line: int) -> RowFound:
    """Return the row on a line of records.csv, whose first line is the header."""
    index = line - 2
    if not 0 <= index < rows.height:
        raise _not_found(str(line))
    return RowFound(**rows.with_row_index("index").select(_FIELDS).row(index, named=True))


def _not_found(name: str) -> CannotExplain:
    return CannotExplain(
        Sentence(
            f"Baris “{name}” tidak ada di hasil ini. Tulis BERKAS:LEMBAR:BARIS, BERKAS:BARIS, atau "
            "nomor baris di records.csv.",
            f"There is no row “{name}” in this result. Write FILE:SHEET:ROW, FILE:ROW, or the line "
            "number in records.csv.",
        )
    )
