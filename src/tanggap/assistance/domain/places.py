"""Which places of the ledger an award needs.

A place is one subject under one group of a rule in one year. It has twelve months, and a month
has room for one holder: the award itself, or the side of the rule that its programme is on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tanggap.assistance.domain.holders import ITSELF

NOBODY: Final = ""
Months = tuple[str, ...]
"""The holders of January to December; NOBODY where the month is free."""

EMPTY: Final[Months] = (NOBODY,) * 12


class Place(NamedTuple):
    """Where holders meet; in the order in which the places of a statement are locked."""

    subject_id: int
    group: int
    year: str
    subject_kind: str


@dataclass(frozen=True, slots=True)
class Membership:
    """How a programme takes its places in a group; `region` and the months of the rule bound it."""

    group: int
    level: str
    holder: str
    region: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class Promise:
    """An active award: what it promises to whom, and the months in which it needs no place."""

    award: int
    programme: int
    round: int
    person: int
    family: int | None
    household: int | None
    region: str
    ended: frozenset[str] = frozenset()
    exempt: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The memberships of each programme and the months (`yyyy-mm`) of each round."""

    memberships: Mapping[int, Sequence[Membership]]
    months: Mapping[int, Sequence[str]]
    _known: dict[tuple[int, int], list[tuple[Membership, list[str]]]] = field(default_factory=dict)

    def needed(self, promise: Promise) -> dict[Place, Months]:
        """Return the places that a promise needs, with its holder in the months that it needs."""
        found: dict[Place, Months] = {}
        for membership, months in self._within(promise.programme, promise.round):
            if not _same_region(membership.region, promise.region):
                continue
            if promise.ended or promise.exempt:
                months = _without_exceptions(months, membership.group, promise)  # noqa: PLW2901
            subject, kind = _subject(membership.level, promise)
            holder = f"award:{promise.award}" if membership.holder == ITSELF else membership.holder
            for year, in_year in _by_year(months).items():
                place = Place(subject, membership.group, year, kind)
                found[place] = tuple(holder if held else NOBODY for held in in_year)
        return found

    def _within(self, programme: int, round_: int) -> list[tuple[Membership, list[str]]]:
        """Return the groups of a programme with the months of a round in which the rule holds."""
        key = (programme, round_)
        if key not in self._known:
            self._known[key] = [
                (one, [month for month in self.months.get(round_, ()) if _holds(one, month)])
                for one in self.memberships.get(programme, ())
            ]
        return self._known[key]


def _without_exceptions(months: Sequence[str], group: int, promise: Promise) -> list[str]:
    return [
        month
        for month in months
        if month not in promise.ended and (group, month) not in promise.exempt
    ]


def _by_year(months: Sequence[str]) -> dict[str, list[bool]]:
    found: dict[str, list[bool]] = {}
    for month in months:
        found.setdefault(month[:4], [False] * 12)[int(month[5:7]) - 1] = True
    return found


def _holds(membership: Membership, month: str) -> bool:
    return membership.valid_from <= month and (
        not membership.valid_to or month <= membership.valid_to
    )


def _same_region(of_rule: str, of_award: str) -> bool:
    """Tell whether a rule counts where an award was made; an award of nowhere counts anywhere."""
    return not of_rule or not of_award or of_award.startswith(of_rule)


def _subject(level: str, promise: Promise) -> tuple[int, str]:
    """Return who takes the place: as near to the level of the rule as is known of the person."""
    if level == "household" and promise.household is not None:
        return promise.household, "household"
    if level != "person" and promise.family is not None:
        return promise.family, "family"
    return promise.person, "person"
