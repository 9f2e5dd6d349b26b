"""A plan of the city awards a family that a donor looks after: the plan goes first, at once."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from tests.decisions import conftest as decisions
from tests.fostering.conftest import actor_of, fresh, make_candidate, make_match, make_pledge
from tests.personas import actor_with

from tanggap.assistance.models import Award
from tanggap.core import clock
from tanggap.decisions import services
from tanggap.fostering.models import Match
from tanggap.fostering.services import accepting
from tanggap.messaging.models import Message

pytestmark = pytest.mark.django_db
JULY = datetime(2020, 7, 1, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture(autouse=True)
def _in_july_2020() -> Iterator[None]:
    with time_machine.travel(JULY):
        yield


@pytest.fixture
def decide(rules: None) -> Callable[..., Any]:
    """Propose a plan, approve it, and let the job carry it out."""
    decisions.ready()
    manager, head = actor_with("programme_manager"), actor_with("head_of_office")

    def decide(**choices: Any) -> Any:
        plan = decisions.draft(manager, **choices)
        services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
        services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())
        return plan

    return decide


def looked_after(application_id: int) -> Match:
    """Let a donor look after the family of an application from July on."""
    person = decisions.everybody().get(pk=application_id).person_id
    family = make_candidate(application_id=application_id, person_id=person, family_id=None)
    pledge = make_pledge(first_month="2020-07")
    made = make_match(family, pledge, at=clock.now())
    accepted = accepting.accept(made.pk, by=actor_of(pledge.donor), at=clock.now())
    decisions.everybody().filter(pk=application_id).update(person_id=person, desk_answer="clear")
    return accepted


def test_the_family_is_awarded_and_the_donor_is_free_for_another(decide) -> None:
    number = decisions.visited(800)
    match = looked_after(number)
    decide(cut_off=500)
    row = decisions.row_of(number)
    assert row.state == "awarded"
    assert decisions.status_of(number) == "approved"
    assert (fresh(match).state, fresh(match.candidate).state) == ("ended", "aided")
    official = Award.objects.unscoped(reason="test").get(pk=row.award_id)
    assert (official.programme.code, official.status) == ("KOTA", "active")
    told = Message.objects.unscoped(reason="test").filter(template="fostering.donor.ended")
    assert told.count() == 1
    pledge = fresh(match.slot.pledge)
    again = make_match(make_candidate(), pledge, at=clock.now())
    accepted = accepting.accept(again.pk, by=actor_of(pledge.donor), at=clock.now())
    assert accepted.replaces_id == match.pk
