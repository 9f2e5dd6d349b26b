"""Families whom a meeting of neighbours objected to: flagged, and only given a place knowingly."""

from typing import Any

import pytest
from django.test import Client
from tests.decisions.conftest import CITY, VILLAGE, draft, row_of, status_of, visited
from tests.personas import actor_with, make_officer

from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.decisions import services
from tanggap.decisions.models import Plan
from tanggap.decisions.services import waiting
from tanggap.decisions.types import NotAllowed
from tanggap.verification.services import meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
WHY = "Sudah pindah rumah."


def meet(*against: int) -> None:
    """Hold a meeting that objects to some of the visited families, and close it."""
    clerk, now = actor_with("desk_officer", region=CITY), clock.now()
    meeting = meetings.open_meeting(
        region_code=VILLAGE, rw="", held_on=clock.today(), place="Aula", chair="Lurah",
        secretary="Sekretaris", attendees=20, by=clerk, at=now,
    )  # fmt: skip
    said: dict[int, tuple[str, str]] = {
        one.pk: ("object", WHY) if one.application_id in against else ("agree", "")
        for one in meeting.names.all()
    }
    meetings.decide(meeting_id=meeting.pk, opinions=said, by=clerk, at=now)
    meetings.close(meeting_id=meeting.pk, notes="", by=clerk, at=now)


def proposed(manager: Actor, **choices: Any) -> Plan:
    plan = draft(manager, **choices)
    return services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())


def approve(plan: Plan, head: Actor, *confirmed: int) -> None:
    services.approving.approve(plan_id=plan.pk, by=head, at=clock.now(), confirmed=confirmed)


def test_a_plan_with_an_objection_is_not_approved_unless_each_is_confirmed(manager, head) -> None:
    first, second, third = visited(900), visited(800), visited(700)
    meet(first, third)
    plan = proposed(manager, quota=2)
    one, other = row_of(first).pk, row_of(third).pk
    for confirmed in ((), (one,), (other, row_of(second).pk)):
        with pytest.raises(NotAllowed, match="objected"):
            approve(plan, head, *confirmed)
    assert not plan.approvals.exists()
    approve(plan, head, one, other)
    assert (status_of(first), status_of(second)) == ("approved", "approved")
    assert row_of(first).objection == WHY
    event = Event.objects.get(code="decisions.plan.approved")
    assert event.facts["objected"] == [first, third]


def test_nobody_confirms_a_family_that_gets_nothing_anyway(manager, head) -> None:
    visited(900)
    meet(visited(100))
    approve(proposed(manager, cut_off=300), head)


def test_the_newest_meeting_counts(manager, head) -> None:
    number = visited(900)
    meet(number)
    meet()
    approve(proposed(manager), head)
    assert status_of(number) == "approved"


def test_who_is_objected_to_after_the_approval_comes_up_by_hand_only(manager, head) -> None:
    first, second = visited(900), visited(800)
    clerk, now = actor_with("desk_officer", region=CITY), clock.now()
    late = meetings.open_meeting(
        region_code=VILLAGE, rw="", held_on=clock.today(), place="Aula", chair="Lurah",
        secretary="Sekretaris", attendees=20, by=clerk, at=now,
    )  # fmt: skip
    plan = proposed(manager, quota=1)
    approve(plan, head)
    said = {one.pk: ("object", WHY) for one in late.names.filter(application=second)}
    meetings.decide(meeting_id=late.pk, opinions=said, by=clerk, at=now)
    meetings.close(meeting_id=late.pk, notes="", by=clerk, at=now)
    waiting.replace(award_id=row_of(first).award_id or 0, reason="x", by=head, at=now)
    waiting.look()
    assert status_of(second) == "waiting"
    with pytest.raises(NotAllowed, match="objected"):
        waiting.give(row_id=row_of(second).pk, by=head, at=now)
    waiting.give(row_id=row_of(second).pk, by=head, at=now, reason="Sudah dicek ke rumahnya.")
    assert status_of(second) == "approved"


def test_the_pages_flag_the_family_and_ask_for_each(manager, head) -> None:
    number = visited(900, head_name="Rukmini Keberatan")
    meet(number)
    plan = draft(manager)
    client = Client()
    client.force_login(make_officer("programme_manager"))
    assert "Musyawarah keberatan" in client.get(f"/penetapan/{plan.pk}/").content.decode()
    services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
    client.force_login(make_officer("head_of_office"))
    page = client.get(f"/penetapan/{plan.pk}/").content.decode()
    assert "Rukmini Keberatan" in page
    assert WHY in page
    address, row = f"/penetapan/{plan.pk}/setuju/", row_of(number)
    refused = client.post(address, follow=True).content.decode()
    assert "Tandai satu per satu" in refused
    client.post(address, {"tetap": str(row.pk)})
    assert status_of(number) == "approved"
