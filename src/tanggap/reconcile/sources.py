"""The lists as they came: read, and each put to its programme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl

from tanggap import intake
from tanggap.intake.formats.delimited import read_delimited
from tanggap.intake.formats.kinds import kind_of
from tanggap.intake.formats.workbook import read_workbook
from tanggap.language import Sentence
from tanggap.overlap import Programme, Rulebook, recognise, round_of, unlisted
from tanggap.simulate import TRUTH_COLUMNS

TRUTH_HEADER: Final = ",".join(TRUTH_COLUMNS)
TRUTH_SET_ASIDE: Final = Sentence(
    "“{file}” adalah kunci jawaban kota tiruan, bukan daftar; berkas itu dilewati.",
    "“{file}” holds the answers to a synthetic city and is no list; it was left out.",
)
TITLE_ROWS: Final = 10
TITLE_SHEETS: Final = 3


@dataclass(frozen=True, slots=True)
class Sources:
    """What was read.

    `programmes` gives the programme of each list of `read.lists`, in their order, and `names`
    the name of its file in the tables. `book` knows every one of the programmes. `notes` tell
    of files that were set aside.
    """

    read: intake.Intake
    names: tuple[str, ...]
    programmes: tuple[Programme, ...]
    book: Rulebook
    notes: tuple[Sentence, ...] = ()

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
    name or its titles tell (see `overlap.recognise`). The truth beside the lists of a synthetic
    city is set aside with a note: it is the answer, not a list.
    """
    answers = [path for path in paths if is_truth(path)]
    paths = [path for path in paths if path not in answers]
    decided = {path: _programme_of(path, book, programmes.get(path), mapping) for path in paths}
    read = intake.read_lists(
        [(decided[path].code, path) for path in paths],
        mapping=mapping,
        include_hidden=include_hidden,
        progress=progress,
    )
    province = province_of(read.table)
    chosen = tuple(
        decided[one.path] if one.path in programmes else book.in_region(decided[one.path], province)
        for one in read.lists
    )
    return Sources(
        read=_put_to(read, chosen),
        names=tuple(str(one.table["file"][0]) for one in read.lists),
        programmes=chosen,
        book=book.knowing(chosen),
        notes=tuple(TRUTH_SET_ASIDE.format(file=path.name) for path in answers),
    )


def province_of(table: pl.DataFrame) -> str:
    """Return the province (two digits) that most NIKs of the lists name, empty where none does."""
    if "national_id" not in table.columns:
        return ""
    provinces = table["national_id"].drop_nulls().str.extract(r"^\D*(\d{2})\d{14}\D*$").drop_nulls()
    if provinces.is_empty():
        return ""
    most, count = provinces.value_counts(sort=True).row(0)
    return str(most) if 2 * count > provinces.len() else ""


def _put_to(read: intake.Intake, programmes: Sequence[Programme]) -> intake.Intake:
    """Return what was read with each list under its programme."""
    lists = tuple(
        replace(
            one, programme=chosen.code, table=one.table.with_columns(programme=pl.lit(chosen.code))
        )
        for one, chosen in zip(read.lists, programmes, strict=True)
    )
    codes = pl.Series([one.programme for one in lists], dtype=pl.String)
    heights = [one.table.height for one in lists]
    which = pl.Series(range(len(lists)), dtype=pl.UInt32).repeat_by(pl.Series(heights)).explode()
    table = read.table.with_columns(programme=codes.gather(which)) if lists else read.table
    return replace(read, lists=lists, table=table)


def is_truth(path: Path) -> bool:
    """Tell whether a file is the truth that `simulate` writes beside its lists."""
    try:
        with path.open("rb") as file:
            return file.readline(200).decode("utf-8", "replace").strip() == TRUTH_HEADER
    except OSError:
        return False


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
    """Return the titles above the tables of a file, none where it cannot be read."""
    try:
        kind = kind_of(path)
        text = kind == "csv"
        grids = (
            [read_delimited(path)[0]] if text else islice(read_workbook(path, kind), TITLE_SHEETS)
        )
        return [title for grid in grids for title in _texts_alone(grid.cells.head(TITLE_ROWS))]
    except intake.UnreadableList:
        return []


def _texts_alone(cells: pl.DataFrame) -> list[str]:
    """Return the cells that stand alone in their row: titles do, headers and data do not."""
    rows = ([cell for cell in row if cell] for row in cells.rows())
    return [row[0] for row in rows if len(row) == 1]
