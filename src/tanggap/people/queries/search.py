"""Finding one person; there is no list of everybody to leaf through.

Every search is recorded with its purpose and how many it found, never with what was asked.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.audit.services import record
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.language import Sentence
from tanggap.linkage.normalise import fold_name
from tanggap.people import rows
from tanggap.people.domain import name_search
from tanggap.people.domain.codes import read_code
from tanggap.people.domain.numbers import Kind, read_number
from tanggap.people.models import Link, Person, SourceRecord
from tanggap.people.queries import namesakes
from tanggap.people.queries.showing import date_shown, masked_nik, nik_record_texts
from tanggap.people.types import PeopleFound, PersonFound, PersonStatus, Purpose, RecordState

MOST: Final = 20
_INDEX: Final = {
    Kind.NIK: ("nik_index", rows.nik_index),
    Kind.KK: ("kk_index", rows.kk_index),
    Kind.PHONE: ("phone_index", rows.phone_index),
}
_WHY: Final = {
    Kind.NIK: Sentence("NIK sama", "same NIK"),
    Kind.KK: Sentence("nomor KK sama", "same family card"),
    Kind.PHONE: Sentence("telepon sama", "same telephone"),
    Kind.CODE: Sentence("kode orang", "code of the person"),
}
NEEDS_MORE: Final = Sentence(
    "Tambahkan tanggal lahir atau kelurahan.", "Add the birth date or the kelurahan."
)


class TooLittleAsked(Exception):
    """A name alone would be a list of everybody of that name."""

    sentence = NEEDS_MORE


def by_number(actor: Actor, text: str, purpose: Purpose) -> PeopleFound:
    """Find people by a whole NIK, KK or phone number or the code of a person; exact."""
    access.require(actor, Permission.PERSON_SEARCH)
    found: list[PersonFound] = []
    for kind, digits in read_number(text):
        found += _found(_by_index(actor, kind, digits), _WHY[kind])
    if code := read_code(text):
        visible = Person.objects.visible_to(actor, Permission.PERSON_SEARCH)
        found += _found(visible.filter(code=code), _WHY[Kind.CODE])
    every = list({one.code: one for one in found}.values())
    answer = PeopleFound(every[:MOST], is_whole=len(every) <= MOST)
    _note(actor, "people.search.number", purpose, len(answer))
    return answer


def by_name(
    actor: Actor, name: str, purpose: Purpose, *, birth: int = 0, region_code: str = ""
) -> PeopleFound:
    """Find people by name and a birth date (yyyymmdd; yyyy0000 the year) or a region; ranked.

    Spellings (Moh./Muhammad, Yusup/Yusuf), the order of words and one typing slip in a word do
    no harm. Raises TooLittleAsked without a birth date and without a kecamatan or kelurahan.
    """
    access.require(actor, Permission.PERSON_SEARCH)
    asked = fold_name(name)
    if not asked or not (birth or len(region_code) >= 6):
        raise TooLittleAsked
    words = namesakes.spelled(asked)
    held = namesakes.held(actor, birth=birth, region_code=region_code)
    candidates, is_whole = namesakes.candidates(words, held)
    visible = Person.objects.visible_to(actor, Permission.PERSON_SEARCH)
    holding = {pk: key.split() for pk, key in _names(visible, candidates)}
    ranked = name_search.ranked(
        asked, {pk: written for pk, written in holding.items() if words.stand_in(written)}
    )
    scores = dict(ranked[:MOST])
    people = _found(visible.filter(pk__in=scores), Sentence("nama mirip", "similar name"), scores)
    answer = sorted(people, key=lambda one: (-one.score, one.code))
    _note(actor, "people.search.name", purpose, len(answer))
    return PeopleFound(answer, is_whole=is_whole and len(ranked) <= MOST)


def _by_index(actor: Actor, kind: Kind, digits: str) -> Any:
    """Return the people who bear a number now: in a row that is theirs, or by correction."""
    column, index = _INDEX[kind]
    value = index(digits)
    records = SourceRecord.objects.unscoped(reason="rows of a number; people are scoped").filter(
        **{column: value}, state=RecordState.CURRENT
    )
    people = set(
        Link.objects.filter(record__in=records, superseded_at=None).values_list(
            "person", flat=True
        )[:200]
    )
    visible = Person.objects.visible_to(actor, Permission.PERSON_SEARCH)
    if kind is not Kind.PHONE:
        people |= set(visible.filter(**{column: value}).values_list("pk", flat=True)[:200])
    return visible.filter(pk__in=people)


def _names(visible: Any, people: set[int]) -> Iterable[tuple[int, str]]:
    for some in batches(sorted(people)):
        yield from visible.filter(pk__in=some).values_list("pk", "name_key")


def _found(query: Any, why: Sentence, scores: dict[int, float] | None = None) -> list[PersonFound]:
    """Return people as a search shows them; whoever was led elsewhere appears as the other one."""
    people = list(query.select_related("redirect_to")[: MOST * 2])
    shown = [(person.pk, _lead(person)) for person in people]
    numbers = nik_record_texts([person for _, person in shown])
    return [
        PersonFound(
            code=person.code,
            name=person.name,
            birth=date_shown(person.birth),
            sex={1: "L", 2: "P"}.get(person.sex, ""),
            region_code=person.region_code,
            nik_masked=masked_nik(person, numbers),
            status=PersonStatus(person.status),
            score=(scores or {}).get(asked, 1.0),
            why=why,
        )
        for asked, person in shown
    ]


def _lead(person: Person) -> Person:
    seen = {person.pk}
    while person.redirect_to is not None and person.redirect_to_id not in seen:
        person = person.redirect_to
        seen.add(person.pk)
    return person


@transaction.atomic
def _note(actor: Actor, code: str, purpose: Purpose, found: int) -> None:
    record(code, by=actor, at=clock.now(), reason=str(purpose), facts={"found": found})
