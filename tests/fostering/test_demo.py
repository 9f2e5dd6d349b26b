"""The example city has families that wait, donors, packages on their way, and a round; once."""

from datetime import timedelta
from typing import Any

import pytest
from tests.applications.conftest import asking
from tests.assistance.conftest import make_family, make_person
from tests.fostering.conftest import CITY

from tanggap.accounts import services as accounts
from tanggap.accounts.models import User
from tanggap.applications import services as applications
from tanggap.applications.models import Application
from tanggap.applications.services import openings
from tanggap.applications.services.receiving import APPLICANT
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering.models import Donor, Instalment, Match, Passage, Round, Thanks
from tanggap.fostering.services import demo
from tanggap.regions import services as regions

OFFICERS = {"asuh": "foster_coordinator", "bendahara": "payer", "kepala": "head_of_office"}
SYSTEM = Actor.system("demo")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


@pytest.fixture
def visited(rules: None) -> None:
    """Thirty visited families, known to the registry, and the officers."""
    regions.load(CITY, by=SYSTEM, at=clock.now())
    openings.seed(at=clock.now(), open_too=True, since=timedelta(days=200))
    for number in range(30):
        got = applications.receive(asking(), by=APPLICANT, at=clock.now() - timedelta(days=180))
        family = make_family()
        Application.objects.unscoped(reason="test").filter(pk=got.application_id).update(
            status="visited", score=900 - number, person_id=make_person(family),
            family_id=family.pk,
        )  # fmt: skip
    for username, role in OFFICERS.items():
        user = accounts.create_user(
            username=username, display_name="Ratna", email="", by=SYSTEM, at=clock.now(),
            region_code=CITY,
        )  # fmt: skip
        accounts.give_role(user=user, role=role, region_code=CITY, by=SYSTEM, at=clock.now())


def states(rows: Any) -> set[str]:
    return set(rows.values_list("state", flat=True))


@pytest.mark.usefixtures("visited")
def test_the_demo_shows_every_stage_once() -> None:
    demo.fill(at=clock.now())
    matches = Match.objects.unscoped(reason="test")
    assert states(matches) == {"completed", "active", "offered"}
    assert states(Instalment.objects) == {"received", "due", "disputed", "sent"}
    assert states(Passage.objects.unscoped(reason="test")) >= {"said", "received", "handed"}
    assert states(Thanks.objects) == {"passed", "written"}
    assert states(Round.objects.unscoped(reason="test")) == {"offered", "solved"}
    donor = User.objects.get(username=demo.OWN)
    assert donor.check_password(demo.PASSWORD)
    assert [held.role for held in donor.roles_held()] == ["donor"]
    before = matches.count(), Donor.objects.unscoped(reason="test").count()
    demo.fill(at=clock.now())
    assert (matches.count(), Donor.objects.unscoped(reason="test").count()) == before
