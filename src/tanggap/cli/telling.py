"""What the terminal shows: progress, the summary, an explanation. Never a NIK."""

import shlex
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from tanggap.cli import texts
from tanggap.cli.texts import say
from tanggap.language import Language, Sentence, chosen_language
from tanggap.reconcile import Progress as Told
from tanggap.reconcile import RowFound, Stage, Summary, TwoRows
from tanggap.reconcile.examples import masked_value
from tanggap.reconcile.numbers import decimal, percent, rupiah_in_short, whole
from tanggap.simulate import CitySummary

S = Sentence
BAR: Final = 16
"""Longest bar of evidence, in characters; one character is one bit."""
MOST_NOTES: Final = 8

errors = Console(stderr=True, highlight=False)
output = Console(highlight=False)


@contextmanager
def stages() -> Iterator[Told]:
    """Show a bar per stage while the job runs, on the terminal's error side."""
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=28), TimeElapsedColumn())
    with Progress(*columns, console=errors) as bars:
        tasks: dict[Stage, TaskID] = {}

        def tell(stage: Stage, share: float) -> None:
            for earlier, task in tasks.items():
                if earlier is not stage:
                    bars.update(task, completed=1.0)
                    bars.stop_task(task)
            if stage not in tasks:
                tasks[stage] = bars.add_task(say(stage.value), total=1.0)
            bars.update(tasks[stage], completed=share)

        yield tell


@contextmanager
def one_bar(label: Sentence) -> Iterator[Callable[[float], None]]:
    """Show one bar while something is made."""
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=28), TimeElapsedColumn())
    with Progress(*columns, console=errors) as bars:
        task = bars.add_task(say(label), total=1.0)
        yield lambda share: bars.update(task, completed=share)


def tell_city(city: CitySummary, directory: Path) -> None:
    """Show what a synthetic city holds, and what to do with it."""
    language = chosen_language()
    told = say(texts.CITY_MADE).format(
        records=whole(city.records, language),
        lists=len(city.rows_per_file),
        people=whole(city.people_listed, language),
        households=whole(city.households_listed, language),
        region=city.region,
        truth=city.truth,
    )
    output.print(escape(told), soft_wrap=True)
    folder = shlex.quote(str(directory))
    output.print(escape(say(texts.TRY_IT).format(folder=folder)), soft_wrap=True, style="dim")


def tell_error(sentence: Sentence) -> None:
    """Show what went wrong and what to do."""
    errors.print(f"[bold red]✗[/] {escape(say(sentence))}")


def tell_warning(sentence: Sentence) -> None:
    """Show something that needs attention although the work was done."""
    errors.print(f"[bold yellow]![/] {escape(say(sentence))}")


def tell_summary(summary: Summary, seconds: float) -> None:
    """Show what was found, in words, and where to look next."""
    language = chosen_language()
    for failure in summary.unreadable:
        tell_error(failure.sentence)
    for note in (*_loud_findings(summary), *summary.notes):
        tell_warning(note)
    output.print(_lists(summary))
    output.print(_figures(summary, language))
    done = S("Selesai dalam {seconds} detik.", "Done in {seconds} seconds.")
    opening = S(
        "Buka {path} · arti setiap berkas: BACA-SAYA.txt",
        "Open {path} · files are explained in BACA-SAYA.txt",
    )
    output.print(f"[bold green]✓[/] {say(done).format(seconds=decimal(seconds, language))}")
    path = f"[bold]{escape(str(summary.out / 'laporan.html'))}[/]"
    output.print(say(opening).format(path=path), soft_wrap=True)
    private = S("Hasil memuat data pribadi.", "The result holds personal data.")
    output.print(f"[dim]{say(private)}[/]")


def _loud_findings(summary: Summary) -> Iterator[Sentence]:
    """Yield what was odd about files and sheets: once for each kind and file, with a count."""
    loud = [found for found in summary.findings if found.row is None and found.severity != "info"]
    counts = Counter((found.file, found.code) for found in loud)
    first = {(found.file, found.code): found.sentence for found in reversed(loud)}
    for key in list(counts)[:MOST_NOTES]:
        more = texts.AND_MORE.format(count=counts[key] - 1) if counts[key] > 1 else S("", "")
        yield S(first[key].id + more.id, first[key].en + more.en)
    if len(counts) > MOST_NOTES:
        yield texts.MORE_NOTES.format(count=len(counts) - MOST_NOTES)


def _lists(summary: Summary) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in (S("Berkas", "File"), S("Program", "Programme")):
        table.add_column(say(heading), overflow="fold")
    table.add_column(say(S("Baris", "Rows")), justify="right")
    for one in summary.lists:
        rows = whole(one.rows, chosen_language())
        table.add_row(escape(one.file), f"[cyan]{escape(one.programme)}[/]", rows)
    return table


def _figures(summary: Summary, language: Language) -> Table:
    figures = summary.headline
    lines = (
        (figures.people, S("orang", "people")),
        (figures.households, S("rumah tangga", "households")),
        (
            figures.households_on_several,
            S(
                "rumah tangga di lebih dari satu daftar bantuan",
                "households on more than one list of aid",
            ),
        ),
        (
            figures.households_breaking,
            S(
                "rumah tangga menerima bantuan yang tidak boleh bersamaan",
                "households receive aid that may not come together",
            ),
        ),
        (figures.households_warned, S("rumah tangga perlu dikunjungi", "households to be visited")),
        (
            figures.telling_pairs,
            S("pasangan ragu yang menentukan bantuan", "doubtful pairs that matter for aid"),
        ),
        (
            figures.rows_without_nik,
            S("baris tanpa NIK yang dapat dipakai", "rows without a usable NIK"),
        ),
    )
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(justify="right", style="bold")
    table.add_column()
    for value, label in lines:
        table.add_row(whole(value, language), say(label))
    if figures.rupiah_per_month:
        money = rupiah_in_short(figures.rupiah_per_month, language)
        table.add_row(
            money,
            say(
                S("per bulan dapat dialihkan (sedikitnya)", "a month could go to others (at least)")
            ),
        )
    if figures.households_breaking:
        share = percent(figures.found_by_nik, figures.households_breaking, language)
        table.add_row(
            share,
            say(
                S("di antaranya ditemukan VLOOKUP pada NIK", "of them a VLOOKUP on NIK would find")
            ),
        )
    return table


def tell_explanation(found: TwoRows) -> None:
    """Show two rows and the evidence of each field, with names and numbers masked."""
    language = chosen_language()
    for row in (found.a, found.b):
        output.print(f"[cyan]{escape(row.programme)}[/] {escape(_place(row))}")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in (
        S("Bidang", "Field"),
        S("Temuan", "Finding"),
        S("Baris 1", "Row 1"),
        S("Baris 2", "Row 2"),
    ):
        table.add_column(say(heading), overflow="fold")
    table.add_column(say(S("Bobot", "Weight")))
    before = S("Sebelum ada bukti", "Before any evidence")
    table.add_row(say(before), "", "", "", _bar(found.explanation.prior_weight, language))
    for evidence in found.explanation.evidence:
        table.add_row(
            say(evidence.label),
            escape(masked_value("", say(evidence.finding))),
            escape(masked_value(evidence.field, evidence.left)),
            escape(masked_value(evidence.field, evidence.right)),
            _bar(evidence.weight, language),
        )
    output.print(table)
    chance = S("Peluang orang yang sama: {chance} %", "Chance of one person: {chance} %")
    share = decimal(100 * found.explanation.probability, language)
    output.print(f"[bold]{say(chance).format(chance=share)}[/]")
    output.print(escape(masked_value("", say(found.explanation.summary))))
    together = S(
        "Hasil ini menghitungnya sebagai satu orang.", "The result counts them as one person."
    )
    apart = S(
        "Hasil ini menghitungnya sebagai orang yang berbeda.",
        "The result counts them as different people.",
    )
    output.print(say(together if found.together else apart))


def _place(row: RowFound) -> str:
    sheet = f" · {row.sheet}" if row.sheet else ""
    return f"{row.file}{sheet} · {say(S('baris', 'row'))} {row.row}"


def _bar(weight: float, language: Language) -> str:
    length = min(round(abs(weight)), BAR)
    colour = "green" if weight >= 0 else "red"
    sign = "+" if weight > 0 else ""
    return f"[{colour}]{'█' * length}[/] {sign}{decimal(weight, language)}"


@contextmanager
def clock() -> Iterator[list[float]]:
    """Measure how long a block takes; the list gets the seconds at its end."""
    seconds: list[float] = []
    start = perf_counter()
    yield seconds
    seconds.append(perf_counter() - start)
