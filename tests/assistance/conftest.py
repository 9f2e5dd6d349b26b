"""People, programmes and officers for the tests of the ledger."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from tests.personas import actor_with

from tanggap.assistance.domain.places import Place, numbers
from tanggap.assistance.queries import places
from tanggap.assistance.services import seed
from tanggap.core import clock, progress
from tanggap.core.actor import Actor

CITY = "3271"
VILLAGE = "3271011001"
_numbers = count(1)


def make_person(family: Any = None, household: Any = None, *, nik: bool = True) -> int:
    """Make a person of a village of the city; return the number."""
    number = next(_numbers)
    person = _model("Person").objects.create(
        code=f"W-{number}",
        name=f"Warga {number}",
        region_code=VILLAGE,
        nik_index=number.to_bytes(16, "big") if nik else None,
        created_at=clock.now(),
    )
    place(person.pk, family=family, household=household)
    return int(person.pk)


def place(person: int, *, family: Any = None, household: Any = None) -> None:
    """Put a person on a family card and into a household; leave those they are in now."""
    for model, field, value in (
        ("FamilyMembership", "family", family),
        ("HouseholdMembership", "household", household),
    ):
        members = _model(model).objects
        members.filter(person=person, superseded_at=None).update(superseded_at=clock.now())
        if value is not None:
            members.create(person_id=person, **{field: value}, created_at=clock.now())


def make_family() -> Any:
    """Make an empty family card."""
    number = next(_numbers)
    return _model("Family").objects.create(
        code=f"K-{number}",
        kk_index=number.to_bytes(16, "big"),
        kk_sealed=b"",
        region_code=VILLAGE,
        created_at=clock.now(),
    )


def make_household() -> Any:
    """Make an empty household."""
    number = next(_numbers)
    return _model("Household").objects.create(
        code=f"H-{number}", region_code=VILLAGE, created_at=clock.now()
    )


def make_list(programme: str, people: list[int], *, name: str = "") -> int:
    """Make a committed and linked list with one row for each person; return its number."""
    number = next(_numbers)
    made = _model("RecipientList").objects.create(
        file_name=name or f"{programme} {number}.xlsx",
        sha256=f"{number:064x}",
        size=1,
        programme_code=programme,
        region_code=CITY,
        state="committed",
        rows=len(people),
        uploaded_at=clock.now(),
    )
    for row, person in enumerate(people, start=2):
        record = _model("SourceRecord").objects.create(
            list=made,
            sheet="Sheet1",
            row=row,
            cells={},
            carried=[],
            region_code=VILLAGE,
            state="current",
        )
        _model("Link").objects.create(record=record, person_id=person, created_at=clock.now())
    return int(made.pk)


def held_months(**of_holding: Any) -> list[tuple[int, str, str]]:
    """Return what awards hold as (award, code of the rule, month), sorted."""
    holdings = apps.get_model("assistance", "Holding").objects.filter(**of_holding)
    calendar = places.calendar()
    held = []
    for one in holdings.select_related("claim__group__rule", "award"):
        needs = places.needed([one.award_id], calendar)[one.award_id]
        claim = one.claim
        place = Place(claim.subject_id, claim.group_id, claim.year, claim.subject_kind)
        for number in numbers(needs[place].months):
            month = f"{claim.year}-{number:02d}"
            if claim.months.get(month) == needs[place].holder:
                held.append((one.award_id, claim.group.rule.code, month))
    return sorted(held)


def _model(name: str) -> Any:
    return apps.get_model("people", name)


@pytest.fixture(autouse=True)
def _progress_hangs_up() -> Iterator[None]:
    """Close the connection that a job reports through: PostgreSQL drops no database in use."""
    yield
    progress.hang_up()


@pytest.fixture
def rules(db: None) -> None:
    """The programmes and rules of 2020."""
    seed.programmes_and_rules_of_2020(at=clock.now())


@pytest.fixture
def manager(db: None) -> Actor:
    """A programme manager of the city."""
    return actor_with("programme_manager", region=CITY)


@pytest.fixture
def head(db: None) -> Actor:
    """The head of the office."""
    return actor_with("head_of_office", region=CITY)


@pytest.fixture
def people() -> Callable[..., int]:
    """Return the maker of people."""
    return make_person
