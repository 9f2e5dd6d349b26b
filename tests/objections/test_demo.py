"""The example city has objections, reports and answers, once."""

from datetime import timedelta

import pytest
from tests.objections.conftest import CITY, ticket
from tests.objections.test_surveys import deliver  # noqa: F401 - a fixture

from tanggap.accounts import services as accounts
from tanggap.applications import services as applications
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import Status
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.objections.models import Ticket
from tanggap.objections.services import demo, surveys
from tanggap.objections.types import State

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("demo")


@pytest.fixture
def officers(open_city: None) -> None:
    for name, role, region in (
        ("pengaduan", "complaints_officer", CITY), ("inspektur", "inspector", ""),
    ):  # fmt: skip
        user = accounts.create_user(
            username=name, display_name=name.title(), email="", by=SYSTEM, at=clock.now(),
            region_code=region,
        )  # fmt: skip
        accounts.give_role(user=user, role=role, region_code=region, by=SYSTEM, at=clock.now())


def test_the_demo_shows_every_stage_once(officers, deliver) -> None:  # noqa: F811
    from tests.applications.conftest import asking

    at = clock.now()
    for number in range(3):
        when = at - timedelta(days=20 - number)
        got = applications.receive(asking(), by=APPLICANT, at=at)
        applications.move(
            application_id=got.application_id, after=Status.REFUSED, by=SYSTEM, at=when,
            reason="Alamat di luar kota.",
        )  # fmt: skip
    surveys.set_share(share=100, by=SYSTEM, at=at)
    deliver()
    demo.fill(at=at)
    query = Ticket.objects.unscoped(reason="test").order_by("pk")
    states = [one.state for one in query]
    assert states.count(State.RECEIVED) >= 2
    assert {State.REJECTED, State.SOLVED, State.ASKED, State.ESCALATED} <= set(states)
    assert all(ticket(one.pk).received_at <= at for one in query)
    demo.fill(at=at)
    assert query.count() == len(states)
