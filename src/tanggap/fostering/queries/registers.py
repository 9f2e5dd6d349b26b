"""Households of a register that no aid reaches, narrowed by place, kind and how long known."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tanggap.accounts.types import Permission
from tanggap.assistance.queries import behind
from tanggap.core import scoping
from tanggap.core.actor import Actor
from tanggap.fostering.domain.households import kinds
from tanggap.fostering.models import Candidate
from tanggap.fostering.types import CandidateState
from tanggap.people.queries import homes
from tanggap.regions import queries as regions

PAGE: Final = 50
LOOKED_AT: Final = 20
"""So many pages of households are looked through for one page of those that are wanted."""
LISTED: Final = "who is on the list already is left out; the caller's own rows say who is seen"
LEVELS: Final = (6, 10)
"""Digits of the codes of kecamatan and kelurahan."""
PLACES: Final = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty means all. `months` it is known, at the least."""

    region_code: str = ""
    kind: str = ""
    months: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One household: its code, its place, who lives there, since when a register knows it."""

    household_id: int
    code: str
    region_code: str
    people: int
    kinds: frozenset[str]
    since: date | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of them; `after` is where the next page begins, None at the end."""

    rows: tuple[Row, ...]
    after: int | None


def page(actor: Actor, wanted: Wanted, *, after: int = 0, today: date) -> Page:
    """Return one page of households that are not on the list of families yet."""
    region = wanted.region_code or min(
        (held.region_code for held in actor.roles if held.region_code), default=""
    )
    rows: list[Row] = []
    for _number in range(LOOKED_AT):
        some = behind.households_without_aid(actor, region=region, after=after)
        for row in _rows(some, today):
            after = row.household_id
            if _is_wanted(row, wanted, today):
                rows.append(row)
            if len(rows) == PAGE:
                return Page(tuple(rows), after)
        if len(some) < behind.PAGE:
            return Page(tuple(rows), None)
        after = some[-1].household_id
    return Page(tuple(rows), after)


def places(actor: Actor) -> list[tuple[str, str]]:
    """Return the kecamatan and kelurahan where an officer may let families enter, by code."""
    ranges = scoping.ranges_of(actor, Permission.FOSTER_ENTER)
    return regions.within_ranges(ranges, LEVELS, most=PLACES)


def _rows(some: list[behind.HouseholdRow], today: date) -> list[Row]:
    numbers = [one.household_id for one in some]
    known = homes.known(numbers)
    listed = set(
        Candidate.objects.unscoped(reason=LISTED)
        .exclude(state=CandidateState.LEFT)
        .filter(household_id__in=numbers)
        .values_list("household_id", flat=True)
    )
    return [
        Row(
            one.household_id, one.code, one.region_code, len(known[one.household_id].births),
            kinds(known[one.household_id].births, today=today), known[one.household_id].since,
        )
        for one in some
        if one.household_id not in listed and one.household_id in known
    ]  # fmt: skip


def _is_wanted(row: Row, wanted: Wanted, today: date) -> bool:
    if wanted.kind and wanted.kind not in row.kinds:
        return False
    if not wanted.months:
        return True
    return row.since is not None and row.since <= today - timedelta(days=30 * wanted.months)
