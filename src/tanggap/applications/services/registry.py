"""Who an applicant is in the registry of people."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tanggap.applications.domain.desk import NEAR, Linkage, same_person
from tanggap.core.actor import Actor
from tanggap.linkage.normalise import fold_name
from tanggap.people.queries import identifying, search
from tanggap.people.types import Identity, PersonStatus, Purpose

DESK: Final = Actor.system("pemeriksaan awal")
GONE: Final = frozenset({PersonStatus.DECEASED, PersonStatus.MOVED})
DISTRICT: Final = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What an applicant told of who they are."""

    name: str
    birth_date: date | None
    nik: str
    kk: str
    region_code: str

    @property
    def birth(self) -> int:
        """The birth date as the registry keeps it, yyyymmdd; 0 where none was told."""
        return int(self.birth_date.strftime("%Y%m%d")) if self.birth_date else 0


def link(told: Told) -> Linkage:
    """Return who this is: by NIK, else by family card, else somebody similar, else nobody."""
    by_nik = identifying.with_nik(told.nik) if told.nik else []
    if by_nik:
        return _by_nik(told, by_nik)
    family = identifying.family_with_card(told.kk) if told.kk else None
    similar = _similar(told)
    if similar is not None:
        return similar
    if family is not None:
        return Linkage("card", family_id=family)
    return Linkage("none")


def _by_nik(told: Told, found: list[Identity]) -> Linkage:
    one = found[0]
    return Linkage(
        "nik",
        person_id=one.person_id,
        family_id=one.family_id,
        household_id=one.household_id,
        person_code=one.code,
        score=1.0,
        confirmed=same_person(
            told_words=fold_name(told.name),
            told_birth=told.birth,
            known_words=one.name_words,
            known_birth=one.birth,
        ),
        several=len(found) > 1,
        deceased=one.status in GONE,
    )


def _similar(told: Told) -> Linkage | None:
    """Return somebody of the same birth date and a near name in the kecamatan, if one is there."""
    if not told.birth:
        return None
    try:
        answers = search.by_name(
            DESK,
            told.name,
            Purpose.VERIFICATION,
            birth=told.birth,
            region_code=told.region_code[:DISTRICT],
        )
    except search.TooLittleAsked:  # a name without a letter
        return None
    near = [one for one in answers if one.score >= NEAR]
    people = identifying.with_codes({near[0].code}) if near else []
    if not people:
        return None
    one = people[0]
    return Linkage(
        "similar",
        person_id=one.person_id,
        family_id=one.family_id,
        household_id=one.household_id,
        person_code=one.code,
        score=round(near[0].score, 3),
        several=len(near) > 1,
        deceased=one.status in GONE,
    )
