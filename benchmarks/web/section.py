"""The section on the web application in `docs/benchmarks.md`; the others stay as they are."""

from pathlib import Path
from typing import Final

from benchmarks import machine, marked
from benchmarks.tables import table
from benchmarks.web import public
from benchmarks.web.installation import SETTINGS
from benchmarks.web.results import Result, share

NAME: Final = "web"
GOAL: Final = 0.300
_MEGABYTE: Final = 2**20


def put(document: Path, results: list[Result]) -> None:
    """Write the section anew, in its place or at the end."""
    marked.put(document, NAME, written(results))


def written(results: list[Result]) -> str:
    """Return the section."""
    return "\n\n".join([_opening(results), *map(_registry, results)])


def _opening(results: list[Result]) -> str:
    parts = [told for one in results for told in one.measured.values()]
    when = ", ".join(sorted({told["at"][:10] for told in parts}))
    commits = ", ".join(sorted({told["commit"] for told in parts}))
    settings = ", ".join(f"{name} {value}" for name, value in SETTINGS.items())
    return f"""## The web application

`make bench-web` fills a registry with simulated lists by the services of the application, starts
its server and lets {results[0].clients if results else 20} officers work on it: they search,
open dossiers, look at lists, cases, doubtful pairs and figures.

- Measured {when} on {machine.described()}; commit {commits}.
- **The clients share the cores with the server and the database**; on machines of their own, the
  server would have that share as well.
- *Without a pause*: every officer asks for the next page the moment the last has come, which no
  office does; the server computes all the time. *With a pause*: five seconds on average between
  two pages, as people read.
- PostgreSQL from its wheel, with {settings}.
- Goal: 95 of 100 pages within {GOAL * 1000:.0f} ms; a list of 100,000 rows within 60 s and
  1.5 GiB to its verdict, its commit within 60 s."""


def _registry(one: Result) -> str:
    title = f"### {one.database}: {one.people:,} people, {one.rows:,} rows, {one.awards:,} awards"
    filled = sum(one.fill.values())
    loads = ", ".join(f"{told['load']:.1f} ({name})" for name, told in one.measured.items())
    about = (
        f"{one.cases:,} cases; {one.size_bytes / 2**30:.1f} GiB; filled in {filled / 60:.0f} "
        f"minutes. Load average of the machine before each part: {loads}; above the cores, "
        f"seconds are longer than alone."
    )
    if one.errors:
        about += f" Errors: {', '.join(one.errors)}."
    return "\n\n".join(
        part for part in (title, about, _pages(one), public.table_of(one), _imports(one)) if part
    )


def _pages(one: Result) -> str:
    header = ("page", "answers", "p50, ms", "p95, ms", "p99, ms", "with pause: p50", "p95", "p99")
    every = [second for seconds in one.pages.values() for second in seconds]
    calm = [second for seconds in one.calm.values() for second in seconds]
    rows = [
        [name, f"{len(seconds):,}", *_shares(seconds), *_shares(one.calm.get(name, []))]
        for name, seconds in sorted(one.pages.items())
    ]
    rows.append(["**all**", f"{len(every):,}", *_shares(every), *_shares(calm)])
    per_second = one.processor.get("answers_per_second", 0)
    busy = one.processor.get("server_seconds_per_answer", 0)
    told = (
        f"Without a pause {per_second:.0f} pages a second; a page costs the web server "
        f"{busy * 1000:.0f} ms of one core. {_reached(one.calm)}"
    )
    return f"{table(header, rows)}\n\n{told}" if one.pages else ""


def _reached(calm: dict[str, list[float]]) -> str:
    """Say in a sentence whether the goal for pages was reached with a pause."""
    late = [name for name, seconds in sorted(calm.items()) if share(seconds, 0.95) > GOAL]
    if not late:
        return "With a pause the goal is reached on every page."
    return f"With a pause the goal is **not** reached on: {', '.join(late)}."


def _shares(seconds: list[float]) -> list[str]:
    return [f"{share(seconds, part) * 1000:.0f}" if seconds else "" for part in (0.5, 0.95, 0.99)]


def _imports(one: Result) -> str:
    header = ("a workbook of", "into", "read, s", "judge, s", "to the verdict, s", "MB",
              "commit, s", "MB in all")  # fmt: skip
    rows = [
        [
            f"{took['rows']:,.0f} rows",
            into,
            f"{took['read']:.1f}",
            f"{took['judge']:.1f}",
            f"{took['read'] + took['judge']:.1f}",
            f"{took['verdict_bytes'] / _MEGABYTE:,.0f}",
            f"{took['commit']:.1f}",
            f"{took['peak_bytes'] / _MEGABYTE:,.0f}",
        ]
        for into, took in (("an empty registry", one.first), ("this registry", one.later))
        if took
    ]
    return table(header, rows) if rows else ""
