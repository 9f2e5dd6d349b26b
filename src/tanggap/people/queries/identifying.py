"""Who bears a number, by its blind index: for services that judge, not for screens that show.

Nothing is written down here, because nobody looks: the caller's act is on the record.
"""

from typing import Any, Final

from tanggap.people import rows
from tanggap.people.models import Family, Link, Person, SourceRecord
from tanggap.people.queries import people
from tanggap.people.types import Identity, PersonStatus, RecordState

JUDGING: Final = "a rule looks in every region; no personal data leaves"
MOST: Final = 20


def with_nik(digits: str) -> list[Identity]:
    """Return the people who bear a NIK now, in a row of theirs or by correction; usually one."""
    index = rows.nik_index(digits)
    records = SourceRecord.objects.unscoped(reason=JUDGING).filter(
        nik_index=index, state=RecordState.CURRENT
    )
    found = set(
        Link.objects.filter(record__in=records, superseded_at=None).values_list(
            "person", flat=True
        )[:MOST]
    )
    query = Person.objects.unscoped(reason=JUDGING)
    found |= set(query.filter(nik_index=index).values_list("pk", flat=True)[:MOST])
    return identities(found)


def family_with_card(digits: str) -> int | None:
    """Return the family of a card number, None where nobody has it."""
    query = Family.objects.unscoped(reason=JUDGING).filter(kk_index=rows.kk_index(digits))
    number: int | None = query.values_list("pk", flat=True).first()
    return number


def with_codes(codes: set[str]) -> list[Identity]:
    """Return the people of these codes."""
    query = Person.objects.unscoped(reason=JUDGING).filter(code__in=codes)
    return identities(set(query.values_list("pk", flat=True)))


def identities(person_ids: set[int]) -> list[Identity]:
    """Return people by number, those led to another one as the other one; by number."""
    if not person_ids:
        return []
    query = Person.objects.unscoped(reason=JUDGING).select_related("redirect_to")
    persons = {lead.pk: lead for one in query.filter(pk__in=person_ids) for lead in [_lead(one)]}
    families, households = people.families_of(persons), people.households_of(persons)
    return [
        Identity(
            person_id=pk,
            code=one.code,
            birth=one.birth,
            name_words=tuple(one.name_key.split()),
            region_code=one.region_code,
            status=PersonStatus(one.status),
            family_id=families.get(pk),
            household_id=households.get(pk),
        )
        for pk, one in sorted(persons.items())
    ]


def _lead(person: Any) -> Any:
    seen = {person.pk}
    while person.redirect_to is not None and person.redirect_to_id not in seen:
        person = person.redirect_to
        seen.add(person.pk)
    return person
