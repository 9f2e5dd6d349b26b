"""What was measured of the web application, kept as JSON between the runs and the document."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.web.visits import CREW


@dataclass(frozen=True, slots=True)
class Result:
    """One registry on one database: how it was filled, and what its pages and imports took.

    `pages` are the seconds of every answer by page, without a pause between them; `calm` with
    one. `citizens` are the same of checks and applications, with their seconds, clients, load
    and errors. `first` is the import into an empty registry, `later` into the filled one.
    `measured` says of each part when, of which commit and under what load it was measured.
    """

    database: str
    measured: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: int = 0
    rows: int = 0
    awards: int = 0
    cases: int = 0
    size_bytes: int = 0
    fill: dict[str, float] = field(default_factory=dict)
    pages: dict[str, list[float]] = field(default_factory=dict)
    calm: dict[str, list[float]] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    first: dict[str, float] = field(default_factory=dict)
    later: dict[str, float] = field(default_factory=dict)
    clients: int = len(CREW)
    citizens: dict[str, dict[str, Any]] = field(default_factory=dict)


def save(results: list[Result], path: Path) -> None:
    """Write results."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(one) for one in results], indent=1))


def load(path: Path) -> list[Result]:
    """Read results; none where nothing was measured yet."""
    known = json.loads(path.read_text()) if path.is_file() else []
    return [Result(**one) for one in known if "measured" in one]


def share(seconds: list[float], part: float) -> float:
    """Return the seconds within which a part (0 to 1) of the answers came; 0 for none."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0
