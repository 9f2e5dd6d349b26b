"""`laporan.html`: one page that the head of the social office opens, and understands."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from tanggap.language import Language, Sentence
from tanggap.reconcile.combinations import UpSet, draw_upset
from tanggap.reconcile.examples import Example, choose_examples, masked_value
from tanggap.reconcile.figures import (
    Headline,
    ListFigure,
    RuleFigure,
    by_list,
    by_rule,
    headline,
)
from tanggap.reconcile.ledger import Ledger, Linked
from tanggap.reconcile.places import Atlas, Chart, UnusableBoundaries, draw_atlas, draw_chart
from tanggap.reconcile.sources import Sources
from tanggap.reconcile.status import STATUSES
from tanggap.reconcile.templating import environment

LEFT_OUT: Final = {
    "title": Sentence("judul", "titles"),
    "blank": Sentence("kosong", "blank"),
    "header": Sentence("kepala kolom", "headers"),
    "total": Sentence("jumlah", "totals"),
    "signature": Sentence("tanda tangan", "signatures"),
    "hidden sheet": Sentence("lembar tersembunyi", "hidden sheet"),
    "skipped": Sentence("dilewati", "skipped"),
    "not a list": Sentence("bukan daftar", "not a list"),
}
NIK_LABELS: Final = {
    "sound": Sentence("NIK baik", "sound NIK"),
    "repaired": Sentence("dirapikan", "tidied"),
    "excel": Sentence("rusak oleh Excel", "destroyed by Excel"),
    "impossible": Sentence("tidak mungkin", "impossible"),
    "missing": Sentence("kosong", "missing"),
}
VERDICTS: Final = {
    "same": Sentence("Orang yang sama", "One person"),
    "doubtful": Sentence("Ragu", "Doubtful"),
    "household": Sentence("Serumah, orang berbeda", "One household, two persons"),
    "different": Sentence("Orang berbeda", "Two persons"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report tells, in figures and drawings."""

    headline: Headline
    rules: list[RuleFigure]
    lists: list[ListFigure]
    upset: UpSet | None
    atlas: Atlas
    chart: Chart | None
    examples: list[Example]
    notes: tuple[Sentence, ...]


def draw_up(ledger: Ledger, linked: Linked, *, boundaries: Path | None = None) -> Report:
    """Count and draw everything for the report; boundaries that cannot be used become a note."""
    atlas = draw_atlas(ledger)
    chart: Chart | None = None
    notes: tuple[Sentence, ...] = ()
    if boundaries is not None:
        try:
            chart = draw_chart(atlas, boundaries)
        except UnusableBoundaries as problem:
            notes = (problem.sentence,)
    return Report(
        headline=headline(ledger),
        rules=by_rule(ledger),
        lists=by_list(ledger),
        upset=draw_upset(ledger),
        atlas=atlas,
        chart=chart,
        examples=choose_examples(ledger, linked),
        notes=notes,
    )


def write_page(
    path: Path, report: Report, ledger: Ledger, sources: Sources, *, language: Language, on: date
) -> None:
    """Write the report as one self-contained page: no network, no script."""
    page = environment(language).get_template("laporan.html.j2")
    text = page.render(
        report=report,
        figures=report.headline,
        rows=_RowNames(ledger),
        sources=sources,
        programmes=ledger.programmes,
        statuses=STATUSES,
        left_out=LEFT_OUT,
        nik_labels=NIK_LABELS,
        verdicts=VERDICTS,
        on=on,
        masked=masked_value,
    )
    path.write_text(text, "utf-8")


class _RowNames:
    """Where single rows stand, for the examples."""

    def __init__(self, ledger: Ledger) -> None:
        self._rows = ledger.rows

    def place(self, row: int) -> dict[str, Any]:
        """Return programme, file, sheet and row number of one row of the ledger."""
        names = ("programme", "file", "sheet", "row")
        return {name: self._rows.item(row, name) for name in names}
