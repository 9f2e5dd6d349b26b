"""Who bears a number, and what the registry holds to prove it: for a citizen who asks.

Nothing of it may be shown before the proof. The number of queries is the same whoever asks.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q

from tanggap.people import rows
from tanggap.people.models import FamilyMembership, Link, Person, SourceRecord
from tanggap.people.types import PersonStatus, RecordState

PROVING: Final = "a citizen asks about their own number; nothing is shown before the proof"
MOST: Final = 30
NOBODY: Final = -1
_GONE: Final = (PersonStatus.REDIRECTED, PersonStatus.VACANT)


@dataclass(slots=True)
class Bearer:
    """Somebody who bears a number, or stands on the family card of that number.

    Births are yyyymmdd, yyyy0000 where only the year is known.
    """

    person_id: int
    births: set[int] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    mothers: set[str] = field(default_factory=set)


def of(digits: str) -> list[Bearer]:
    """Return who bears a NIK, or stands on the family card, of sixteen digits; by number.

    Two queries, found or not.
    """
    number = Q(nik_index=rows.nik_index(digits)) | Q(kk_index=rows.kk_index(digits))
    found: dict[int, Bearer] = {}
    records = SourceRecord.objects.unscoped(reason=PROVING).filter(
        number, state=RecordState.CURRENT
    )
    links = Link.objects.filter(record__in=records, superseded_at=None)
    for pk, birth, cells in links.values_list("person_id", "record__birth", "record__cells")[:MOST]:
        one = found.setdefault(pk, Bearer(pk))
        _hear(one, birth, cells.get("name"), cells.get("mother_name"))
    people = Person.objects.unscoped(reason=PROVING).exclude(status__in=_GONE)
    own = people.filter(number | Q(pk__in=list(found) or [NOBODY]))
    for pk, birth, name in own.values_list("pk", "birth", "name")[:MOST]:
        _hear(found.setdefault(pk, Bearer(pk)), birth, name, "")
    return [found[pk] for pk in sorted(found)]


def family_of(person_id: int) -> int | None:
    """Return the family of a person now; one query, also for nobody."""
    now = FamilyMembership.objects.filter(person=person_id, superseded_at=None)
    number: int | None = now.values_list("family_id", flat=True).first()
    return number


def _hear(one: Bearer, birth: int, name: Any, mother: Any) -> None:
    if birth:
        one.births.add(birth)
    if name:
        one.names.add(str(name))
    if mother:
        one.mothers.add(str(mother))
