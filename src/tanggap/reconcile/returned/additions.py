"""What is added at the right of a list, independent of the file's format."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Column:
    """One added column: its heading and its width in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class SheetAdditions:
    """The added cells of one sheet.

    `header_row` and the keys of `cells` are row numbers as the spreadsheet shows them (from 1);
    every tuple has one text per added column.
    """

    header_row: int
    cells: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Colour:
    """How the status cell looks: dark text on a light fill, as hexadecimal RGB."""

    status: str
    text: str
    fill: str


STATUS_COLUMN: Final = 2
"""Place of the status among the added columns, counted from 0; it carries the colours."""
