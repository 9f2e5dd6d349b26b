"""The same workbook back, with the verdict of the ledger beside every row."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from tanggap.assistance.domain.row_states import LABELS
from tanggap.assistance.models import ExclusionRule, RowVerdict
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.core.registry import text_of
from tanggap.intake.formats.delimited import read_delimited
from tanggap.intake.formats.workbook import read_workbook
from tanggap.language import Sentence
from tanggap.people.queries import lists as imported
from tanggap.people.services import returns
from tanggap.reconcile.returned.additions import Colour, Column, SheetAdditions
from tanggap.reconcile.returned.insertion import UnusualWorkbook, insert_columns
from tanggap.reconcile.returned.rewriting import PlainSheet, write_anew

COLUMNS: Final = (
    (Sentence("Aturan", "Rule"), 20),
    (Sentence("Dasar hukum", "Legal basis"), 40),
    (Sentence("Hasil", "Result"), 22),
    (Sentence("Penjelasan", "Explanation"), 90),
)
"""The result stands third: there the library colours its column."""
COLOURS: Final = {
    "clear": ("135E36", "E1F3E7"),
    "served": ("1B4B82", "E1ECF9"),
    "overlap": ("8E1B1B", "FBE4E1"),
    "warn": ("7A4B00", "FDF0D2"),
    "review": ("7A4B00", "FDF0D2"),
    "unknown": ("44505C", "E7EBEF"),
    "unreadable": ("8E1B1B", "FBE4E1"),
}
Additions = dict[str, SheetAdditions]
Progress = Callable[[int, int], None]
STEPS: Final = 4
CHUNK: Final = 1 << 20


def write(*, list_id: int, progress: Progress = lambda _done, _total: None) -> None:
    """Write the list's file as a workbook with four columns more, and keep it sealed.

    XLSX keeps all it had. Nothing readable stays on the disk.
    """
    with returns.clear_file(list_id) as (found, source):
        progress(1, STEPS)
        additions = _additions(found)
        progress(2, STEPS)
        target = source.with_name("back.xlsx.new")
        _write(source, target, found, additions)
        progress(3, STEPS)
        with target.open("rb") as file:
            returns.keep(list_id, iter(partial(file.read, CHUNK), b""))
        progress(STEPS, STEPS)


@transaction.atomic
def hand_over(*, list_id: int, by: Actor, at: datetime) -> Iterator[bytes]:
    """Return the workbook that was written, on the record.

    Raises Forbidden, and FileNotFoundError where none was written.
    """
    content = returns.content(by, list_id)
    audit.record("assistance.list.returned", by=by, at=at, subject=f"list:{list_id}",
                 region_code=imported.one(by, list_id).region_code)  # fmt: skip
    return content


def _write(source: Path, target: Path, found: Any, sheets: Additions) -> None:
    columns = [Column(text_of(heading), width) for heading, width in COLUMNS]
    colours = [Colour(text_of(LABELS[state]), *pair) for state, pair in COLOURS.items()]
    if found.understood.get("kind") == "xlsx" and all(s.header_row for s in sheets.values()):
        try:
            insert_columns(source, target, columns=columns, sheets=sheets, colours=colours)
        except UnusualWorkbook:
            target.unlink(missing_ok=True)
        else:
            return
    plain = _plain(source, found.understood.get("kind", ""))
    write_anew(target, columns=columns, plain=plain, sheets=sheets, colours=colours)


def _additions(found: Any) -> Additions:
    """Return the added texts by sheet and row."""
    rules = ExclusionRule.objects.filter(status=ExclusionRule.Status.APPROVED)
    basis = dict(rules.values_list("code", "basis"))
    cells: dict[str, dict[int, tuple[str, ...]]] = {}
    rows = RowVerdict.objects.filter(recipient_list=found.pk).values_list(
        "record__sheet", "record__row", "state", "rule", "told_id", "told_en"
    )
    for sheet, row, state, rule, told_id, told_en in rows.iterator(chunk_size=5_000):
        told = text_of(Sentence(told_id, told_en))
        result = text_of(LABELS[state])
        cells.setdefault(sheet, {})[row] = (rule, basis.get(rule, ""), result, told)
    headers = {
        sheet["name"]: max(sheet["header_rows"], default=0)
        for sheet in found.understood.get("sheets", ())
    }
    return {sheet: SheetAdditions(headers.get(sheet, 0), some) for sheet, some in cells.items()}


def _plain(source: Path, kind: str) -> Iterator[PlainSheet]:
    """Yield the sheets of a file as text, in the places where they stand."""
    if kind == "csv":
        grid, _ = read_delimited(source)
        yield PlainSheet(grid.name, grid.cells.rows())
        return
    for grid in read_workbook(source, kind):  # type: ignore[arg-type]
        yield PlainSheet(grid.name, grid.cells.rows(), grid.hidden)
