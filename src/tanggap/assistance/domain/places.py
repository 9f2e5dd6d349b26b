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
    _known: dict[tuple[int, int], list["_Usual"]] = field(default_factory=dict)

    def needed(self, promise: Promise) -> dict[Place, Months]:
        """Return the places that a promise needs, with its holder in the months that it needs."""
        found: dict[Place, Months] = {}
        itself = f"award:{promise.award}"
        for membership, group, year, months in self._usual(promise.programme, promise.round):
            if not _same_region(membership.region, promise.region):
                continue
            if promise.ended or promise.exempt:
                months = _without_exceptions(months, group, year, promise)  # noqa: PLW2901
            if months != EMPTY:
                subject, kind = _subject(membership.level, promise)
                found[Place(subject, group, year, kind)] = (
                    tuple(itself if one else NOBODY for one in months)
                    if membership.holder == ITSELF
                    else months
                )
        return found

    def _usual(self, programme: int, round_: int) -> list["_Usual"]:
        """Return what an award without exceptions needs: groups, years, holders of months."""
        key = (programme, round_)
        if key not in self._known:
            self._known[key] = [
                (one, one.group, year, months)
                for one in self.memberships.get(programme, ())
                for year, months in _by_year(one, self.months.get(round_, ())).items()
            ]
        return self._known[key]


_Usual = tuple[Membership, int, str, Months]
_SOMEBODY: Final = "?"


def _by_year(membership: Membership, months: Sequence[str]) -> dict[str, Months]:
    """Return the holders of the months of a round in which the rule holds, year by year."""
    found: dict[str, list[str]] = {}
    for month in months:
        if _holds(membership, month):
            in_year = found.setdefault(month[:4], [NOBODY] * 12)
            in_year[int(month[5:7]) - 1] = membership.holder or _SOMEBODY
    return {year: tuple(in_year) for year, in_year in found.items()}


def _without_exceptions(months: Months, group: int, year: str, promise: Promise) -> Months:
    def needs(number: int) -> bool:
        month = f"{year}-{number:02d}"
        return month not in promise.ended and (group, month) not in promise.exempt

    return tuple(
        holder if needs(number) else NOBODY for number, holder in enumerate(months, start=1)
    )


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
