"""What a plan does: whom it reaches, what it costs, and what changes against another plan."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tanggap.decisions.domain.allocation import Standing
from tanggap.decisions.domain.ranking import Candidate
from tanggap.decisions.types import Outcome

TENTHS: Final = 10
POOREST: Final = 5
"""The neediest fifth of all candidates is whom a plan must reach first."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group are in, wait and are out."""

    reached: int
    waiting: int
    out: int

    @property
    def whole(self) -> int:
        """The size of the group."""
        return self.reached + self.waiting + self.out


@dataclass(frozen=True, slots=True)
class Effects:
    """What a plan does, in numbers. `tenths` go from the neediest tenth to the least needy."""

    all: Share
    cost: int
    poorest: Share
    by_region: Mapping[str, Share]
    by_sex: Mapping[str, Share]
    tenths: tuple[Share, ...]
    by_reason: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """Who gets a place in one plan and had none in another, and the other way round."""

    gained: tuple[int, ...]
    lost: tuple[int, ...]


def effects(
    order: Sequence[Candidate],
    standings: Mapping[int, Standing],
    *,
    cost: int,
    need: Sequence[int],
) -> Effects:
    """Return what a plan does. `need` lists all candidates by need as the visits found it.

    The yardstick of need is the same for every plan, also for one with other weights: otherwise a
    plan would look fair by calling others poor.
    """
    fifth = -(-len(need) // POOREST)
    return Effects(
        all=_share(standings, need),
        cost=cost * sum(one.outcome is Outcome.IN for one in standings.values()),
        poorest=_share(standings, need[:fifth]),
        by_region=_grouped(standings, [(one.region_code, one.id) for one in order]),
        by_sex=_grouped(standings, [(one.head_sex, one.id) for one in order]),
        tenths=tuple(_share(standings, part) for part in _parts(need)),
        by_reason=dict(Counter(str(one.reason) for one in standings.values())),
    )


def change(before: Mapping[int, Standing], after: Mapping[int, Standing]) -> Change:
    """Return who gains and who loses a place, by number."""
    had = {number for number, one in before.items() if one.outcome is Outcome.IN}
    has = {number for number, one in after.items() if one.outcome is Outcome.IN}
    return Change(tuple(sorted(has - had)), tuple(sorted(had - has)))


def _share(standings: Mapping[int, Standing], numbers: Sequence[int]) -> Share:
    count = Counter(standings[number].outcome for number in numbers)
    return Share(count[Outcome.IN], count[Outcome.WAITING], count[Outcome.OUT])


def _grouped(
    standings: Mapping[int, Standing], pairs: Sequence[tuple[str, int]]
) -> dict[str, Share]:
    groups: dict[str, list[int]] = {}
    for group, number in pairs:
        groups.setdefault(group, []).append(number)
    return {group: _share(standings, groups[group]) for group in sorted(groups)}


def _parts(need: Sequence[int]) -> list[Sequence[int]]:
    cuts = [len(need) * part // TENTHS for part in range(TENTHS + 1)]
    return [need[low:high] for low, high in pairwise(cuts)]
