"""After the approval: the waiting list moves up, aid ends, and whom nobody knows waits."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.decisions.conftest import (
    CITY,
    MONTHS,
    OTHER_VILLAGE,
    VILLAGE,
    draft,
    everybody,
    row_of,
    status_of,
    visited,
)
from tests.personas import actor_with

from tanggap.applications import services as applications
from tanggap.applications.models import StatusChange
from tanggap.applications.types import Status
from tanggap.assistance.models import Award
from tanggap.assistance.services import ending, ledger
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.decisions import services
from tanggap.decisions.models import Place, Plan
from tanggap.decisions.services import places, waiting
from tanggap.decisions.types import Full, NotAllowed
from tanggap.people.models import RecipientList
from tanggap.people.services import lists
from tanggap.regions import services as regions

Decide = Callable[..., Plan]
SYSTEM = Actor.system("tes")


def awards() -> Any:
    return Award.objects.unscoped(reason="test")


def move(application_id: int, after: Status, reason: str = "alasan") -> None:
    applications.move(
        application_id=application_id, after=after, by=SYSTEM, at=clock.now(), reason=reason
    )


def test_a_quota_of_a_kelurahan_holds_for_the_waiting_list_too(decide: Decide) -> None:
    here = [visited(900, region_code=VILLAGE), visited(800, region_code=VILLAGE)]
    there = visited(500, region_code=OTHER_VILLAGE)
    plan = decide(quota=3, quotas={VILLAGE: 1, OTHER_VILLAGE: 0})
    assert status_of(here[0]) == "approved"
    assert (status_of(here[1]), row_of(here[1]).reason) == ("waiting", "full_here")
    assert places.free(plan.pk).count() == 2
    assert waiting.fill(plan.pk, at=clock.now()) == 0, "free in the whole, full here"
    assert not waiting._could_fill(plan), "and the worker does not try again and again"
    with pytest.raises(Full):
        waiting.give(row_id=row_of(there).pk, by=head_of(plan), at=clock.now(), reason="x")


def head_of(plan: Plan) -> Actor:
    return actor_with("head_of_office", region=plan.region_code)


def test_when_aid_ends_the_next_one_comes(decide: Decide) -> None:
    first, second = visited(900), visited(500)
    plan = decide(quota=1)
    award = row_of(first).award_id
    ending.end(award_id=award, reason="pindah", by=SYSTEM, at=clock.now())
    assert row_of(first).state == "freed"
    waiting.look()
    assert (status_of(second), row_of(second).state) == ("approved", "awarded")
    assert "Naik dari daftar tunggu" in row_of(second).told_id
    assert Place.objects.filter(plan=plan).count() == 1, "no place was made"


def test_a_replacement_gets_only_what_was_not_paid(decide: Decide) -> None:
    first, second, third = visited(900), visited(500), visited(400)
    plan = decide(quota=1)
    awards().filter(pk=row_of(first).award_id).update(paid_months=2)
    assert waiting.replace(
        award_id=row_of(first).award_id, reason="tidak ditemukan", by=SYSTEM, at=clock.now()
    )
    waiting.fill(plan.pk, at=clock.now())
    fresh = awards().get(pk=row_of(second).award_id)
    assert list(fresh.round.months.values_list("month", flat=True)) == ["2020-09"]
    awards().filter(pk=fresh.pk).update(paid_months=1)
    ending.end(award_id=fresh.pk, reason="pindah", by=SYSTEM, at=clock.now())
    assert waiting.fill(plan.pk, at=clock.now()) == 0, "the place has paid all its months"
    assert status_of(third) == "waiting"


def test_an_award_of_no_plan_is_not_replaced(city: None) -> None:
    number = visited(900)
    person = everybody().get(pk=number).person_id
    award = ledger.award(
        person_id=person, programme="KOTA", months=MONTHS, by=SYSTEM, at=clock.now()
    )
    assert not waiting.replace(award_id=award.pk, reason="x", by=SYSTEM, at=clock.now())


def test_an_objection_against_an_inclusion_ends_the_aid(decide: Decide) -> None:
    first, second = visited(900), visited(500)
    decide(quota=1)
    award = row_of(first).award_id
    move(first, Status.VISITED)
    assert awards().get(pk=award).status == "ended"
    assert row_of(first).state == "freed"
    waiting.look()
    assert status_of(second) == "approved"


def test_who_withdraws_from_the_waiting_list_is_passed_over(decide: Decide) -> None:
    first, second, third = visited(900), visited(500), visited(400)
    plan = decide(quota=1)
    move(second, Status.WITHDRAWN)
    assert row_of(second).state == "lapsed"
    ending.end(award_id=row_of(first).award_id, reason="x", by=SYSTEM, at=clock.now())
    assert waiting.fill(plan.pk, at=clock.now()) == 1
    assert status_of(third) == "approved"


def test_who_withdraws_before_the_approval_stops_nobody(
    city: None, manager: Actor, head: Actor
) -> None:
    gone, stays = visited(900), visited(500)
    plan = draft(manager, quota=2)
    services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
    move(gone, Status.WITHDRAWN)
    services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())
    assert row_of(gone).state == "lapsed"
    assert status_of(stays) == "approved"


def test_whom_the_registry_does_not_know_keeps_the_place_and_the_money_waits(
    decide: Decide,
) -> None:
    unknown, other = visited(900, known=False), visited(500)
    plan = decide(quota=1)
    row = row_of(unknown)
    assert (row.state, row.held_for, status_of(unknown)) == ("held", "person", "visited")
    assert status_of(other) == "waiting"
    assert not waiting._could_fill(plan)
    from tests.assistance.conftest import make_person

    everybody().filter(pk=unknown).update(person_id=make_person())
    waiting.look()
    assert status_of(unknown) == "approved"
    assert status_of(other) == "waiting"


def test_whom_only_the_card_is_known_of_is_awarded_by_the_family(decide: Decide) -> None:
    from tests.assistance.conftest import make_family, make_person

    number, family = visited(900, known=False), make_family()
    member = make_person(family)
    everybody().filter(pk=number).update(family_id=family.pk)
    decide(quota=1)
    assert awards().get(pk=row_of(number).award_id).person_id == member


def test_the_registry_gets_a_list_of_whom_it_does_not_know(decide: Decide) -> None:
    """From the form to the award, for a family that stood on no list."""
    number = visited(900, known=False)
    regions.load(CITY, by=SYSTEM, at=clock.now())
    plan = decide(quota=1)
    handed = RecipientList.objects.unscoped(reason="test").get()
    assert (handed.programme_code, handed.rows, handed.state) == ("PENGAJUAN", 1, "staged")
    assert services.registering.hand_over(plan, at=clock.now()) == 1
    assert RecipientList.objects.unscoped(reason="test").count() == 1, "the same list"
    lists.commit(handed.pk, by=SYSTEM, at=clock.now())
    waiting.look()
    assert status_of(number) == "approved"


def test_an_approver_who_handled_an_application_leaves_it_to_another(
    city: None, manager: Actor, head: Actor
) -> None:
    number, other = visited(900), visited(500)
    StatusChange.objects.create(
        application_id=number, before="refused", after="visited", by_id=head.user_id,
        by_name="Kepala", at=clock.now(),
    )  # fmt: skip
    plan = draft(manager, quota=2)
    services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
    services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())
    row = row_of(number)
    assert (row.state, row.held_for, status_of(other)) == ("held", "eyes", "approved")
    waiting.look()
    assert row_of(number).state == "held", "no job may do it"
    services.waiting.give(row_id=row.pk, by=head_of(plan), at=clock.now())
    assert status_of(number) == "approved"


def test_a_refusal_held_for_other_eyes_stays_a_refusal(
    city: None, manager: Actor, head: Actor
) -> None:
    low = visited(100)
    visited(900)
    StatusChange.objects.create(
        application_id=low, before="refused", after="visited", by_id=head.user_id,
        by_name="Kepala", at=clock.now(),
    )  # fmt: skip
    plan = draft(manager, cut_off=300)
    services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
    services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())
    assert not places.has(row_of(low))
    services.waiting.give(row_id=row_of(low).pk, by=head_of(plan), at=clock.now())
    assert status_of(low) == "refused"


def test_out_of_turn_only_with_a_reason_and_on_the_record(decide: Decide) -> None:
    first, second, third = visited(900), visited(500), visited(400)
    plan = decide(quota=1)
    ending.end(award_id=row_of(first).award_id, reason="x", by=SYSTEM, at=clock.now())
    officer, row = head_of(plan), row_of(third)
    with pytest.raises(NotAllowed, match="turn"):
        waiting.give(row_id=row.pk, by=officer, at=clock.now())
    with pytest.raises(NotAllowed, match="own"):
        waiting.give(row_id=row.pk, by=Actor.system("x"), at=clock.now(), reason="x")
    waiting.give(row_id=row.pk, by=officer, at=clock.now(), reason="Rumah terbakar.")
    assert (status_of(second), status_of(third)) == ("waiting", "approved")
    event = Event.objects.get(code="decisions.place.given")
    assert (event.reason, event.facts["out_of_turn"]) == ("Rumah terbakar.", True)
