"""Families that wait for a visit, officers who make them, and a clerk who sends them."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.applications.conftest import CITY, VILLAGE, asking, city, open_city, picture
from tests.personas import actor_with, make_officer

from tanggap.applications import services as applications
from tanggap.applications.models import Application
from tanggap.applications.queries import visiting
from tanggap.applications.services.receiving import APPLICANT
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.verification.models import Visit
from tanggap.verification.services import planning
from tanggap.verification.types import Told

__all__ = ["VILLAGE", "city", "open_city", "picture"]


def ask(**changes: Any) -> int:
    """Receive an application and return its number."""
    got = applications.receive(asking(**changes), by=APPLICANT, at=clock.now())
    return got.application_id


def stored(application_id: int) -> Application:
    found: Application = Application.objects.unscoped(reason="test").get(pk=application_id)
    return found


def visit_of(application_id: int, *, second: bool = False) -> Visit:
    query = Visit.objects.unscoped(reason="test")
    found: Visit = query.filter(application=application_id, is_second=second).latest("pk")
    return found


def plan(application_id: int, officer: Actor, clerk: Actor, *, days: int = 3) -> Visit:
    planning.assign(
        application_ids=[application_id],
        officer_id=officer.user_id or 0,
        due_on=clock.today() + timedelta(days=days),
        by=clerk,
        at=clock.now(),
    )
    return visit_of(application_id)


def told(visit: Visit, **changes: Any) -> Told:
    """Return a whole report: every question with its first choice."""
    criteria = visiting.asked([visit.application_id])[visit.application_id].criteria
    given: dict[str, Any] = {
        "uuid": uuid4(),
        "visit_id": visit.pk,
        "answers": {one.code: one.choices[0].code for one in criteria},
        "reported_at": clock.now(),
    }
    return Told(**{**given, **changes})


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Any, settings: Any) -> None:
    settings.TANGGAP_DATA = tmp_path


@pytest.fixture
def clerk(open_city: None) -> Actor:
    return actor_with("desk_officer", region=CITY)


@pytest.fixture
def lilis(open_city: None) -> Actor:
    return actor_with("verifier", region=CITY)


@pytest.fixture
def asep(open_city: None) -> Actor:
    return actor_with("verifier", region=CITY)


@pytest.fixture
def photo() -> Callable[..., BytesIO]:
    return picture


def page_of(*roles: str, region: str = "3271") -> tuple[Client, Actor]:
    """Return a client who is signed in as an officer, and the officer."""
    user, client = make_officer(*roles, region=region), Client()
    client.force_login(user)
    return client, Actor.of(user)


@pytest.fixture
def desk(open_city: None, city: None) -> tuple[Client, Actor]:
    return page_of("desk_officer")


@pytest.fixture
def verifier(open_city: None) -> tuple[Client, Actor]:
    return page_of("verifier")


def due(days: int = 3) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()
