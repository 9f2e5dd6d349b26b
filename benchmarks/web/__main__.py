"""Measure the web application and write its section: `python -m benchmarks.web [OPTIONS]`."""

import argparse
import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks import machine
from benchmarks.web import browser, installation, public, results, section
from benchmarks.web.installation import Installation
from benchmarks.web.results import Result

WORK: Final = Path("build/benchmarks/web")
DOCUMENT: Final = Path("docs/benchmarks.md")
ROWS: Final = {"sqlite": 600_000, "postgresql": 2_000_000}
"""Rows of a city of 300,000 people, and of a million."""

IMPORTED: Final = 100_000
PORT: Final = 8791
PAUSE: Final = 5.0


def main() -> None:
    """Fill, drive, import, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    parser.add_argument("--database", choices=[*ROWS], action="append", help="both by default")
    parser.add_argument("--rows", type=int, help="rows of the registry, instead of the usual")
    parser.add_argument("--seconds", type=float, default=60, help="of each drive")
    parser.add_argument("--imported", type=int, default=IMPORTED, help="rows of the list")
    parser.add_argument(
        "--keep", action="store_true", help="keep the filled registry, use it again"
    )
    parser.add_argument(
        "--filled",
        type=Path,
        help="folder of kept registries: use the one there, brought up to this code, and keep it",
    )
    parser.add_argument(
        "--part", choices=[*PARTS, "fill"], help="measure only this; fill: nothing yet"
    )
    parser.add_argument("--write", action="store_true", help="only write the section")
    chosen = parser.parse_args()
    path = WORK / "results.json"
    known = {one.database: one for one in results.load(path)}
    for database in () if chosen.write else chosen.database or [*ROWS]:
        one = _measured(database, chosen, known)
        known[one.database] = one
        results.save(list(known.values()), path)
    section.put(DOCUMENT, sorted(known.values(), key=lambda one: one.people))
    print(f"wrote {DOCUMENT}")


def _measured(database: str, chosen: argparse.Namespace, known: dict[str, Result]) -> Result:
    """Measure the parts that were chosen; the others stay as they were measured earlier."""
    rows = chosen.rows or ROWS[database]
    work = (chosen.filled or WORK).absolute()
    place = _place(database, work, f"{database}_{rows}")
    found: dict[str, Any] = {"fill": _filled(place, rows)}
    if chosen.filled:
        place.run("benchmarks.web.renewing")
    found |= json.loads(place.run("benchmarks.web.counting"))
    one = replace(known.get(place.database, Result(place.database)), **found)
    for name in PARTS:
        if chosen.part in {None, name}:
            told = {
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "commit": machine.revision(),
                "load": os.getloadavg()[0],
            }
            part = PARTS[name](place, chosen)
            one = replace(one, **part, measured=one.measured | {name: told})
    if not (chosen.keep or chosen.filled):
        installation.drop(place)
    return one


def _place(database: str, work: Path, name: str) -> Installation:
    folder = work / name
    if database == "sqlite":
        return installation.on_sqlite(folder)
    return installation.on_postgresql(folder, name)


def _filled(place: Installation, rows: int) -> dict[str, float]:
    mark = place.folder / "filled.json"
    if not mark.is_file():
        print(f"{place.database}: filling a registry with {rows:,} rows", flush=True)
        place.run("benchmarks.web.filling", str(rows))
    took: dict[str, float] = json.loads(mark.read_text())
    return took


def _driven(place: Installation, chosen: argparse.Namespace) -> dict[str, Any]:
    """Drive the server as `tanggap up` starts it, without and with a pause."""
    seconds = chosen.seconds
    with place.python("tanggap.config.web", "--bind", f"127.0.0.1:{PORT}") as server:
        try:
            browser.wait_for(PORT)
            before = installation.seconds_of_processor(server)
            hard = _clients(place, seconds, 0)
            busy = installation.seconds_of_processor(server) - before
            calm = _clients(place, seconds, PAUSE)
        finally:
            server.terminate()
    answers = sum(map(len, hard["pages"].values()))
    return {
        "pages": hard["pages"],
        "calm": calm["pages"],
        "errors": sorted({*hard["errors"], *calm["errors"]}),
        "processor": {
            "answers_per_second": answers / seconds,
            "server_seconds_per_answer": busy / max(answers, 1),
        },
    }


def _clients(place: Installation, seconds: float, pause: float) -> dict[str, Any]:
    print(f"{place.database}: twenty officers, pause {pause:.0f} s", flush=True)
    told = place.run(
        "benchmarks.web.clients", str(PORT), str(place.folder), str(seconds), str(pause)
    )
    answer: dict[str, Any] = json.loads(told)
    for name, took in sorted(answer["pages"].items()):
        p50, p95 = (results.share(took, part) * 1000 for part in (0.5, 0.95))
        print(f"  {name:<24} {len(took):6,} answers, p50 {p50:6.0f} ms, p95 {p95:6.0f} ms")
    return answer


def _citizens(place: Installation, chosen: argparse.Namespace) -> dict[str, Any]:
    return {"citizens": public.driven(place, PORT, chosen.seconds)}


def _first_import(place: Installation, chosen: argparse.Namespace) -> dict[str, Any]:
    """Import into an empty registry, which is not kept."""
    database = place.database.lower()
    empty = _place(database, place.folder.parent, f"{database}_first")
    installation.drop(empty)
    empty = _place(database, place.folder.parent, f"{database}_first")
    empty.run("benchmarks.web.preparing")
    found = {"first": _imported(empty, chosen.imported)}
    installation.drop(empty)
    return found


def _later_import(place: Installation, chosen: argparse.Namespace) -> dict[str, Any]:
    """Import into a copy of the filled registry, which is not kept."""
    later = installation.copy(place, f"{place.database.lower()}_later")
    found = {"later": _imported(later, chosen.imported)}
    installation.drop(later)
    return found


def _imported(place: Installation, rows: int) -> dict[str, float]:
    print(f"{place.database}: importing {rows:,} rows", flush=True)
    took: dict[str, float] = json.loads(place.run("benchmarks.web.importing", str(rows)))
    print("  " + ", ".join(f"{name} {value:,.1f}" for name, value in took.items()), flush=True)
    return took


PARTS: Final = {
    "pages": _driven,
    "citizens": _citizens,
    "import": _first_import,
    "later import": _later_import,
}
"""What can be measured, each by itself."""


if __name__ == "__main__":
    main()
