"""People with numbers, births and names, and the aid that stands for them."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from tests.assistance.conftest import make_family, make_household, place
from tests.personas import actor_with

from tanggap.assistance.services import ledger, seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people import rows
from tanggap.regions import services as regions

CITY = "3271"
VILLAGE = "3271011001"
MONTHS = ("2020-04", "2020-05", "2020-06")
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
_numbers = count(1)


def nik(number: int) -> str:
    """Return a possible NIK; nobody bears it."""
    return f"327101550385{number:04d}"


def kk(number: int) -> str:
    return f"327101010120{number:04d}"


def model(name: str) -> Any:
    return apps.get_model("people", name)


def make_bearer(
    *,
    number: str,
    card: str = "",
    name: str = "Siti Contoh",
    birth: int = 19850315,
    mother: str = "",
    family: Any = None,
) -> int:
    """Make somebody with a row on a list; return their number."""
    serial = next(_numbers)
    made = model("RecipientList").objects.create(
        file_name=f"daftar {serial}.xlsx", sha256=f"{serial:064x}", size=1, programme_code="DTSEN",
        region_code=CITY, state="committed", rows=1, uploaded_at=AT,
    )  # fmt: skip
    indexes = {
        "nik_index": rows.nik_index(number),
        "kk_index": rows.kk_index(card) if card else None,
    }
    cells = {"name": name} | ({"mother_name": mother} if mother else {})
    record = model("SourceRecord").objects.create(
        list=made, sheet="Sheet1", row=2, cells=cells, region_code=VILLAGE, state="current",
        birth=birth, **indexes,
    )  # fmt: skip
    person = model("Person").objects.create(
        code=f"W-{serial}X", name=name, birth=birth, region_code=VILLAGE, created_at=AT,
        **indexes,
    )  # fmt: skip
    model("Link").objects.create(record=record, person=person, created_at=AT)
    place(person.pk, family=family, household=make_household())
    return int(person.pk)


def give(manager: Actor, person: int, *, programme: str = "KOTA", months: Any = MONTHS) -> Any:
    """Award aid to somebody."""
    return ledger.award(
        person_id=person, programme=programme, months=months, by=manager, at=clock.now(),
        amount=500_000,
    )  # fmt: skip


@pytest.fixture
def manager(db: None) -> Actor:
    seed.programmes_and_rules_of_2020(at=clock.now())
    return actor_with("programme_manager")


@pytest.fixture
def city(db: None) -> None:
    regions.load(CITY, by=Actor.system("tes"), at=clock.now())


@pytest.fixture
def family(db: None) -> Any:
    return make_family()
