"""Who bears a number, and what the registry holds to prove it: for a citizen who asks.

Nothing of it may be shown before the proof. The number of queries is the same whoever asks.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q

from tanggap.core.prepared import Asking, Prepared, Value, together
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

    Two queries at once, found or not.
    """
    number: dict[str, Value] = {"nik": rows.nik_index(digits), "kk": rows.kk_index(digits)}
    found: dict[int, Bearer] = {}
    listed, known = together(Asking(_LISTED, number, list), Asking(_KNOWN, number, list))
    for pk, birth, cells, status, own_birth, own_name in listed:
        one = found.setdefault(pk, Bearer(pk))
        _hear(one, birth, cells.get("name"), cells.get("mother_name"))
        if status not in _GONE:
            _hear(one, own_birth, own_name, "")
    for pk, birth, name in known:
        _hear(found.setdefault(pk, Bearer(pk)), birth, name, "")
    return [found[pk] for pk in sorted(found)]


def family_of(person_id: int) -> int | None:
    """Return the family of a person now; one query, also for nobody."""
    return next((family for (family,) in _FAMILY.rows(person=person_id)), None)


def _listed(nik: bytes, kk: bytes) -> Any:
    """Return who stands on a list with a number, as the list and as the registry tells of them."""
    records = SourceRecord.objects.unscoped(reason=PROVING).filter(
        Q(nik_index=nik) | Q(kk_index=kk), state=RecordState.CURRENT
    )
    links = Link.objects.filter(record__in=records, superseded_at=None)
    return links.values_list(
        "person_id", "record__birth", "record__cells",
        "person__status", "person__birth", "person__name",
    )[:MOST]  # fmt: skip


def _known(nik: bytes, kk: bytes) -> Any:
    """Return whom the registry itself knows by a number."""
    people = Person.objects.unscoped(reason=PROVING).exclude(status__in=_GONE)
    return people.filter(Q(nik_index=nik) | Q(kk_index=kk)).values_list("pk", "birth", "name")[
        :MOST
    ]


def _family(person: int) -> Any:
    now = FamilyMembership.objects.filter(person=person, superseded_at=None)
    return now.order_by("pk").values_list("family_id")[:1]


_LISTED: Final = Prepared(_listed, nik=bytes, kk=bytes)
_KNOWN: Final = Prepared(_known, nik=bytes, kk=bytes)
_FAMILY: Final = Prepared(_family, person=int)


def _hear(one: Bearer, birth: int, name: Any, mother: Any) -> None:
    if birth:
        one.births.add(birth)
    if name:
        one.names.add(str(name))
    if mother:
        one.mothers.add(str(mother))
