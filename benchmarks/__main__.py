"""Run the benchmark and write `docs/benchmarks.md`: `python -m benchmarks [CASE ...]`.

With case keys (or patterns like "febrl*") only those are measured anew; `--write` only writes the
document from what was measured before.
"""

import argparse
import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from benchmarks import bounds, document, machine, marked, ours, plan, plots, results
from benchmarks.cases import Case
from benchmarks.results import Measured, Result

WORK: Final = Path("build/benchmarks")
RESULTS: Final = WORK / "results.json"
DOCS: Final = Path("docs")
SECTIONS: Final = ("web", "fostering")
"""Sections of the page that other commands write: `benchmarks.web`, `benchmarks.fostering`."""


def main() -> None:
    """Measure, keep, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("cases", nargs="*", help="keys of cases, or patterns")
    parser.add_argument("--write", action="store_true", help="only write the document")
    chosen = parser.parse_args()
    known = results.load(RESULTS) if chosen.cases or chosen.write else []
    if not chosen.write:
        ours.warm_up()
        known = _measured(known, _chosen(chosen.cases))
    measured = Measured(known)
    plots.draw(measured, DOCS / "pictures")
    page = DOCS / "benchmarks.md"
    others = "".join(marked.kept(page, name) for name in SECTIONS)
    page.write_text(document.write(measured) + others, encoding="utf-8")
    print(f"wrote {DOCS / 'benchmarks.md'}")


def _chosen(keys: list[str]) -> list[plan.Step]:
    wanted = keys or ["*"]
    return [step for step in plan.steps() if any(fnmatch(step.case.key, key) for key in wanted)]


def _measured(known: list[Result], steps: list[plan.Step]) -> list[Result]:
    """Run the steps one after the other; what is known is kept after each."""
    for number, step in enumerate(steps, 1):
        print(f"[{number}/{len(steps)}] {step.case.label} ({step.case.key})", flush=True)
        known = results.renewed(known, _run(step.case, step.methods))
        results.save(known, RESULTS)
    return known


def _run(case: Case, methods: tuple[str, ...]) -> Iterator[Result]:
    """Make a case, run every method on it in its own process, and remove the case."""
    folder = WORK / case.key
    flat = ["flat"] if methods != ("tanggap",) else []
    ended = bounds.run_module("benchmarks.prepare", case.key, str(folder), *flat)
    made = json.loads(ended.output) if ended.output else {"failure": ended.failure}
    for method in methods:
        yield _one(case, method, folder, made)
    shutil.rmtree(folder, ignore_errors=True)


def _one(case: Case, method: str, folder: Path, made: dict[str, float | int | str]) -> Result:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    if failure := str(made.get("failure", "")):
        return Result(case.key, method, at, failure=failure)
    load = os.getloadavg()[0]
    ended = bounds.run_module("benchmarks.worker", method, str(folder))
    rows, normalise = int(made["rows"]), float(made.get("normalise_seconds", 0))
    if ended.failure:
        print(f"  {method}: {ended.failure}", flush=True)
        return Result(case.key, method, at, rows, failure=ended.failure)
    answer = json.loads(ended.output.splitlines()[-1])
    answer = {"normalise_seconds": normalise} | answer
    commit = machine.revision()
    result = Result(case.key, method, at, rows, commit=commit, load=load, **answer)
    person = Measured([result]).pooled([case.key], method, "person")
    print(f"  {method}: {result.seconds:.1f} s, F1 {person.f1 if person else 0:.4f}", flush=True)
    return result


if __name__ == "__main__":
    main()
