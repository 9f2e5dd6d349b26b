"""How fast citizens are answered: checks of aid, whole applications, and their last step alone."""

import json
import os
from typing import Any, Final

from benchmarks.tables import table
from benchmarks.web import browser, installation
from benchmarks.web.installation import Installation
from benchmarks.web.results import Result, share

CLIENTS: Final = 16
DRAFTS: Final = 3_000
"""Finished drafts that are waiting to be sent; those that are left over are simply not sent."""

WHOLE: Final = {"apply": "application"}
"""The row that stands for all pages of a kind."""

GOALS: Final = {
    "check": "≥ 300, p95 < 100 ms",
    "send": "≥ 30",
    "application": "≥ 30",
}
NAMES: Final = {
    "check": "check of aid (/cek/)",
    "send": "sending a finished application",
    "application": "application, from the start to the receipt",
}


def driven(place: Installation, port: int, seconds: float) -> dict[str, dict[str, Any]]:
    """Drive the server as `tanggap up` starts it; return what each kind of citizen measured.

    It stands behind a proxy here, whose word for the addresses the clients give.
    """
    place.run("benchmarks.web.drafting", str(DRAFTS))
    found = {}
    with place.python(
        "tanggap.config.web", "--bind", f"127.0.0.1:{port}", TANGGAP_BEHIND_PROXY="1"
    ) as server:
        try:
            browser.wait_for(port)
            for what in ("check", "send", "apply"):
                found[what] = _asked(place, server, port, seconds, what)
        finally:
            server.terminate()
    return found


def _asked(
    place: Installation, server: Any, port: int, seconds: float, what: str
) -> dict[str, Any]:
    load, before = os.getloadavg()[0], installation.seconds_of_processor(server)
    told = place.run(
        "benchmarks.web.citizens", str(port), str(place.folder), str(seconds), str(CLIENTS), what
    )
    busy = installation.seconds_of_processor(server) - before
    answer: dict[str, Any] = json.loads(told)
    for name, took in sorted(answer["pages"].items()):
        rate, p95 = len(took) / answer["seconds"], share(took, 0.95) * 1000
        print(f"  {name:<14} {rate:6.1f} a second, p95 {p95:6.0f} ms")
    return answer | {"load": load, "busy": busy, "clients": CLIENTS}


def table_of(one: Result) -> str:
    """Return the rows of citizens, nothing where none were measured."""
    header = ("citizens", "a second", "goal", "p50, ms", "p95, ms", "p99, ms", "load before",
              "not answered")  # fmt: skip
    rows = []
    for what, told in one.citizens.items():
        name = WHOLE.get(what, what)
        took = told["pages"].get(name, [])
        shares = [f"{share(took, part) * 1000:.0f}" for part in (0.5, 0.95, 0.99)]
        rate, load = f"{len(took) / told['seconds']:.1f}", f"{told['load']:.1f}"
        rows.append([NAMES[name], rate, GOALS[name], *shares, load, f"{told['failed']:,}"])
    if not rows:
        return ""
    return f"{table(header, rows)}\n\n{_about(one)}"


def _about(one: Result) -> str:
    told = one.citizens.get("apply", {"pages": {}, "seconds": 1.0})
    whole = told["pages"]
    requests = sum(len(took) for name, took in whole.items() if name != "application")
    each = requests / max(1, len(whole.get("application", [])))
    return (
        f"{CLIENTS} citizens without a pause, each check and each application from an address of "
        "its own. *Applications a second* can be read in two ways, and both are here. *Sending* is "
        "the last request of a finished application: it receives, checks at the desk, asks the "
        "ledger and writes. *From the start to the receipt* is all that a citizen asks of the "
        f"server on the way, about {each:.0f} requests, because every question is a page that is "
        f"read and answered: {requests / told['seconds']:.0f} requests a second."
    )
