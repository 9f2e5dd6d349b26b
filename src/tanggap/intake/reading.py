"""Reading recipient lists: every data row once, everything else reported."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from tanggap.intake.formats.delimited import read_delimited
from tanggap.intake.formats.grid import Grid
from tanggap.intake.formats.kinds import Kind, agrees_with_name, kind_of
from tanggap.intake.formats.workbook import read_workbook
from tanggap.intake.mapping import Mapping
from tanggap.intake.problems import Finding, UnreadableList, finding, unreadable
from tanggap.intake.sheets import SheetRead, read_sheet
from tanggap.linkage.schema import NUMERIC_MARKS, PROVENANCE, RAW_FIELDS

Progress = Callable[[str, int], None]
"""Called after each sheet with the file's name and how many records were read of it so far."""

_KIND_NAMES: Final[dict[Kind, str]] = {
    "xlsx": "Excel",
    "xls": "Excel 97–2003",
    "ods": "ODS",
    "csv": "CSV",
}


@dataclass(frozen=True, slots=True)
class ListRead:
    """One file as it was read.

    `table` has one row per record: programme, file, sheet (empty for CSV), row (UInt32; as the
    spreadsheet shows it, for CSV the number of the record counting the header as 1), and those
    of `RAW_FIELDS` that the file has, as String (null where empty), and `NUMERIC_MARKS`.
    `problems` are those of the file; each sheet has its own.
    """

    path: Path
    programme: str
    kind: Kind
    sheets: tuple[SheetRead, ...]
    table: pl.DataFrame
    problems: tuple[Finding, ...] = ()

    def all_problems(self) -> Iterator[Finding]:
        """Yield the problems of the file and of its sheets."""
        yield from self.problems
        for sheet in self.sheets:
            yield from sheet.problems


@dataclass(frozen=True, slots=True)
class Intake:
    """All lists that could be read, and why the others could not."""

    lists: tuple[ListRead, ...]
    unreadable: tuple[UnreadableList, ...]
    table: pl.DataFrame
    problems: tuple[Finding, ...] = field(default=())


def read_list(
    path: Path,
    *,
    programme: str | None = None,
    mapping: Mapping | None = None,
    include_hidden: bool = False,
    progress: Progress | None = None,
) -> ListRead:
    """Read one recipient list of any supported format; its content decides, not its name.

    Without `programme` the file's name (without its end) is the programme. Raises
    `UnreadableList` where not one record can be read, with a sentence that says what to do.
    """
    path = Path(path)
    kind = kind_of(path)
    grids, problems = _grids(path, kind)
    if not agrees_with_name(path, kind):
        problems.append(finding("OTHER_FORMAT", file=path.name, kind=_KIND_NAMES[kind]))
    sheets: list[SheetRead] = []
    tables: list[pl.DataFrame] = []
    for grid in grids:
        chosen = mapping.of(path.name, grid.name) if mapping else None
        sheet, records = read_sheet(
            grid, file=path.name, mapping=chosen, include_hidden=include_hidden
        )
        sheets.append(sheet)
        if records.height:
            name = programme or (chosen.programme if chosen else "") or path.stem
            tables.append(_with_provenance(records, name, path.name, grid.name))
        if progress:
            progress(path.name, sum(table.height for table in tables))
    if not tables:
        raise unreadable(path, "NO_DATA")
    table = _ordered(pl.concat(tables, how="diagonal"))
    return ListRead(path, table["programme"][0], kind, tuple(sheets), table, tuple(problems))


def read_lists(
    paths: Iterable[Path | tuple[str, Path]],
    *,
    mapping: Mapping | None = None,
    include_hidden: bool = False,
    progress: Progress | None = None,
) -> Intake:
    """Read several lists; a pair (programme, path) names the programme of a file.

    A file that cannot be read is reported in `unreadable` and does not stop the others. Raises
    nothing; the table is empty where nothing could be read.
    """
    lists: list[ListRead] = []
    failures: list[UnreadableList] = []
    for one in paths:
        programme, path = one if isinstance(one, tuple) else (None, one)
        try:
            lists.append(
                read_list(
                    path,
                    programme=programme,
                    mapping=mapping,
                    include_hidden=include_hidden,
                    progress=progress,
                )
            )
        except UnreadableList as failure:
            failures.append(failure)
    lists = _with_distinct_files(lists)
    tables = [one.table for one in lists]
    table = _ordered(pl.concat(tables, how="diagonal")) if tables else _ordered(pl.DataFrame())
    return Intake(tuple(lists), tuple(failures), table, tuple(_same_content(lists)))


def _grids(path: Path, kind: Kind) -> tuple[Iterable[Grid], list[Finding]]:
    if kind != "csv":
        return read_workbook(path, kind), []
    grid, quotes_trusted = read_delimited(path)
    return [grid], [] if quotes_trusted else [finding("QUOTES_BROKEN", file=path.name)]


def _with_provenance(records: pl.DataFrame, programme: str, file: str, sheet: str) -> pl.DataFrame:
    return records.with_columns(programme=pl.lit(programme), file=pl.lit(file), sheet=pl.lit(sheet))


def _ordered(table: pl.DataFrame) -> pl.DataFrame:
    """Return the columns in the order of the schema; marks are false where a list has none."""
    missing = {"programme": pl.String, "file": pl.String, "sheet": pl.String, "row": pl.UInt32}
    for name, kind in missing.items():
        if name not in table.columns:
            table = table.with_columns(pl.lit(None, dtype=kind).alias(name))
    marks = [name for name in NUMERIC_MARKS if name in table.columns]
    table = table.with_columns(pl.col(marks).fill_null(value=False))
    names = [name for name in (*PROVENANCE, *RAW_FIELDS, *NUMERIC_MARKS) if name in table.columns]
    return table.select(names)


def _with_distinct_files(lists: list[ListRead]) -> list[ListRead]:
    """Give files of one name in several folders the folder before their name."""
    names = Counter(one.path.name for one in lists)
    return [one if names[one.path.name] == 1 else _with_folder(one) for one in lists]


def _with_folder(one: ListRead) -> ListRead:
    file = f"{one.path.resolve().parent.name}/{one.path.name}"
    table = one.table.with_columns(file=pl.lit(file))
    return ListRead(one.path, one.programme, one.kind, one.sheets, table, one.problems)


def _same_content(lists: Iterable[ListRead]) -> Iterator[Finding]:
    """Yield a finding for each file that repeats another, byte by byte."""
    seen: dict[str, str] = {}
    for one in lists:
        with one.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest in seen:
            yield finding("SAME_CONTENT", file=one.path.name, other=seen[digest])
        seen.setdefault(digest, one.path.name)
