"""Run one method in this process and print what it took and did, as JSON."""

import json
import sys
import time
from dataclasses import asdict

from benchmarks import machine
from benchmarks.fostering import city
from benchmarks.fostering.results import METHODS
from tanggap.fostering.domain import assignment, comparing
from tanggap.fostering.domain.assignment import Solution, Weights
from tanggap.fostering.domain.sides import facing
from tanggap.fostering.types import Offer, Traits


def main() -> None:
    """Draw, solve, tell."""
    method, families, pledges, seed = sys.argv[1], *map(int, sys.argv[2:])
    waiting, offers = city.draw(families, pledges, seed)
    start = time.perf_counter()
    found = _solved(method, waiting, offers)
    seconds = time.perf_counter() - start
    told = asdict(comparing.figures(found, city.TODAY))
    told |= {"seconds": seconds, "peak_bytes": machine.peak_memory()}
    told |= {"room": sum(one.room for one in offers), "groups": len(found.sides.groups)}
    told |= {"kins": len(found.sides.kins)}
    print(json.dumps(told))


def _solved(method: str, waiting: list[Traits], offers: list[Offer]) -> Solution:
    """Return the solution of a method; its grouping of both sides is in its time."""
    if method not in METHODS:
        raise SystemExit(f"unknown method: {method}")
    if method == "best":
        return assignment.solve(waiting, offers, today=city.TODAY)
    sides = facing(
        waiting, offers, pinned=(), forbidden=(), served={}, weights=Weights(), today=city.TODAY
    )
    return comparing.first_come(sides) if method == "first" else comparing.neediest_first(sides)


if __name__ == "__main__":
    main()
