"""The rules as a square: who may come together with whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tanggap.overlap import Rulebook

CellState = Literal["free", "warn", "block"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Two programmes and the strictest rule between them; `rule` is empty where they may meet."""

    row: str
    column: str
    state: CellState
    rule: str = ""


def square(codes: Sequence[str], book: Rulebook) -> list[list[Cell]]:
    """Return one row of cells per programme; symmetric, with "the same twice" on the diagonal."""
    return [[_cell(row, column, book) for column in codes] for row in codes]


def _cell(row: str, column: str, book: Rulebook) -> Cell:
    rule = book.between(row, column)
    return Cell(row, column, rule.action, rule.code) if rule else Cell(row, column, "free")
