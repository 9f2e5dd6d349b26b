"""Moving rows between people: the only place that writes links.

Every move is a new link; the old one stays with the time it ended. After the moves the people
concerned get their best values, families and households anew, and `PeopleRelinked` is published
in the same transaction.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from tanggap.core import bulk, events
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.people.domain.codes import new_code
from tanggap.people.events import PeopleRelinked
from tanggap.people.models import Household, HouseholdMembership, Link, Person
from tanggap.people.services import refreshing
from tanggap.people.types import PersonStatus

_LINK: Final = (
    "record_id", "person_id", "weight", "probability", "evidence", "made_by_id", "reason",
    "created_at", "superseded_at", "superseded_by_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """A row becomes a person's; `weight` in bits, None for the first row of a person."""

    record_id: int
    person_id: int
    weight: float | None = None
    probability: float | None = None
    evidence: list[Any] = field(default_factory=list)


def found_people(count: int) -> list[int]:
    """Return ids for people who have no rows yet; they are there once rows move to them."""
    return bulk.reserve(Person, count)


def apply(
    moves: Sequence[Move], *, by: Actor, at: datetime, reason: str = "", settled: bool = True
) -> frozenset[int]:
    """Move rows to people and settle everybody concerned; return who that is.

    Rows that are where they should be are left alone, and people who are not there yet are made.
    Unless `settled` is false everybody gets a household and those above are told; a run of the
    matching does both itself. Call it inside a transaction.
    """
    current = current_links([move.record_id for move in moves])
    wanted = [m for m in moves if current.get(m.record_id, (0, None))[1] != m.person_id]
    if not wanted:
        return frozenset()
    _supersede([current[m.record_id][0] for m in wanted if m.record_id in current], at=at)
    new = refreshing.make({m.record_id: m.person_id for m in wanted}, at=at)
    bulk.insert_values(
        Link,
        _LINK,
        (
            (m.record_id, m.person_id, m.weight, m.probability, m.evidence, by.user_id,
             reason[:200], at, None, None)
            for m in wanted
        ),
    )  # fmt: skip
    _name_successors(
        {m.record_id: current[m.record_id][0] for m in wanted if m.record_id in current}
    )
    went = {m.record_id: (current.get(m.record_id, (0, None))[1], m.person_id) for m in wanted}
    return _settle(went, new=new, at=at, settled=settled)


def unlink(record_ids: Iterable[int], *, by: Actor, at: datetime, reason: str) -> frozenset[int]:
    """Take rows from their people, because the rows count no more."""
    del by, reason  # the caller writes the audit event; a link that ends needs no author
    current = current_links(record_ids)
    _supersede([link for link, _ in current.values()], at=at)
    went = {record: (person, None) for record, (_, person) in current.items()}
    return _settle(went, new=set(), at=at)


def hand_over(places: Mapping[int, int], *, by: Actor, at: datetime, reason: str) -> frozenset[int]:
    """Give each row (a key of `places`) the person of another row (its value)."""
    current = current_links(places.values())
    moves = [Move(row, current[other][1]) for row, other in places.items() if other in current]
    return apply(moves, by=by, at=at, reason=reason)


def current_links(record_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return (link, person) of each row that is linked now."""
    found = {}
    for some in batches(record_ids):
        links = Link.objects.filter(record_id__in=some, superseded_at=None)
        for record, link, person in links.values_list("record_id", "pk", "person_id"):
            found[record] = (link, person)
    return found


def _supersede(link_ids: Sequence[int], *, at: datetime) -> None:
    for some in batches(link_ids):
        Link.objects.filter(pk__in=some).update(superseded_at=at)


def _name_successors(ended: Mapping[int, int]) -> None:
    """Write into each link that ended (by row) which link of its row came after it."""
    fresh = current_links(ended)
    old = Link.objects.in_bulk(list(ended.values())) if ended else {}
    for row, link in ended.items():
        old[link].superseded_by_id = fresh[row][0]
    bulk.update(list(old.values()), ["superseded_by"])


def _settle(
    went: Mapping[int, tuple[int | None, int | None]],
    *,
    new: Set[int],
    at: datetime,
    settled: bool = True,
) -> frozenset[int]:
    """Refresh everybody concerned who is not new; people who lost all rows lead to where most of
    them went."""
    people = {person for pair in went.values() for person in pair if person is not None}
    if not people:
        return frozenset()
    empty = refreshing.refresh(people - new, at=at)
    targets: dict[int, dict[int, int]] = {}
    for before, after in went.values():
        if before in empty and after is not None:
            votes = targets.setdefault(before, {})
            votes[after] = votes.get(after, 0) + 1
    leads = {old: min(votes, key=lambda p: (-votes[p], p)) for old, votes in targets.items()}
    _redirect(empty, leads, at=at)
    if settled:
        house(people - empty, after=went, at=at)
        events.publish(PeopleRelinked(frozenset(people)))
    return frozenset(people)


def _redirect(empty: set[int], leads: Mapping[int, int], *, at: datetime) -> None:
    if not empty:
        return
    rows = list(_people().filter(pk__in=empty))
    for person in rows:
        lead = leads.get(person.pk)
        person.status = PersonStatus.REDIRECTED if lead else PersonStatus.VACANT
        person.redirect_to_id = lead
    _people().bulk_update(rows, ["status", "redirect_to"], batch_size=200)
    HouseholdMembership.objects.filter(person__in=empty, superseded_at=None).update(
        superseded_at=at
    )


def house(
    people: set[int], *, after: Mapping[int, tuple[int | None, int | None]], at: datetime
) -> None:
    """Give people without a household that of the person they were split from, else their last,
    else a new one."""
    housed = set(
        HouseholdMembership.objects.filter(person__in=people, superseded_at=None).values_list(
            "person_id", flat=True
        )
    )
    homeless = sorted(people - housed)
    if not homeless:
        return
    parents = {new: old for old, new in after.values() if new in people and old is not None}
    homes = _homes_of({*homeless, *parents.values()})
    new = [
        person for person in homeless if person not in homes and parents.get(person) not in homes
    ]
    regions = dict(_people().filter(pk__in=new).values_list("pk", "region_code"))
    fresh = Household.objects.bulk_create(
        [Household(code=new_code("R"), region_code=regions[one], created_at=at) for one in new]
    )
    homes |= {person: home.pk for person, home in zip(new, fresh, strict=True)}
    HouseholdMembership.objects.bulk_create(
        [
            HouseholdMembership(
                person_id=person,
                household_id=homes[person] if person in homes else homes[parents[person]],
                created_at=at,
            )
            for person in homeless
        ]
    )


def _homes_of(people: set[int]) -> dict[int, int]:
    """Return the current or else the last household of people who ever had one."""
    rows = HouseholdMembership.objects.filter(person__in=people).order_by("pk")
    return dict(rows.values_list("person_id", "household_id"))


def _people() -> Any:
    return Person.objects.unscoped(reason="the people whose rows move")
