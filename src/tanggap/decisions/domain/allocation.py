"""Who gets a place: cut-off, quota and budget, kelurahan by kelurahan, in the order of need.

What holds, and is tested as properties:

- no quota and no budget is exceeded, in the whole or in a kelurahan;
- within a kelurahan nobody gets a place before somebody who stands higher; across them only where
  the higher one's kelurahan is full, or the lower one has a place of its kelurahan's minimum;
- more places, or more money, remove nobody;
- the same input gives the same answer, in whatever order it comes.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tanggap.decisions.domain.ranking import Candidate
from tanggap.decisions.types import Outcome


class Reason(StrEnum):
    """Why an application stands where it stands in a plan."""

    NEED = "need"
    MINIMUM = "minimum"
    FULL = "full"
    FULL_HERE = "full_here"
    BELOW = "below"
    OVERLAP = "overlap"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Limits:
    """What there is: places in all and by kelurahan (None or missing: as many as want one).

    `minimum` are places that a kelurahan gets for its needy before all others compete.
    """

    cut_off: int = 0
    places: int | None = None
    by_region: Mapping[str, int] = field(default_factory=dict)
    minimum: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands: `position` from 1 in the order of all."""

    position: int
    outcome: Outcome
    reason: Reason


BARRED = {
    "overlap": (Outcome.OUT, Reason.OVERLAP),
    "unknown": (Outcome.WAITING, Reason.UNKNOWN),
}


def allocate(order: Sequence[Candidate], limits: Limits) -> dict[int, Standing]:
    """Return where each candidate of an order stands, by number, in that order."""
    wanting = [one for one in order if not one.bar and one.score >= limits.cut_off]
    minimum = _minimum(wanting, limits)
    taken = _taken(wanting, minimum, limits)
    here = Counter(one.region_code for one in wanting if one.id in taken)
    found: dict[int, Standing] = {}
    for position, one in enumerate(order, start=1):
        if one.id in taken:
            reason = Reason.MINIMUM if one.id in minimum else Reason.NEED
            found[one.id] = Standing(position, Outcome.IN, reason)
        elif one.score < limits.cut_off:
            found[one.id] = Standing(position, Outcome.OUT, Reason.BELOW)
        elif one.bar:
            found[one.id] = Standing(position, *BARRED[one.bar])
        else:
            is_full = here[one.region_code] >= limits.by_region.get(one.region_code, len(order) + 1)
            reason = Reason.FULL_HERE if is_full else Reason.FULL
            found[one.id] = Standing(position, Outcome.WAITING, reason)
    return found


def _minimum(wanting: Sequence[Candidate], limits: Limits) -> set[int]:
    """Return who has a place of the kelurahan's minimum, which no quota of it exceeds."""
    if not limits.minimum:
        return set()
    got: Counter[str] = Counter()
    chosen: set[int] = set()
    for one in wanting:
        region = one.region_code
        most = min(limits.minimum.get(region, 0), limits.by_region.get(region, len(wanting)))
        if got[region] < most:
            got[region] += 1
            chosen.add(one.id)
    return chosen


def _taken(wanting: Sequence[Candidate], minimum: set[int], limits: Limits) -> set[int]:
    """Return who has a place: the minimum first, then everybody else in order."""
    left = len(wanting) if limits.places is None else limits.places
    here: Counter[str] = Counter()
    taken: set[int] = set()
    firsts = [one for one in wanting if one.id in minimum]
    others = [one for one in wanting if one.id not in minimum]
    for one in [*firsts, *others]:
        if left <= 0:
            break
        region = one.region_code
        if here[region] < limits.by_region.get(region, len(wanting)):
            here[region] += 1
            taken.add(one.id)
            left -= 1
    return taken
