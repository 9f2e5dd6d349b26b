"""Verified families whom no aid reaches and who are not on the list yet: always from the ledger."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tanggap.accounts.types import Permission
from tanggap.applications.queries import facts
from tanggap.applications.types import ApplicationFacts
from tanggap.assistance.types import Standing
from tanggap.core.actor import Actor
from tanggap.fostering.models import Candidate
from tanggap.fostering.queries import aid
from tanggap.fostering.queries.households import ELIGIBLE
from tanggap.fostering.types import CandidateState
from tanggap.people.queries import people

PAGE: Final = 50
PART: Final = 200
LISTED: Final = "who is on the list already is left out; the caller's own rows say who is seen"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A family that an officer may ask. `is_known` says whether the registry knows it."""

    application: ApplicationFacts
    is_known: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some of them, the needier first; `after` is where the next page begins, None at the end."""

    rows: tuple[Waiting, ...]
    after: int | None


def from_applications(
    actor: Actor, *, region_code: str = "", months: int = 0, after: int = 0, at: datetime
) -> Page:
    """Return verified applications of families without aid that are not on the list.

    Only those of a region, and that came at least so many months ago, where that is asked.
    """
    before = at - timedelta(days=30 * months)
    everyone = facts.visible(actor, statuses=ELIGIBLE, permission=Permission.FOSTER_ENTER)
    found = [
        one
        for one in everyone
        if one.score is not None
        and one.region_code.startswith(region_code)
        and one.received_at <= before
    ]
    rows: list[Waiting] = []
    place = after
    while place < len(found) and len(rows) < PAGE:
        some = found[place : place + PART]
        for number, one in enumerate(_without_aid(some, at)):
            if one is not None and len(rows) < PAGE:
                rows.append(one)
                last = place + number + 1
        place = last if len(rows) == PAGE else place + len(some)
    return Page(tuple(rows), place if place < len(found) else None)


def person_of(household_id: int) -> int | None:
    """Return somebody of a household, the earliest known, in whose name it may enter."""
    return min(people.members_of_households([household_id]).get(household_id, []), default=None)


def _without_aid(some: list[ApplicationFacts], at: datetime) -> list[Waiting | None]:
    """Return the families of some applications, None for those with aid or on the list."""
    standings = {
        one.id: Standing(one.person_id or 0, one.family_id, one.household_id)
        for one in some
        if one.person_id is not None or one.family_id is not None
    }
    aided = aid.holders(standings, at=at)
    listed = Candidate.objects.unscoped(reason=LISTED).exclude(state=CandidateState.LEFT)
    taken = set(
        listed.filter(application_id__in=[one.id for one in some]).values_list(
            "application_id", flat=True
        )
    )
    return [
        None if one.id in aided or one.id in taken else Waiting(one, one.id in standings)
        for one in some
    ]
