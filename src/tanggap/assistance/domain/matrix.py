"""The rules as a square: who may come together with whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tanggap.overlap import Rulebook

CellState = Literal["free", "warn", "block"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Two programmes and the strictest rule between them; `rule` is empty where they may meet.

    `by_component`: only components of them are kept apart.
    """

    row: str
    column: str
    state: CellState
    rule: str = ""
    by_component: bool = False


def square(codes: Sequence[str], book: Rulebook) -> list[list[Cell]]:
    """Return one row of cells per programme; symmetric, with "the same twice" on the diagonal."""
    return [[_cell(row, column, book) for column in codes] for row in codes]


def _cell(row: str, column: str, book: Rulebook) -> Cell:
    found = book.all_between(row, column)
    if not found:
        return Cell(row, column, "free")
    rule, undecided = found[0].rule, found[0].undecided
    return Cell(row, column, "warn" if undecided else rule.action, rule.code, bool(undecided))
