"""Which places of the ledger an award needs.

A place is one subject under one group of a rule in one year. It has twelve months, and a month
has room for one holder: the award itself, or the side of the rule that its programme is on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tanggap.assistance.domain.holders import ITSELF, joined

Months = int
"""A set of months of one year: the lowest bit is January."""


class Need(NamedTuple):
    """As whom an award needs a place, and for which months."""

    holder: str
    months: Months


class Place(NamedTuple):
    """Where holders meet; in the order in which the places of a statement are locked."""

    subject_id: int
    group: int
    year: str
    subject_kind: str


@dataclass(frozen=True, slots=True)
class Membership:
    """How a programme takes its places in a group; `region` and the months of the rule bound it.

    With a `component` only awards that are known to have it do.
    """

    group: int
    level: str
    holder: str
    region: str
    valid_from: str
    valid_to: str
    component: str = ""


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
    components: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The memberships of each programme and the months (`yyyy-mm`) of each round."""

    memberships: Mapping[int, Sequence[Membership]]
    months: Mapping[int, Sequence[str]]
    _known: dict[tuple[int, int], list["_Usual"]] = field(default_factory=dict)

    def needed(self, promise: Promise) -> dict[Place, Need]:
        """Return the places that a promise needs."""
        found: dict[Place, Need] = {}
        itself = f"award:{promise.award}"
        for membership, group, year, months in self._usual(promise.programme, promise.round):
            if membership.component and membership.component not in promise.components:
                continue
            if not _same_region(membership.region, promise.region):
                continue
            if promise.ended or promise.exempt:
                months = _without_exceptions(months, group, year, promise)  # noqa: PLW2901
            if months:
                subject, kind = _subject(membership.level, promise)
                place = Place(subject, group, year, kind)
                holder = itself if membership.holder == ITSELF else membership.holder
                if place in found:  # by another component that the award has
                    holder = joined([found[place].holder, holder]) or itself
                found[place] = Need(holder, months)
        return found

    @property
    def asks_components(self) -> bool:
        """Tell whether any rule that keeps places names a component."""
        return any(one.component for some in self.memberships.values() for one in some)

    def _usual(self, programme: int, round_: int) -> list["_Usual"]:
        """Return the groups, years and months of awards without exceptions."""
        key = (programme, round_)
        if key not in self._known:
            self._known[key] = [
                (one, one.group, year, months)
                for one in self.memberships.get(programme, ())
                for year, months in _by_year(one, self.months.get(round_, ())).items()
            ]
        return self._known[key]


_Usual = tuple[Membership, int, str, Months]


def numbers(months: Months) -> list[int]:
    """Return the months of a set, January as 1."""
    return [number for number in range(1, 13) if months >> (number - 1) & 1]


def _by_year(membership: Membership, months: Sequence[str]) -> dict[str, Months]:
    """Return the months of a round in which the rule holds, year by year."""
    found: dict[str, Months] = {}
    for month in months:
        if _holds(membership, month):
            found[month[:4]] = found.get(month[:4], 0) | 1 << int(month[5:7]) - 1
    return found


def _without_exceptions(months: Months, group: int, year: str, promise: Promise) -> Months:
    def excepted(number: int) -> bool:
        month = f"{year}-{number:02d}"
        return month in promise.ended or (group, month) in promise.exempt

    return months & ~sum(1 << number - 1 for number in numbers(months) if excepted(number))


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
