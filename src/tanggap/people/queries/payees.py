"""Who is to be paid, with the numbers that a payer's file needs; the caller has checked the right.

Nothing of it belongs on a screen or in a log.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from tanggap.core.batches import batches
from tanggap.people.models import Link, Person
from tanggap.people.queries import showing
from tanggap.people.rows import numbers_of
from tanggap.people.types import PersonStatus

PAYING: Final = "the people of a batch of payments, for its file"


@dataclass(frozen=True, slots=True)
class Payee:
    """A person as a payer's file names them; what is not known is empty."""

    person: int
    code: str
    name: str
    nik: str = ""
    kk: str = ""
    phone: str = ""
    address: str = ""
    rt: str = ""
    rw: str = ""
    status: PersonStatus = PersonStatus.ALIVE


def of(person_ids: Collection[int]) -> dict[int, Payee]:
    """Return people by number, with their NIK, KK and phone in full."""
    found = {}
    for some in batches(sorted(set(person_ids))):
        people = list(Person.objects.unscoped(reason=PAYING).filter(pk__in=some))
        texts, told = showing.nik_record_texts(people), _told(some)
        for one in people:
            known = told.get(one.pk, {})
            found[one.pk] = Payee(
                person=one.pk,
                code=one.code,
                name=one.name,
                nik=showing.nik_of(one, texts),
                status=PersonStatus(one.status),
                **known,
            )
    return found


def _told(person_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """Return what the rows of people say of card, phone and address; the newest row first."""
    links = Link.objects.filter(person__in=person_ids, superseded_at=None).order_by("-record_id")
    found: dict[int, dict[str, str]] = {}
    for person, cells, sealed in links.values_list("person", "record__cells", "record__sealed"):
        known = found.setdefault(person, {})
        for name, text in _of_row(cells, numbers_of(sealed)).items():
            if text:
                known.setdefault(name, text)
    return found


def _of_row(cells: dict[str, Any], numbers: dict[str, str]) -> dict[str, str]:
    rt, _, rw = str(cells.get("rt_rw") or "").partition("/")
    return {
        "kk": numbers.get("family_id", ""),
        "phone": numbers.get("phone", ""),
        "address": str(cells.get("address") or ""),
        "rt": str(cells.get("rt") or rt).strip(),
        "rw": str(cells.get("rw") or rw).strip(),
    }
