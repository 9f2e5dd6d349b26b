"""Measure the assignment and write its section: `python -m benchmarks.fostering [OPTIONS]`."""

import argparse
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks import bounds, machine, marked
from benchmarks.fostering import results, section
from benchmarks.fostering.results import METHODS, Result

RESULTS: Final = Path("build/benchmarks/fostering/results.json")
DOCUMENT: Final = Path("docs/benchmarks.md")
FAMILIES: Final = 5_000
PLEDGES: Final = 2_000
SEED: Final = 101


def main() -> None:
    """Draw, join in three ways, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fostering", description=__doc__)
    parser.add_argument("--families", type=int, default=FAMILIES)
    parser.add_argument("--pledges", type=int, default=PLEDGES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--look", action="store_true", help="print only, write nothing")
    parser.add_argument("--write", action="store_true", help="only write the section")
    chosen = parser.parse_args()
    if chosen.write:
        measured = results.load(RESULTS)
    else:
        measured = [_measured(method, chosen) for method in METHODS]
    if chosen.look:
        return
    results.save(measured, RESULTS)
    marked.put(DOCUMENT, section.NAME, section.written(measured))
    print(f"wrote {DOCUMENT}")


def _measured(method: str, chosen: argparse.Namespace) -> Result:
    size = (chosen.families, chosen.pledges, chosen.seed)
    at, load = datetime.now(UTC).isoformat(timespec="seconds"), os.getloadavg()[0]
    ended = bounds.run_module("benchmarks.fostering.worker", method, *map(str, size))
    told = json.loads(ended.output) if ended.output else {}
    print(f"{METHODS[method]}: {ended.failure or ended.output.strip()}", flush=True)
    return Result(method, *size, at, machine.revision(), load, told, ended.failure)


if __name__ == "__main__":
    main()
