"""Families that wait, donors with pledges, and the officer who brings them together."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from tests.assistance.conftest import make_family, make_person
from tests.personas import make_officer

from tanggap.accounts.models import User
from tanggap.assistance.services import seed
from tanggap.core import clock, progress
from tanggap.core.actor import Actor
from tanggap.fostering.models import Candidate, Donor, Match, Package, Pledge, Slot
from tanggap.fostering.services import packages
from tanggap.fostering.types import MatchState

CITY = "3271"
VILLAGE = "3271011001"
TEST = "test"
_numbers = count(1)


def make_candidate(**told: Any) -> Candidate:
    """Let a family wait, known to the registry as a family card with one person."""
    number = next(_numbers)
    if "person_id" not in told:
        family = make_family()
        told = {"person_id": make_person(family), "family_id": family.pk, **told}
    fields: dict[str, Any] = {
        "code": f"T{number:05d}", "region_code": VILLAGE, "head_name": f"Keluarga Contoh {number}",
        "people": 3, "score": 600, "children": True, "shown": ["region", "people", "children"],
        "waiting_since": date(2020, 5, 1), "entered_at": clock.now(),
    }  # fmt: skip
    made: Candidate = Candidate.objects.create(**{**fields, **told})
    return made


def make_crowd() -> list[Candidate]:
    """Let five more families wait, so that whoever looks alike may be shown and chosen."""
    return [make_candidate(score=100) for _ in range(5)]


def make_donor(user: User | None = None, **told: Any) -> Donor:
    """Register a donor, with an account of their own where none is given."""
    user = user or make_officer("donor", region=CITY)
    fields: dict[str, Any] = {
        "user_id": user.pk, "name": "Donatur Contoh", "email": f"d{user.pk}@contoh.id",
        "region_code": CITY, "confirmed_at": clock.now(), "registered_at": clock.now(),
    }  # fmt: skip
    made: Donor = Donor.objects.create(**{**fields, **told})
    return made


def make_pledge(donor: Donor | None = None, *, package: str = "TUNAI-2", **told: Any) -> Pledge:
    """Let a donor pledge the package of 2020, with as many slots as families."""
    kind = Package.objects.get(code=package)
    fields: dict[str, Any] = {
        "donor": donor or make_donor(), "package": kind, "region_code": CITY, "families": 1,
        "first_month": f"{clock.today():%Y-%m}", "months": kind.months, "amount": kind.amount,
        "pledged_at": clock.now(),
    }  # fmt: skip
    made: Pledge = Pledge.objects.create(**{**fields, **told})
    for number in range(1, made.families + 1):
        Slot.objects.create(pledge=made, number=number)
    return made


def make_match(
    candidate: Candidate, pledge: Pledge, *, at: datetime | None = None, **told: Any
) -> Match:
    """Let a donor hold a family in the first slot that is free."""
    at = at or clock.now()
    taken = ["held", "offered", "active", "completed"]
    slot = pledge.slots.exclude(matches__state__in=taken).first()
    fields: dict[str, Any] = {
        "slot": slot, "candidate": candidate, "region_code": candidate.region_code,
        "state": MatchState.HELD, "how": "chosen", "made_at": at,
        "expires_at": at + timedelta(days=2),
    }  # fmt: skip
    made: Match = Match.objects.create(**{**fields, **told})
    return made


def actor_of(donor: Donor) -> Actor:
    return Actor.of(User.objects.get(pk=donor.user_id))


def fresh(thing: Any) -> Any:
    """Return a row as the database has it now."""
    return type(thing)._base_manager.get(pk=thing.pk)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Any, settings: Any) -> None:
    settings.TANGGAP_DATA = tmp_path


@pytest.fixture(autouse=True)
def _progress_hangs_up() -> Iterator[None]:
    """Close the connection that a job reports through: PostgreSQL drops no database in use."""
    yield
    progress.hang_up()


@pytest.fixture
def rules(db: None) -> None:
    """The programmes and rules of 2020, and the packages."""
    seed.programmes_and_rules_of_2020(at=clock.now())
    packages.seed(at=clock.now())


@pytest.fixture
def coordinator(rules: None) -> Actor:
    return Actor.of(make_officer("foster_coordinator", region=CITY))


@pytest.fixture
def donor_user(rules: None) -> User:
    """The account of a registered donor."""
    user = make_officer("donor", region=CITY)
    make_donor(user)
    return user
