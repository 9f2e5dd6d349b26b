"""Who a family is that would wait for a donor: from its application, or from the registry."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from tanggap.applications.queries import facts
from tanggap.applications.types import Status
from tanggap.assistance.queries import who
from tanggap.assistance.types import Standing
from tanggap.core.actor import Actor
from tanggap.fostering.types import NotAllowed
from tanggap.people.queries import people

ELIGIBLE: Final = (Status.VISITED, Status.WAITING, Status.REFUSED)
"""Verified families that the state does not help (yet)."""
READER: Final = Actor.system("Tanggap: keluarga asuh")


@dataclass(frozen=True, slots=True)
class Household:
    """A family as fostering takes it over."""

    standing: Standing
    region_code: str
    head_name: str
    people: int
    score: int
    application_id: int | None = None
    known_since: date | None = None
    rw: str = ""
    rt: str = ""


def of_application(application_id: int) -> Household:
    """Return the family of an application. Raises NotAllowed: "state", "unknown"."""
    found = facts.of(application_id)
    if found.status not in ELIGIBLE or found.score is None:
        raise NotAllowed("state")
    person = found.person_id
    if person is None and found.family_id is not None:
        members = people.members_of_families([found.family_id])
        person = min(members.get(found.family_id, []), default=None)
    if person is None:
        raise NotAllowed("unknown")
    return Household(
        standing=_standing(person), region_code=found.region_code, head_name=found.head_name,
        people=found.people, score=found.score, application_id=found.id,
        known_since=timezone.localdate(found.received_at), rw=found.rw, rt=found.rt,
    )  # fmt: skip


def of_person(person_id: int) -> Household:
    """Return the family of somebody whom a register knows; nobody has visited it, so no score.

    Raises NotAllowed: "unknown".
    """
    standing = _standing(person_id)
    one = people.summaries([person_id])[person_id]
    _code, name = people.names_for(READER, [person_id])[person_id]
    family = [standing.family] if standing.family is not None else []
    members = people.members_of_families(family).get(standing.family or 0, [person_id])
    return Household(
        standing=standing, region_code=one.region_code, head_name=name,
        people=min(len(members), 99), score=0,
    )  # fmt: skip


def _standing(person_id: int) -> Standing:
    found = who.standings([person_id]).get(person_id)
    if found is None:
        raise NotAllowed("unknown")
    return found
