"""Families that were refused, people who report, and the officers who hear them."""

from typing import Any

import pytest
from django.test import Client
from tests.applications.conftest import CITY, VILLAGE, asking, city, open_city, picture
from tests.personas import actor_with, make_officer

from tanggap.applications import services as applications
from tanggap.applications.models import Application
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import Received, Status
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.objections.models import Survey, Ticket
from tanggap.objections.services import receiving
from tanggap.objections.types import Given, Kind, Telling

__all__ = ["CITY", "VILLAGE", "city", "open_city", "picture"]
TEST = "test"
STORY = "Kami sudah pindah kembali sejak Maret."


def refused(by: Actor, **changes: Any) -> Received:
    """Receive an application and refuse it."""
    got = applications.receive(asking(**changes), by=APPLICANT, at=clock.now())
    applications.move(
        application_id=got.application_id, after=Status.REFUSED, by=by, at=clock.now(),
        reason="Alamat di luar kota.",
    )  # fmt: skip
    return got


def objection(by: Actor, **changes: Any) -> Given:
    """Let a refused family object."""
    got = refused(by, **changes)
    return receiving.object_to(application_id=got.application_id, story=STORY, at=clock.now())


def told(kind: Kind = Kind.NOT_RECEIVED, **changes: Any) -> Given:
    """Let somebody report something."""
    given: dict[str, Any] = {
        "kind": kind, "region_code": VILLAGE, "story": "Bantuan April tidak sampai.",
        "name": "Warga Contoh", "phone": "+6281300000001",
    }  # fmt: skip
    return receiving.report(Telling(**{**given, **changes}), at=clock.now())


def ticket(number: int) -> Ticket:
    found: Ticket = Ticket.objects.unscoped(reason=TEST).get(pk=number)
    return found


def application(number: int | None) -> Application:
    found: Application = Application.objects.unscoped(reason=TEST).get(pk=number)
    return found


def surveys() -> Any:
    return Survey.objects.unscoped(reason=TEST).order_by("pk")


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Any, settings: Any) -> None:
    settings.TANGGAP_DATA = tmp_path


@pytest.fixture
def manager(open_city: None) -> Actor:
    """Who refuses at the desk."""
    return actor_with("programme_manager", region=CITY)


@pytest.fixture
def wulan(open_city: None) -> Actor:
    """Who hears objections."""
    return actor_with("complaints_officer", region=CITY)


@pytest.fixture
def tuti(open_city: None) -> Actor:
    """Who inspects."""
    return actor_with("inspector", region="")


def page_of(*roles: str, region: str = CITY) -> tuple[Client, Actor]:
    """Return a client who is signed in as an officer, and the officer."""
    user, client = make_officer(*roles, region=region), Client()
    client.force_login(user)
    return client, Actor.of(user)
