"""All that is known of one person, for one officer with one purpose; the look is recorded."""

from django.db import transaction

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.audit.services import record
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.intake.problems import codes_of
from tanggap.people.models import (
    Correction,
    FamilyMembership,
    HouseholdMembership,
    Link,
    Person,
)
from tanggap.people.queries import history, showing
from tanggap.people.queries.fields import fields_of
from tanggap.people.rows import numbers_of
from tanggap.people.sealing import value_of
from tanggap.people.types import (
    CorrectedField,
    Dossier,
    PersonStatus,
    Purpose,
    RecordView,
    RelativeView,
)


class Moved(Exception):
    """The code leads to another person now."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def of(actor: Actor, code: str, purpose: Purpose) -> Dossier:
    """Open a dossier and record the look. Raises Person.DoesNotExist where the actor may not see
    the person or there is none, Moved where the code was given up for another."""
    person = visible(actor, code)
    if person.redirect_to is not None:
        raise Moved(person.redirect_to.code)
    _note(actor, "people.dossier.opened", person, str(purpose))
    family_code, family = _family(person)
    household_code, household = _household(person)
    return Dossier(
        person_id=person.pk,
        code=person.code,
        name=person.name,
        status=PersonStatus(person.status),
        region_code=person.region_code,
        fields=fields_of(person),
        records=records_of(person),
        family_code=family_code,
        family=family,
        household_code=household_code,
        household=household,
        history=history.of(person),
        former_codes=tuple(person.redirected.values_list("code", flat=True)),
    )


@transaction.atomic
def reveal(actor: Actor, code: str, reason: str) -> dict[str, str]:
    """Return a person's NIK, KK and phone in full, on the record. Raises Forbidden."""
    person = visible(actor, code)
    access.require(actor, Permission.NIK_REVEAL, region_code=person.region_code)
    _note(actor, "people.number.revealed", person, reason)
    numbers = {"national_id": showing.nik_of(person, showing.nik_record_texts([person]))}
    for sealed in _links(person).values_list("record__sealed", flat=True):
        for name, text in numbers_of(sealed).items():
            numbers[name] = numbers.get(name) or text
    for one in Correction.objects.filter(
        person=person, undone_at=None, field__in=[CorrectedField.KK, CorrectedField.PHONE]
    ):
        name = "family_id" if one.field == CorrectedField.KK else "phone"
        numbers[name] = value_of(one)
    return numbers


def visible(actor: Actor, code: str) -> Person:
    """Return a person whom the actor may see."""
    people = Person.objects.visible_to(actor).select_related("redirect_to")
    person: Person = people.get(code=code)
    return person


def _links(person: Person):  # type: ignore[no-untyped-def]
    return Link.objects.filter(person=person, superseded_at=None).order_by("record_id")


def records_of(person: Person) -> tuple[RecordView, ...]:
    """Return the rows that a person is now, numbers masked; the caller has checked the right."""
    links = _links(person).select_related("record__list", "made_by")
    return tuple(
        RecordView(
            record_id=link.record_id,
            list_id=link.record.list_id,
            list_name=link.record.list.file_name,
            programme=link.record.list.programme_code,
            sheet=link.record.sheet,
            row=link.record.row,
            cells=showing.cells_shown(link.record),
            probability=link.probability,
            linked_by=link.made_by.get_full_name() if link.made_by else "",
            linked_at=link.created_at,
            problems=tuple(codes_of(link.record.quality)),
        )
        for link in links
    )


def _family(person: Person) -> tuple[str, tuple[RelativeView, ...]]:
    mine = (
        FamilyMembership.objects.filter(person=person, superseded_at=None)
        .select_related("family")
        .first()
    )
    if mine is None:
        return "", ()
    members = mine.family.members.select_related("person").order_by("-superseded_at", "person_id")
    return mine.family.code, _relatives(members, person, head=mine.family.head_id)


def _household(person: Person) -> tuple[str, tuple[RelativeView, ...]]:
    mine = (
        HouseholdMembership.objects.filter(person=person, superseded_at=None)
        .select_related("household")
        .first()
    )
    if mine is None:
        return "", ()
    members = mine.household.members.select_related("person").order_by("person_id", "pk")
    return mine.household.code, _relatives(members, person, head=None)


def _relatives(members, person: Person, *, head: int | None) -> tuple[RelativeView, ...]:  # type: ignore[no-untyped-def]
    several = [one for one in members if one.person_id != person.pk]
    relations = _relations([one.person_id for one in several])
    return tuple(
        RelativeView(
            code=one.person.code,
            name=one.person.name,
            birth=showing.date_shown(one.person.birth),
            relation=relations.get(one.person_id, ""),
            status=PersonStatus(one.person.status),
            since=one.created_at,
            until=one.superseded_at,
            is_head=one.person_id == head,
        )
        for one in several[:40]
    )


def _relations(people: list[int]) -> dict[int, str]:
    links = Link.objects.filter(person_id__in=people, superseded_at=None)
    return {
        person: cells["relation"]
        for person, cells in links.values_list("person_id", "record__cells")
        if cells.get("relation")
    }


def _note(actor: Actor, code: str, person: Person, reason: str) -> None:
    record(
        code,
        by=actor,
        at=clock.now(),
        subject=f"person:{person.pk}",
        region_code=person.region_code,
        reason=reason,
    )
