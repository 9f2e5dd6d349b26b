"""Programmes that take applications, families who ask, and officers."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

import pytest
from PIL import Image
from tests.personas import actor_with

from tanggap.applications.services import openings
from tanggap.applications.types import Asking, MemberAsked
from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import services as regions

CITY = "3271"
VILLAGE = "3271011001"
_numbers = count(1)


def nik(number: int, *, born: str = "150385") -> str:
    """Return a possible NIK of the city; nobody bears it."""
    return f"327101{born}{number:04d}"


def kk(number: int) -> str:
    return f"327101010120{number:04d}"


def asking(**changes: Any) -> Asking:
    """Return what a family of three asks of the city; every call another family."""
    number = next(_numbers)
    told: dict[str, Any] = {
        "programme": "KOTA",
        "region_code": VILLAGE,
        "address": "Jalan Melati 5",
        "rw": "003",
        "rt": "002",
        "head_name": f"Rukmini Contoh {number}",
        "head_sex": "P",
        "head_birth_date": date(1985, 3, 15),
        "nik": nik(number),
        "kk": kk(number),
        "phone": "+6281200000000",
        "members": (MemberAsked("Anak Contoh", "anak", "L", date(2012, 1, 2)),),
        "answers": {"pencaharian": "hilang", "makan": "ya"},
        "circumstances": {"income_before": 2_000_000, "income_now": 0, "lost": ["kerja"]},
    }
    return Asking(**{**told, **changes})


def picture(kind: str = "JPEG", size: tuple[int, int] = (800, 600), **more: Any) -> BytesIO:
    """Return a plain photo as a file."""
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    out.seek(0)
    out.name = f"foto.{kind.lower()}"
    return out


@pytest.fixture
def open_city(db: None) -> None:
    """The programmes of 2020, two of which take applications by their criteria."""
    seed.programmes_and_rules_of_2020(at=clock.now())
    openings.seed(at=clock.now(), open_too=True)


@pytest.fixture
def city(db: None) -> None:
    """The regions of the city."""
    regions.load(CITY, by=Actor.system("tes"), at=clock.now())


@pytest.fixture
def desk(db: None) -> Actor:
    """An officer of the kelurahan's desk."""
    return actor_with("desk_officer", region=CITY)


@pytest.fixture
def ask() -> Callable[..., Asking]:
    return asking
