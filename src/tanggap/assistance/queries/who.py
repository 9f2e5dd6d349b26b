"""Who recipients are, as the ledger needs to know: asked of `people`, in one place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from tanggap.assistance.models import Award
from tanggap.assistance.types import Standing
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.people.queries import lists as imported
from tanggap.people.queries import people, reuploads, subjects
from tanggap.people.services import matching

LEDGER: Final = "the ledger keeps places for every region alike"
READER: Final = Actor.system("buku bantuan")
FIRM: Final = 0.95
"""From this probability a row belongs to a known person firmly enough to prove who it is."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may receive aid; identified where a usable NIK was read."""

    standing: Standing
    region_code: str
    is_identified: bool


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A current row of a committed list, and whose it is; matched where other rows are too."""

    record: int
    person: int
    region_code: str
    is_matched: bool
    has_award: bool


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row of a staged list, and whose it would be; people who would be new have numbers < 0."""

    record: int
    standing: Standing
    readable: bool
    has_number: bool
    firmly_matched: bool
    doubtful: bool


class NobodyThere(Exception):
    """No person has this number."""


def recipient(person_id: int) -> Recipient:
    """Return one person. Raises NobodyThere."""
    found = recipients({person_id})
    if person_id not in found:
        raise NobodyThere
    return found[person_id]


def recipients(person_ids: Collection[int]) -> dict[int, Recipient]:
    """Return people by number."""
    identified = subjects.identified(person_ids)
    return {
        number: Recipient(
            standing=Standing(number, one.family_id, one.household_id),
            region_code=one.region_code,
            is_identified=number in identified,
        )
        for number, one in people.summaries(person_ids).items()
    }


def standings(person_ids: Collection[int]) -> dict[int, Standing]:
    """Return where people stand now."""
    return {number: one.standing for number, one in recipients(person_ids).items()}


def persons_of_records(record_ids: Collection[int]) -> dict[int, int]:
    """Return the person that each row of a list belongs to now."""
    return people.persons_of_records(record_ids)


def list_of(list_id: int) -> Any:
    """Return an imported list."""
    return imported.one(READER, list_id)


def records_of_list(list_id: int) -> list[LinkedRow]:
    """Return the current rows of a linked list that have their people, in their order."""
    current = people.current_records(list_id)
    persons, regions = people.persons_of_records(current), people.regions_of_records(list_id)
    rows_of = people.records_of_persons(set(persons.values()))
    awarded = _awarded(list_id)
    return [
        LinkedRow(
            record=record,
            person=persons[record],
            region_code=regions[record],
            is_matched=len(rows_of[persons[record]]) > 1,
            has_award=record in awarded,
        )
        for record in current
        if record in persons
    ]


def as_linked_now(rows: list[LinkedRow]) -> list[LinkedRow]:
    """Return rows with the people that they are now; an officer may just have moved some."""
    now = people.persons_of_records(row.record for row in rows)
    return [replace(row, person=now[row.record]) for row in rows if row.record in now]


def replaced_records(list_id: int) -> list[int]:
    """Return the awarded rows that the rows of a corrected list took the place of."""
    query = Award.objects.unscoped(reason=LEDGER).exclude(status=Award.Status.WITHDRAWN)
    return list(query.filter(record__replaced_by__list=list_id).values_list("record_id", flat=True))


def lists_of_rows(record_ids: Iterable[int]) -> dict[int, int]:
    """Return the list in which each row stands."""
    return subjects.lists_of_rows(record_ids)


def continued_rows(list_id: int) -> set[int]:
    """Return the rows of a list that took the place of an earlier row."""
    return subjects.continued_rows(list_id)


def awards_giving_way(list_id: int) -> set[int]:
    """Return the awards of the rows that a staged list would take the places of."""
    query = Award.objects.unscoped(reason=LEDGER).exclude(status=Award.Status.WITHDRAWN)
    return {
        number
        for some in batches(sorted(reuploads.replaced_rows(list_id)))
        for number in query.filter(record__in=some).values_list("pk", flat=True)
    }


def staged_rows(list_id: int) -> list[StagedRow]:
    """Return the rows of a staged list as the matching would understand them.

    Somebody who would be new belongs to the family whose card number stands in the row. A row
    without a name and without a number cannot be read.
    """
    cards = subjects.families_on_cards(list_id)
    named = subjects.named_rows(list_id)
    return [
        StagedRow(
            record=one.record_id,
            standing=Standing(
                one.person_id if one.person_id is not None else -1 - one.group,
                one.family_id if one.family_id is not None else cards.get(one.record_id),
                one.household_id if one.household_id is not None else -1 - one.household_group,
            ),
            readable=one.has_number or one.record_id in named,
            has_number=one.has_number,
            firmly_matched=one.person_id is not None and one.probability >= FIRM,
            doubtful=one.doubtful,
        )
        for one in matching.preview(list_id)
    ]


def committed_rows(list_id: int) -> list[StagedRow]:
    """Return the current rows of a list that has its people, as its verdict sees them."""
    rows = records_of_list(list_id)
    people_of = recipients({row.person for row in rows})
    named = subjects.named_rows(list_id)
    waiting = {
        one for pair in subjects.open_pairs_of_list(list_id) for one in (pair.low, pair.high)
    }
    return [
        StagedRow(
            record=row.record,
            standing=one.standing,
            readable=one.is_identified or row.record in named,
            has_number=one.is_identified,
            firmly_matched=row.is_matched,
            doubtful=row.record in waiting,
        )
        for row in rows
        for one in (people_of[row.person],)
    ]


def own_awards(list_id: int) -> set[int]:
    """Return the awards that came with a list."""
    query = Award.objects.unscoped(reason=LEDGER).filter(recipient_list=list_id)
    return set(query.values_list("pk", flat=True))


def _awarded(list_id: int) -> set[int]:
    query = Award.objects.unscoped(reason=LEDGER).exclude(status=Award.Status.WITHDRAWN)
    return set(query.filter(recipient_list=list_id).values_list("record_id", flat=True))
