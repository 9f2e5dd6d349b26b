"""The lists as they came: read, and each put to its programme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl

from tanggap import intake
from tanggap.intake.formats.kinds import kind_of
from tanggap.intake.formats.workbook import read_workbook
from tanggap.overlap import Programme, Rulebook, recognise, round_of, unlisted

TITLE_ROWS: Final = 10
TITLE_SHEETS: Final = 3


@dataclass(frozen=True, slots=True)
class Sources:
    """What was read.

    `programmes` gives the programme of each list of `read.lists`, in their order, and `names`
    the name of its file in the tables. `book` knows every one of the programmes.
    """

    read: intake.Intake
    names: tuple[str, ...]
    programmes: tuple[Programme, ...]
    book: Rulebook

    @property
    def rounds(self) -> dict[str, str]:
        """The payment round of each file, by its name in the tables."""
        return {name: round_of(name) for name in self.names}

    def findings(self) -> list[intake.Finding]:
        """Return what was found about files and sheets, and about single cells."""
        of_lists = [found for one in self.read.lists for found in one.all_problems()]
        return [*self.read.problems, *of_lists]


def read_sources(
    paths: Sequence[Path],
    *,
    book: Rulebook,
    programmes: Mapping[Path, str],
    mapping: intake.Mapping | None = None,
    include_hidden: bool = False,
    progress: intake.Progress | None = None,
) -> Sources:
    """Read every list that can be read; the others are reported in `read.unreadable`.

    The programme of a file is the one named in `programmes`, else the mapping's, else what its
    name or its titles tell (see `overlap.recognise`).
    """
    decided = {path: _programme_of(path, book, programmes.get(path), mapping) for path in paths}
    read = intake.read_lists(
        [(decided[path].code, path) for path in paths],
        mapping=mapping,
        include_hidden=include_hidden,
        progress=progress,
    )
    chosen = tuple(decided[one.path] for one in read.lists)
    return Sources(
        read=read,
        names=tuple(str(one.table["file"][0]) for one in read.lists),
        programmes=chosen,
        book=book.knowing(chosen),
    )


def _programme_of(
    path: Path, book: Rulebook, named: str | None, mapping: intake.Mapping | None
) -> Programme:
    code = named or _named_in_mapping(path, mapping)
    if code:
        return book.programmes.get(code) or unlisted(code, path.stem)
    by_name = recognise(path.name, (), book)
    if by_name.code in book.programmes:
        return by_name
    return recognise(path.name, _titles(path), book)


def _named_in_mapping(path: Path, mapping: intake.Mapping | None) -> str:
    sheets = mapping.sheets if mapping else ()
    return next((sheet.programme for sheet in sheets if sheet.file == path.name), "")


def _titles(path: Path) -> list[str]:
    """Return the titles of a workbook's first sheets, none where it cannot be read."""
    try:
        kind = kind_of(path)
        grids = [] if kind == "csv" else list(islice(read_workbook(path, kind), TITLE_SHEETS))
    except intake.UnreadableList:
        return []
    return [title for grid in grids for title in _texts_alone(grid.cells.head(TITLE_ROWS))]


def _texts_alone(cells: pl.DataFrame) -> list[str]:
    """Return the cells that stand alone in their row: titles do, headers and data do not."""
    rows = ([cell for cell in row if cell] for row in cells.rows())
    return [row[0] for row in rows if len(row) == 1]
