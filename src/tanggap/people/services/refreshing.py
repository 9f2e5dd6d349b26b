"""The copies that people carry: best values, words for the search, and the family of the card."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import F

from tanggap.core import bulk, crypto
from tanggap.core.batches import batches
from tanggap.people.domain.best_values import Best, Said, best_of
from tanggap.people.domain.codes import new_codes
from tanggap.people.domain.name_search import variants
from tanggap.people.models import (
    Correction,
    Family,
    FamilyMembership,
    NameVariant,
    NameWord,
    Person,
    SourceRecord,
)
from tanggap.people.queries.said import corrections_of, said_by, said_by_person
from tanggap.people.rows import numbers_of
from tanggap.people.sealing import value_of
from tanggap.people.services.corrected import corrected
from tanggap.people.types import CorrectedField, PersonStatus

_MEMBERSHIP: Final = ("person_id", "family_id", "created_at", "superseded_at")
KK_SEALED: Final = "people.kk"
_VALUES: Final = [
    "name", "name_key", "birth", "sex", "region_code", "nik_index", "nik_record", "nik_sealed",
    "kk_index", "sources", "status", "status_on", "redirect_to",
]  # fmt: skip


def refresh(people: Iterable[int], *, at: datetime) -> set[int]:
    """Choose the best values of people anew; return those who have no row left."""
    empty: set[int] = set()
    for some in batches(sorted(people)):
        empty |= _refresh_some(some, at=at)
    return empty


def make(person_of: Mapping[int, int], *, at: datetime) -> set[int]:
    """Make the people that rows (keys) will be and that are not there yet; return who is new.

    They are written before the rows are tied to them: SQLite would else look for rows that wait
    for each of them.
    """
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, person in person_of.items():
        rows_of[person].append(row)
    made: set[int] = set()
    for some in batches(sorted(rows_of)):
        new = set(some) - _persons(some).keys()
        told = said_by({row: person for person in sorted(new) for row in rows_of[person]})
        if told:
            _make_some(told, at=at)
        made |= new
    return made


def _make_some(rows: Mapping[int, Sequence[Said]], *, at: datetime) -> None:
    codes = new_codes("W", len(rows))
    people = [
        _new_person(pk, code, said, at=at)
        for code, (pk, said) in zip(codes, rows.items(), strict=True)
    ]
    bulk.insert(people)
    _index_words(people)
    _join_families(people, {}, at=at)


def _refresh_some(ids: Sequence[int], *, at: datetime) -> set[int]:
    rows = said_by_person(ids)
    persons = _persons(ids)
    alive = [person for pk, person in persons.items() if pk in rows]
    known = corrections_of([person.pk for person in alive])
    for person in alive:
        _set_values(person, best_of(rows[person.pk]))
        corrected(person, known.get(person.pk, ()))
    bulk.update(alive, _VALUES)
    NameWord.objects.filter(person__in=[person.pk for person in alive]).delete()
    _index_words(alive)
    _join_families(alive, _family_now(alive), at=at)
    empty = persons.keys() - rows.keys()
    NameWord.objects.filter(person__in=empty).delete()
    FamilyMembership.objects.filter(person__in=empty, superseded_at=None).update(superseded_at=at)
    return empty


def _persons(ids: Sequence[int]) -> dict[int, Person]:
    people = Person.objects.unscoped(reason="the people whose rows moved")
    return {person.pk: person for person in people.filter(pk__in=ids)}


def _new_person(number: int, code: str, rows: Sequence[Said], *, at: datetime) -> Person:
    person = Person(pk=number, code=code, created_at=at)
    _set_values(person, best_of(rows))
    return person


def _set_values(person: Person, best: Best) -> None:
    person.name, person.name_key = best.name[:200], best.name_key
    person.birth, person.sex, person.region_code = best.birth, best.sex, best.region
    person.nik_index, person.nik_record_id, person.nik_sealed = (
        best.number,
        best.number_record,
        None,
    )
    person.kk_index = best.card
    person.sources = best.sources
    person.status, person.status_on, person.redirect_to_id = PersonStatus.ALIVE, None, None


def _index_words(people: Sequence[Person]) -> None:
    words = [
        (person.pk, key, person.birth, person.region_code)
        for person in people
        for key in dict.fromkeys(word[:40] for word in person.name_key.split())
    ]
    bulk.insert_values(NameWord, ("person_id", "key", "birth", "region_code"), words)
    keys = {key for _, key, _, _ in words}
    known = NameVariant.objects.filter(variant__in=keys, key=F("variant"))
    fresh = sorted(keys.difference(known.values_list("key", flat=True)))
    spelt = [(one, key) for key in fresh for one in sorted(variants(key))]
    bulk.insert_values(NameVariant, ("variant", "key"), spelt, or_leave=True)


def _family_now(people: Sequence[Person]) -> dict[int, tuple[int, int]]:
    """Return (membership, family) of people who stand on a card now."""
    now = FamilyMembership.objects.filter(
        person__in=[person.pk for person in people], superseded_at=None
    )
    return {
        person: (membership, family)
        for membership, person, family in now.values_list("pk", "person_id", "family_id")
    }


def _join_families(
    people: Sequence[Person], now: Mapping[int, tuple[int, int]], *, at: datetime
) -> None:
    families = _families_of(people, at=at)
    wanted = {person.pk: families.get(_key(person)) for person in people}
    changed = [one for one, family in wanted.items() if now.get(one, (0, None))[1] != family]
    FamilyMembership.objects.filter(pk__in=[now[one][0] for one in changed if one in now]).update(
        superseded_at=at
    )
    joining = ((one, family, at, None) for one in changed if (family := wanted[one]) is not None)
    bulk.insert_values(FamilyMembership, _MEMBERSHIP, joining)


def _families_of(people: Sequence[Person], *, at: datetime) -> dict[bytes, int]:
    """Return the family of each card; cards that nobody had before become families."""
    cards = {_key(person): person for person in people if person.kk_index}
    known = _known_families(cards)
    missing = {card: person for card, person in cards.items() if card not in known}
    if not missing:
        return known
    numbers = _card_numbers(missing.values())
    bulk.insert(
        [
            Family(
                code=code,
                kk_index=card,
                kk_sealed=crypto.seal(numbers.get(person.pk, ""), purpose=KK_SEALED),
                region_code=person.region_code,
                created_at=at,
            )
            for code, (card, person) in zip(
                new_codes("K", len(missing)), missing.items(), strict=True
            )
        ],
        or_leave=True,
    )
    return known | _known_families(missing)


def _known_families(cards: Mapping[bytes, Any]) -> dict[bytes, int]:
    query = Family.objects.unscoped(reason="the families of cards that people bear")
    return {
        bytes(card): family
        for card, family in query.filter(kk_index__in=list(cards)).values_list("kk_index", "pk")
    }


def _card_numbers(people: Iterable[Person]) -> dict[int, str]:
    """Return the digits of each person's card, from the row that gives it or the correction."""
    rows = {person.pk: person.sources.get("kk") for person in people}
    sealed = dict(
        SourceRecord.objects.unscoped(reason="the rows that give the cards of people")
        .filter(pk__in=[row for row in rows.values() if row])
        .values_list("pk", "sealed")
    )
    numbers = {
        person: _digits(numbers_of(sealed[row]).get("family_id", ""))
        for person, row in rows.items()
        if row in sealed
    }
    set_by_hand = Correction.objects.filter(
        person__in=list(rows), field=CorrectedField.KK, undone_at=None
    )
    return numbers | {one.person_id: value_of(one) for one in set_by_hand}


def _digits(text: str) -> str:
    return "".join(letter for letter in text.upper().replace("O", "0") if letter.isdigit())


def _key(person: Person) -> bytes:
    return bytes(person.kk_index) if person.kk_index else b""
