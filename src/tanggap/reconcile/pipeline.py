"""The main job: read, link, judge, write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from tanggap import intake, linkage
from tanggap.intake import Finding, UnreadableList
from tanggap.language import Language, Sentence
from tanggap.overlap import Rulebook, rules_of_2020
from tanggap.reconcile import tables
from tanggap.reconcile.advice import advise
from tanggap.reconcile.explaining import keep_for_explaining
from tanggap.reconcile.figures import Headline
from tanggap.reconcile.folder import RETURNED, result_folder
from tanggap.reconcile.guide import write_guide
from tanggap.reconcile.handback import hand_back
from tanggap.reconcile.ledger import Ledger, open_ledger
from tanggap.reconcile.nothing_done import NothingDone
from tanggap.reconcile.page import draw_up, write_page
from tanggap.reconcile.sources import Sources, read_sources
from tanggap.reconcile.stages import Progress, Stage, silent
from tanggap.reconcile.summary_workbook import write_workbook
from tanggap.reconcile.writing import Format, write_tables


@dataclass(frozen=True, slots=True)
class ListSummary:
    """One list: its file, the programme that it was put to, and how many rows it gave."""

    file: str
    programme: str
    rows: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What was found and what was written; `unreadable` lists were left out."""

    out: Path
    headline: Headline
    lists: tuple[ListSummary, ...]
    unreadable: tuple[UnreadableList, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Sentence, ...]


def reconcile(
    paths: Sequence[Path],
    *,
    out: Path,
    programmes: Mapping[Path, str] | None = None,
    rules: Rulebook | None = None,
    mapping: intake.Mapping | None = None,
    include_hidden: bool = False,
    show_ids: bool = False,
    formats: Sequence[Format] = ("csv",),
    boundaries: Path | None = None,
    language: Language = "id",
    on: date | None = None,
    progress: Progress = silent,
) -> Summary:
    """Find out who stands on which lists, judge it, and write everything to `out`.

    Raises NothingDone where no list can be read or `out` cannot be written to. Lists that cannot
    be read do not stop the others. What an earlier run wrote to `out` is replaced; what others
    wrote there, or changed, is kept aside (see `folder`).
    """
    progress(Stage.READ, 0.0)
    with result_folder(out, paths) as folder:
        sources = read_sources(
            paths,
            book=rules or rules_of_2020(),
            programmes=programmes or {},
            mapping=mapping,
            include_hidden=include_hidden,
            progress=_counting(progress, len(paths)),
        )
        linked, ledger = _link_and_judge(sources, progress)
        summary = write_results(
            sources,
            linked,
            ledger,
            out=folder.new,
            show_ids=show_ids,
            formats=formats,
            boundaries=boundaries,
            language=language,
            on=on or date.today(),  # noqa: DTZ011 - the reader's own calendar
            progress=progress,
        )
        folder.publish()
    return replace(summary, out=out, notes=(*sources.notes, *summary.notes, *folder.notes))


def _link_and_judge(sources: Sources, progress: Progress) -> tuple[linkage.Linkage, Ledger]:
    if not sources.read.lists:
        said = sources.notes[-1] if sources.notes else _NOTHING_READ
        raise NothingDone(said, sources.read.unreadable)
    table = sources.read.table
    linked = linkage.link(table, progress=lambda _, share: progress(Stage.LINK, share))
    progress(Stage.JUDGE, 0.0)
    ledger = open_ledger(
        table,
        linked=linked,
        problems=row_problems(linked, table, sources.findings()),
        book=sources.book,
        rounds=sources.rounds,
    )
    return linked, ledger


def write_results(
    sources: Sources,
    linked: linkage.Linkage,
    ledger: Ledger,
    *,
    out: Path,
    show_ids: bool,
    formats: Sequence[Format],
    boundaries: Path | None,
    language: Language,
    on: date,
    progress: Progress,
) -> Summary:
    """Write tables, report, returned lists and guide; return the summary."""
    progress(Stage.TABLES, 0.0)
    written = all_tables(ledger, sources.findings(), show_ids=show_ids)
    write_tables(written, out, formats=formats)
    keep_for_explaining(linked, ledger, out)
    progress(Stage.REPORT, 0.0)
    report = draw_up(ledger, linked, boundaries=boundaries)
    write_page(out / "laporan.html", report, ledger, sources, language=language, on=on)
    write_workbook(out / "laporan.xlsx", report, written, language)
    write_guide(out, language)
    progress(Stage.RETURN, 0.0)
    hand_back(sources, ledger.rows, advise(ledger, language), out / RETURNED, language)
    progress(Stage.RETURN, 1.0)
    return Summary(
        out=out,
        headline=report.headline,
        lists=tuple(
            ListSummary(name, programme.code, one.table.height)
            for name, programme, one in zip(
                sources.names, sources.programmes, sources.read.lists, strict=True
            )
        ),
        unreadable=sources.read.unreadable,
        findings=tuple(sources.findings()),
        notes=report.notes,
    )


def all_tables(
    ledger: Ledger, findings: Sequence[Finding], *, show_ids: bool
) -> dict[str, pl.DataFrame]:
    """Return every table by the name of its file; numbers are masked unless `show_ids`."""
    shown = tables.shown_rows(ledger, show_ids=show_ids)
    return {
        "records": tables.records_table(ledger),
        "people": tables.people_table(shown),
        "households": tables.households_table(shown, ledger.overlaps),
        "overlaps": tables.overlaps_table(ledger, shown),
        "review": tables.review_table(ledger, shown),
        "problems": tables.problems_table(ledger, findings),
    }


def row_problems(
    linked: linkage.Linkage, table: pl.DataFrame, findings: Sequence[Finding]
) -> pl.Series:
    """Return the problem codes of every row: what normalising found, then what reading found."""
    codes = intake.problems_of(linked.records.quality)
    met: dict[tuple[str, str, int], set[str]] = {}
    for found in findings:
        if found.row is not None:
            met.setdefault((found.file, found.sheet, found.row), set()).add(found.code)
    if not met:
        return codes
    places = table.select("file", "sheet", "row").iter_rows()
    more = pl.Series([sorted(met.get(place, ())) for place in places], dtype=pl.List(pl.String))
    return codes.list.concat(more)


_NOTHING_READ: Final = Sentence(
    "Tidak ada satu daftar pun yang dapat dibaca; tidak ada yang ditulis.",
    "Not one list could be read; nothing was written.",
)


def _counting(progress: Progress, files: int) -> intake.Progress:
    """Return the progress of reading as the share of files begun."""
    begun: set[str] = set()

    def tell(file: str, _rows: int) -> None:
        begun.add(file)
        progress(Stage.READ, min(len(begun) / max(files, 1), 1.0))

    return tell
