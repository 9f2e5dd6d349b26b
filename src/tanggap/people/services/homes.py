"""Who lives with whom, after a run of the matching."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Plan:
    """The household of each person whom a run found, and who does not live there yet.

    `names` has the household of each home of the engine; None is one that is new until its first
    person moves in. `waiting` are clusters whose rows stay and whose person moves.
    """

    answer: Answer
    names: dict[int, int | None]
    waiting: list[int]

    def settle(self, clusters: Sequence[int], *, at: datetime) -> frozenset[int]:
        """Move the people of clusters to where they belong; return who moved.

        Where an officer decided who lives with whom, even a moment ago, that holds. The caller
        tells of the moves, in the transaction that it holds.
        """
        people = _people_of(self.answer, clusters)
        now = loading.households_of(person for person, _ in people)
        moving = [
            (person, home)
            for person, home in people
            if person not in now or not (now[person][2] or now[person][1] == self.names[home])
        ]
        self._found({home: person for person, home in reversed(moving)}, at=at)
        _leave([person for person, _ in moving], at=at)
        rows = ((person, self.names[home], False, at, None) for person, home in moving)
        bulk.insert_values(HouseholdMembership, _MEMBERSHIP, rows)
        return frozenset(person for person, _ in moving)

    def _found(self, firsts: Mapping[int, int], *, at: datetime) -> None:
        """Make the homes that have no household yet, in the region of their first person."""
        new = sorted(home for home in firsts if self.names[home] is None)
        self.names.update(zip(new, _found([firsts[home] for home in new], at=at), strict=True))


def plan(answer: Answer) -> Plan:
    """Name the households of a run's answer: a household stays where most of its people stay."""
    people = _people_of(answer, answer.members)
    now = loading.households_of(person for person, _ in people)
    free = [(person, home) for person, home in people if not now.get(person, (0, 0, False))[2]]
    homes = {answer.home_of(cluster) for cluster in answer.members}
    names = dict.fromkeys(homes) | keep_names(
        [home for _, home in free],
        [now[person][1] if person in now else None for person, _ in free],
    )
    astray = {p for p, home in free if p not in now or now[p][1] != names[home]}
    changed = set(answer.changed)
    waiting = [
        cluster
        for cluster, person in answer.person_of.items()
        if person in astray and cluster not in changed
    ]
    return Plan(answer, names, sorted(waiting, key=answer.home_of))


def plan_of_new(answer: Answer, known: Sequence[int]) -> Plan:
    """Name the households where new rows were placed: the first rows have theirs (`known`)."""
    names: dict[int, int | None] = {answer.home_of(cluster): None for cluster in answer.members}
    for row, home in enumerate(known):
        if home > 0:
            names[answer.household[row]] = home
    return Plan(answer, names, [])


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


def _people_of(answer: Answer, clusters: Iterable[int]) -> list[tuple[int, int]]:
    """Return (person, home) of the clusters that are somebody."""
    return [
        (person, answer.home_of(cluster))
        for cluster in clusters
        if (person := answer.person_of[cluster]) is not None
    ]


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
