"""Visited applications, and the officers who plan and approve."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.applications.conftest import asking
from tests.assistance.conftest import make_person
from tests.personas import actor_with

from tanggap.applications import services as applications
from tanggap.applications.models import Application
from tanggap.applications.services import openings
from tanggap.applications.services.receiving import APPLICANT
from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.decisions import services
from tanggap.decisions.domain.choices import Choices
from tanggap.decisions.models import Plan, PlanRow
from tanggap.messaging.models import Message

CITY = "3271"
VILLAGE = "3271011001"
OTHER_VILLAGE = "3271011002"
MONTHS = ("2020-07", "2020-08", "2020-09")
AMOUNT = 600_000


def ready() -> None:
    """Programmes, rules and criteria of 2020, and applications taken."""
    seed.programmes_and_rules_of_2020(at=clock.now())
    openings.seed(at=clock.now(), open_too=True, since=timedelta(days=30))


def visited(score: int, *, known: bool = True, days_ago: int = 1, **told: Any) -> int:
    """Make an application that was visited and scored; return its number."""
    got = applications.receive(
        asking(**told), by=APPLICANT, at=clock.now() - timedelta(days=days_ago)
    )
    everybody().filter(pk=got.application_id).update(
        status="visited",
        score=score,
        person_id=make_person() if known else None,
        desk_answer="clear" if known else "unknown",
    )
    return got.application_id


def everybody() -> Any:
    return Application.objects.unscoped(reason="test")


def messages() -> Any:
    return Message.objects.unscoped(reason="test")


def status_of(application_id: int) -> str:
    return str(everybody().get(pk=application_id).status)


def row_of(application_id: int) -> PlanRow:
    return PlanRow.objects.filter(application_id=application_id).latest("pk")


@pytest.fixture
def city(db: None) -> None:
    ready()


@pytest.fixture
def manager(db: None) -> Actor:
    return actor_with("programme_manager", region=CITY)


@pytest.fixture
def head(db: None) -> Actor:
    return actor_with("head_of_office", region=CITY)


def draft(by: Actor, **choices: Any) -> Plan:
    """Make a draft of the city's own programme with these choices."""
    return services.planning.create(
        name="Tahap 1",
        programme="KOTA",
        region_code=CITY,
        months=MONTHS,
        amount=AMOUNT,
        choices=Choices(**choices),
        by=by,
        at=clock.now(),
    )


@pytest.fixture
def decide(city: None, manager: Actor, head: Actor) -> Callable[..., Plan]:
    """Propose a plan with these choices, approve it, and let the job carry it out."""

    def decide(**choices: Any) -> Plan:
        plan = draft(manager, **choices)
        services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
        services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())
        plan.refresh_from_db()
        return plan

    return decide
