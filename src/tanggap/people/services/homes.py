"""Who lives with whom, after a run of the matching."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from tanggap.core import bulk, events
from tanggap.core.batches import batches
from tanggap.people.domain.codes import new_codes
from tanggap.people.domain.stability import keep_names
from tanggap.people.events import PeopleRelinked
from tanggap.people.models import Household, HouseholdMembership, Person
from tanggap.people.services import loading
from tanggap.people.services.answers import Answer

_MEMBERSHIP: Final = ("person_id", "household_id", "decided", "created_at", "superseded_at")
Part = list[tuple[int | None, list[int]]]
"""Households with the people who belong there; None is a household that is new."""


def parts(answer: Answer, size: int) -> Iterator[Part]:
    """Yield the households whose people are not where they belong, so many at a time.

    Where an officer decided who lives with whom, that holds.
    """
    people = [
        (person, answer.household[answer.members[cluster][0]])
        for cluster, person in answer.person_of.items()
        if person is not None
    ]
    now = loading.households_of(person for person, _ in people)
    free = [(person, home) for person, home in people if not now.get(person, (0, 0, False))[2]]
    names = keep_names(
        [home for _, home in free],
        [now[person][1] if person in now else None for person, _ in free],
    )
    moving: dict[int, list[int]] = {}
    for person, home in free:
        if person not in now or now[person][1] != names[home]:
            moving.setdefault(home, []).append(person)
    for some in batches(sorted(moving), size):
        yield [(names[home], moving[home]) for home in some]


def settle(part: Part, *, at: datetime) -> None:
    """Move people into their households and tell whom it concerns."""
    people = [person for _, several in part for person in several]
    _leave(people, at=at)
    fresh = iter(_found([several[0] for home, several in part if home is None], at=at))
    memberships = []
    for home, several in part:
        household = home if home is not None else next(fresh)
        memberships += [(person, household, False, at, None) for person in several]
    bulk.insert_values(HouseholdMembership, _MEMBERSHIP, memberships)
    events.publish(PeopleRelinked(frozenset(people)))


def join(person: int, other: int, *, at: datetime) -> tuple[int | None, int]:
    """Let a person live with another one, as an officer found; return (household before, now)."""
    now = loading.households_of([person, other])
    home = now[other][1]
    before = now[person][1] if person in now else None
    _leave([person, other], at=at)
    HouseholdMembership.objects.bulk_create(
        [
            HouseholdMembership(person_id=one, household_id=home, decided=True, created_at=at)
            for one in (person, other)
        ]
    )
    events.publish(PeopleRelinked(frozenset({person, other})))
    return before, home


def move_back(person: int, household: int, *, at: datetime) -> None:
    """Let a person live where they lived before an officer's decision."""
    _leave([person], at=at)
    HouseholdMembership.objects.create(person_id=person, household_id=household, created_at=at)
    events.publish(PeopleRelinked(frozenset({person})))


def _leave(people: Sequence[int], *, at: datetime) -> None:
    for some in batches(people):
        HouseholdMembership.objects.filter(person__in=some, superseded_at=None).update(
            superseded_at=at
        )


def _found(firsts: Sequence[int], *, at: datetime) -> list[int]:
    """Make a household for each of these people, in their region; return their ids."""
    regions: dict[int, str] = {}
    people = Person.objects.unscoped(reason="the regions of new households")
    for some in batches(firsts):
        regions |= dict(people.filter(pk__in=some).values_list("pk", "region_code"))
    ids = bulk.reserve(Household, len(firsts))
    codes = new_codes("R", len(firsts))
    homes = (
        (home, code, regions[one], at) for home, code, one in zip(ids, codes, firsts, strict=True)
    )
    bulk.insert_values(Household, ("id", "code", "region_code", "created_at"), homes)
    return ids
