"""What was measured of the assignment, kept as JSON between the runs and the document."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

METHODS: Final = {
    "best": "Tanggap: best assignment",
    "first": "first come, first served",
    "needy": "the neediest first",
}
"""Labels by method, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Result:
    """One method on one city: `told` is what its worker printed, empty where it failed."""

    method: str
    families: int
    pledges: int
    seed: int
    at: str
    commit: str
    load: float
    told: dict[str, Any] = field(default_factory=dict)
    failure: str = ""


def save(results: list[Result], path: Path) -> None:
    """Write results."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(one) for one in results], indent=1))


def load(path: Path) -> list[Result]:
    """Read results; none where nothing was measured yet."""
    return [Result(**one) for one in json.loads(path.read_text())] if path.is_file() else []
