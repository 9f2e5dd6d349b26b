"""What other apps may know of people: ids, codes and where they are, no numbers and no names."""

from collections.abc import Iterable
from typing import Any

from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.people.models import (
    FamilyMembership,
    HouseholdMembership,
    Link,
    Person,
    SourceRecord,
)
from tanggap.people.types import PersonStatus, PersonSummary, RecordState


def persons_of_records(record_ids: Iterable[int]) -> dict[int, int]:
    """Return who each row is now; rows without a person are left out."""
    return dict(
        _in_parts(
            Link.objects.filter(superseded_at=None),
            "record_id",
            record_ids,
            "record_id",
            "person_id",
        )
    )


def records_of_persons(person_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the rows that each person is now."""
    found: dict[int, list[int]] = {}
    links = Link.objects.filter(superseded_at=None)
    for person, record in _in_parts(links, "person_id", person_ids, "person_id", "record_id"):
        found.setdefault(person, []).append(record)
    return found


def families_of(person_ids: Iterable[int]) -> dict[int, int]:
    """Return the family of each person who has one now."""
    now = FamilyMembership.objects.filter(superseded_at=None)
    return dict(_in_parts(now, "person_id", person_ids, "person_id", "family_id"))


def households_of(person_ids: Iterable[int]) -> dict[int, int]:
    """Return the household of each person who has one now."""
    now = HouseholdMembership.objects.filter(superseded_at=None)
    return dict(_in_parts(now, "person_id", person_ids, "person_id", "household_id"))


def members_of_families(family_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the people of each family now."""
    now = FamilyMembership.objects.filter(superseded_at=None)
    return _grouped(_in_parts(now, "family_id", family_ids, "family_id", "person_id"))


def members_of_households(household_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the people of each household now."""
    now = HouseholdMembership.objects.filter(superseded_at=None)
    return _grouped(_in_parts(now, "household_id", household_ids, "household_id", "person_id"))


def summaries(person_ids: Iterable[int]) -> dict[int, PersonSummary]:
    """Return people by id; no number, no name."""
    ids = list(person_ids)
    families, households = families_of(ids), households_of(ids)
    people = Person.objects.unscoped(reason="ids in the caller's hand; no personal data")
    rows = _in_parts(people, "pk", ids, "pk", "code", "status", "region_code", "status_on")
    return {
        pk: PersonSummary(
            person_id=pk,
            code=code,
            status=PersonStatus(status),
            region_code=region,
            family_id=families.get(pk),
            household_id=households.get(pk),
            died_on=on if status == PersonStatus.DECEASED else None,
        )
        for pk, code, status, region, on in rows
    }


def names_for(actor: Actor, person_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return code and name of the people whom the actor may see."""
    rows = _in_parts(Person.objects.visible_to(actor), "pk", person_ids, "pk", "code", "name")
    return {pk: (code, name) for pk, code, name in rows}


def ids_of_codes(actor: Actor, codes: Iterable[str]) -> dict[str, int]:
    """Return the ids of the people with these codes whom the actor may find."""
    visible = Person.objects.visible_to(actor, Permission.PERSON_SEARCH)
    return dict(visible.filter(code__in=list(codes)).values_list("code", "pk"))


def regions_of_records(list_id: int) -> dict[int, str]:
    """Return the region of each row of a list."""
    rows = SourceRecord.objects.unscoped(reason="regions of rows, no personal data")
    return dict(rows.filter(list_id=list_id).values_list("pk", "region_code"))


def current_records(list_id: int) -> list[int]:
    """Return the rows of a list that count now."""
    rows = SourceRecord.objects.unscoped(reason="ids of rows, no personal data")
    return list(
        rows.filter(list_id=list_id, state=RecordState.CURRENT)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _in_parts(query: Any, column: str, ids: Iterable[int], *values: str) -> Iterable[Any]:
    for some in batches(ids):
        yield from query.filter(**{f"{column}__in": some}).values_list(*values)


def _grouped(rows: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for group, person in rows:
        found.setdefault(group, []).append(person)
    return found
