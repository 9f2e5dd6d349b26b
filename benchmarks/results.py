"""What was measured, kept as JSON between the runs and the document."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any, Literal

from benchmarks.accuracy import Score

Threshold = Literal["own", "best", "pairs"]


@dataclass(frozen=True, slots=True)
class Result:
    """One method on one case: what it cost and how right it was, or why it failed."""

    case: str
    method: str
    at: str  # when it was measured, ISO 8601
    rows: int = 0
    seconds: float = 0.0  # from the table in memory to clusters
    normalise_seconds: float = 0.0  # ours: part of them; peers: what their table cost before
    peak_bytes: int = 0
    commit: str = ""  # the code that was measured
    load: float = 0.0  # the machine's load average of the last minute, before it began
    scores: dict[str, dict[str, Any]] = field(default_factory=dict)
    failure: str = ""


def save(results: Iterable[Result], path: Path) -> None:
    """Write results, in the order of their cases."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(result) for result in results], indent=1))


def load(path: Path) -> list[Result]:
    """Read results; none where nothing was measured yet."""
    return [Result(**one) for one in json.loads(path.read_text())] if path.is_file() else []


def renewed(old: Iterable[Result], new: Iterable[Result]) -> list[Result]:
    """Replace the old measurement of the same method and case."""
    return list({(one.case, one.method): one for one in [*old, *new]}.values())


class Measured:
    """Results to look things up in."""

    def __init__(self, results: Iterable[Result]) -> None:
        self.results = list(results)
        self._found = {(one.case, one.method): one for one in self.results}

    def of(self, case: str, method: str) -> Result | None:
        """Return one result, also a failed one."""
        return self._found.get((case, method))

    def pooled(
        self, cases: Iterable[str], method: str, what: str, threshold: Threshold = "own"
    ) -> Score | None:
        """Return the score of several cases taken together; None unless all were measured."""
        found = [self.of(case, method) for case in cases]
        counts = [one.scores.get(threshold, {}).get(what) if one else None for one in found]
        if not counts or None in counts:
            return None
        return reduce(add, (Score(*count) for count in counts if count))

    def failure(self, cases: Iterable[str], method: str) -> str:
        """Return why a method gave no answer on one of the cases, or nothing."""
        found = (self.of(case, method) for case in cases)
        return next((one.failure for one in found if one and one.failure), "")

    def seconds(self, cases: Iterable[str], method: str) -> float | None:
        """Return the mean seconds over the cases."""
        found = [one for case in cases if (one := self.of(case, method)) and not one.failure]
        return sum(one.seconds for one in found) / len(found) if found else None

    def peak_bytes(self, cases: Iterable[str], method: str) -> int | None:
        """Return the most memory over the cases."""
        found = [one for case in cases if (one := self.of(case, method)) and not one.failure]
        return max((one.peak_bytes for one in found), default=None)
