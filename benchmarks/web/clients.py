"""Twenty officers at work for a while.

`python -m benchmarks.web.clients PORT FOLDER SECONDS PAUSE` drives the server on a port.

PAUSE is the mean of the seconds that an officer reads a page before the next; 0: none at all,
which is the hardest that twenty connections can do to a server.
"""

import json
import random
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

from benchmarks.web import visits
from benchmarks.web.browser import Browser, Page

PASSWORD: Final = "tanggap-demo"  # noqa: S105 - of the demo
WARM_UP: Final = 3.0
"""Seconds at the start that do not count: caches and connections fill."""


def main(port: int, folder: Path, seconds: float, pause: float) -> dict[str, Any]:
    """Drive the server; return the seconds of every page by its name, and the errors."""
    asked = json.loads((folder / "asked.json").read_text())
    officers = [_sign_in(port, asked, number) for number in range(len(visits.CREW))]
    start, seen = time.perf_counter() + WARM_UP, []  # type: ignore[var-annotated]
    threads = [
        threading.Thread(target=_work, args=(one, account, start, start + seconds, pause, seen))
        for one, account in zip(officers, visits.CREW, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pages: dict[str, list[float]] = {}
    for page in seen:
        pages.setdefault(page.name, []).append(round(page.seconds, 5))
    errors = [f"{page.name}: {page.status}" for page in seen if page.status != 200]
    return {"pages": pages, "errors": sorted(set(errors)), "failed": len(errors)}


def _sign_in(port: int, asked: list[dict[str, Any]], number: int) -> visits.Officer:
    browser = Browser(port)
    browser.sign_in(visits.CREW[number], PASSWORD)
    return visits.Officer(browser, asked, random.Random(number))  # noqa: S311 - dice


def _work(
    officer: visits.Officer, account: str, start: float, end: float, pause: float, seen: list[Page]
) -> None:
    while time.perf_counter() < end:
        for page in visits.visit(officer, account):
            if time.perf_counter() >= start:
                seen.append(Page(page.name, page.status, page.seconds, ""))
            if pause:
                time.sleep(officer.dice.expovariate(1 / pause))


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), Path(sys.argv[2]), *map(float, sys.argv[3:5]))))
