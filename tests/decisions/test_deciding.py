"""A plan is made, approved by others, carried out row by row, and its waiting list moves up."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from tests.decisions.conftest import (
    CITY,
    MONTHS,
    draft,
    everybody,
    messages,
    row_of,
    status_of,
    visited,
)
from tests.personas import actor_with

from tanggap.applications.models import StatusChange
from tanggap.assistance.models import Award, Claim
from tanggap.assistance.services import ledger
from tanggap.audit.models import Event
from tanggap.core import clock, events
from tanggap.core.access import Forbidden
from tanggap.core.actor import Actor
from tanggap.decisions import services
from tanggap.decisions.domain.choices import Choices
from tanggap.decisions.events import PlanApproved
from tanggap.decisions.models import Approval, Place, Plan, PlanRow
from tanggap.decisions.queries import plans, simulating
from tanggap.decisions.services import carrying, waiting
from tanggap.decisions.types import NotAllowed
from tanggap.verification.models import Visit, VisitReport
from tanggap.verification.services import planning

Decide = Callable[..., Plan]
CODES = ("pencaharian", "tanggungan", "rentan", "sakit", "rumah", "bangunan", "tabungan",
         "belum-dibantu")  # fmt: skip
SYSTEM = Actor.system("tes")


def awards() -> Any:
    return Award.objects.unscoped(reason="test")


def test_the_needier_get_the_places_and_the_others_wait_or_are_told_why(decide: Decide) -> None:
    first, second, third = visited(900), visited(700), visited(500)
    low = visited(100)
    plan = decide(cut_off=300, quota=2)
    assert [status_of(one) for one in (first, second, third, low)] == [
        "approved", "approved", "waiting", "refused",
    ]  # fmt: skip
    award = awards().get(pk=row_of(first).award_id)
    assert award.amount == plan.amount
    assert sorted(award.round.months.values_list("month", flat=True)) == list(MONTHS)
    assert Claim.objects.filter(holdings__award=award).exists(), "the constraint has its places"
    change = StatusChange.objects.get(application=low, after="refused")
    assert change.reason == (
        "Skor kebutuhan 100 dari 1000, di bawah batas 300 yang ditetapkan untuk program ini."
    )
    assert set(messages().values_list("template", "subject")) >= {
        ("decisions.approved", f"application:{first}"),
        ("decisions.waiting", f"application:{third}"),
        ("decisions.refused", f"application:{low}"),
    }


def test_a_simulation_writes_nothing(city: None, manager: Actor) -> None:
    numbers = [visited(score) for score in (900, 700, 500)]
    plan = draft(manager, quota=1)
    pool = simulating.pool(plan)
    one = simulating.simulate(plan, pool, simulating.choices_of(plan))
    two = simulating.simulate(plan, pool, Choices(quota=2))
    assert (one.effects.all.reached, two.effects.all.reached) == (1, 2)
    assert two.effects.cost == 2 * 3 * 600_000
    assert not PlanRow.objects.exists()
    assert {status_of(number) for number in numbers} == {"visited"}


def test_other_weights_rank_by_the_same_answers(city: None, manager: Actor) -> None:
    hungry = visited(300, answers={"makan": "ya"})
    jobless = visited(600, answers={"pencaharian": "hilang"})
    plan = draft(manager, quota=1)
    pool = simulating.pool(plan)
    usual = simulating.simulate(plan, pool, Choices(quota=1))
    changed = simulating.simulate(
        plan, pool, Choices(quota=1, weights={"makan": 100, "pencaharian": 1})
    )
    assert [one.id for one in usual.order] == [jobless, hungry]
    assert [one.id for one in changed.order] == [hungry, jobless]
    assert changed.effects.poorest.reached == 0, "the yardstick of need stays that of the visits"


def test_what_the_visit_found_counts_before_what_was_told(city: None, manager: Actor) -> None:
    number = visited(300, answers={"makan": "ya"})
    officer = actor_with("verifier", region=CITY)
    everybody().filter(pk=number).update(status="received")
    planning.assign(
        application_ids=[number], officer_id=officer.user_id, due_on=clock.today(), by=SYSTEM,
        at=clock.now(),
    )  # fmt: skip
    visit = Visit.objects.unscoped(reason="test").get()
    VisitReport.objects.create(
        visit=visit, uuid=UUID(int=1), answers={"makan": "tidak"}, score=0, reported_at=clock.now(),
        received_at=clock.now(),
    )  # fmt: skip
    everybody().filter(pk=number).update(status="visited")
    plan = draft(manager)
    only_food = Choices(weights=dict.fromkeys(CODES, 0) | {"makan": 1})
    found = simulating.simulate(plan, simulating.pool(plan), only_food)
    assert found.order[0].score == 0
    VisitReport.objects.all().delete()
    found = simulating.simulate(plan, simulating.pool(plan), only_food)
    assert found.order[0].score == 1000


def test_four_eyes(city: None, manager: Actor, head: Actor) -> None:
    visited(900)
    both = actor_with("programme_manager", "head_of_office", region=CITY)
    plan = draft(both, quota=1)
    services.planning.propose(plan_id=plan.pk, by=both, at=clock.now())
    with pytest.raises(NotAllowed, match="own"):
        services.approving.approve(plan_id=plan.pk, by=both, at=clock.now())
    with pytest.raises(Forbidden):
        services.approving.approve(plan_id=plan.pk, by=manager, at=clock.now())
    elsewhere = actor_with("head_of_office", region="3204")
    with pytest.raises(Forbidden):
        services.approving.approve(plan_id=plan.pk, by=elsewhere, at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.unscoped(reason="test").filter(pk=plan.pk).update(approved_by_id=both.user_id)
    assert services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())
    with pytest.raises(NotAllowed, match="not_proposed"):
        services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())


def test_much_money_needs_a_second_approver(city: None, manager: Actor, head: Actor) -> None:
    visited(900)
    services.approving.set_tier(from_rupiah=1_000_000, officers=2, by=head, at=clock.now())
    plan = draft(manager, quota=1)
    services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
    assert not services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())
    assert not Place.objects.exists()
    with pytest.raises(NotAllowed, match="twice"):
        services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())
    second = actor_with("head_of_office", region=CITY)
    assert services.approving.approve(plan_id=plan.pk, by=second, at=clock.now())
    assert Approval.objects.count() == 2
    assert awards().count() == 1


@pytest.mark.parametrize(("start", "officers"), [(-1, 1), (0, 6), (10**16, 1)])
def test_an_impossible_tier_is_refused(head: Actor, start: int, officers: int) -> None:
    with pytest.raises(NotAllowed, match="tier"):
        services.approving.set_tier(from_rupiah=start, officers=officers, by=head, at=clock.now())


def test_a_plan_is_sent_back_with_a_reason_and_proposed_again(
    city: None, manager: Actor, head: Actor
) -> None:
    visited(900)
    plan = draft(manager)
    services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
    with pytest.raises(NotAllowed, match="reason"):
        services.approving.send_back(plan_id=plan.pk, reason=" ", by=head, at=clock.now())
    services.approving.send_back(
        plan_id=plan.pk, reason="Kuota terlalu besar.", by=head, at=clock.now()
    )
    plan.refresh_from_db()
    assert (plan.status, plan.sent_back_reason) == ("draft", "Kuota terlalu besar.")
    services.planning.choose(plan_id=plan.pk, choices=Choices(quota=0), by=manager, at=clock.now())
    services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
    with pytest.raises(NotAllowed, match="not_draft"):
        services.planning.drop(plan_id=plan.pk, by=manager, at=clock.now())


def test_a_plan_for_nobody_or_for_a_register_is_refused(city: None, manager: Actor) -> None:
    with pytest.raises(NotAllowed, match="nobody"):
        services.planning.propose(plan_id=draft(manager).pk, by=manager, at=clock.now())
    for programme, months, code in (("DTKS", MONTHS, "programme"), ("KOTA", (), "months")):
        with pytest.raises(NotAllowed, match=code):
            services.planning.create(
                name="x", programme=programme, region_code=CITY, months=months, amount=1,
                by=manager, at=clock.now(),
            )  # fmt: skip


def test_an_application_stands_in_one_live_plan(city: None, manager: Actor) -> None:
    visited(900)
    first, second = draft(manager), draft(manager)
    services.planning.propose(plan_id=first.pk, by=manager, at=clock.now())
    assert simulating.effects_of(second).all.whole == 1, "a draft is compared with it"
    with pytest.raises(NotAllowed, match="elsewhere"):
        services.planning.propose(plan_id=second.pk, by=manager, at=clock.now())
    second.refresh_from_db()
    assert second.status == "draft", "all or nothing"


def test_who_overlaps_meanwhile_is_refused_by_name_and_the_place_goes_on(decide: Decide) -> None:
    """The ledger decides at the moment of the award; the plan does not crash."""
    served, next_one = visited(900), visited(500)
    person = everybody().get(pk=served).person_id
    ledger.award(person_id=person, programme="BST", months=MONTHS, by=SYSTEM, at=clock.now())
    everybody().filter(pk=served).update(desk_answer="clear", person_id=person)
    plan = decide(quota=1)
    assert status_of(served) == "refused"
    told = StatusChange.objects.get(application=served, after="refused").reason
    assert "Tidak dapat ditetapkan" in told
    waiting.fill(plan.pk, at=clock.now())
    assert status_of(next_one) == "approved"
    assert awards().filter(programme__code="KOTA").count() == 1


def test_who_overlaps_at_the_desk_is_out_by_the_plan(decide: Decide) -> None:
    served = visited(900)
    against = [
        {
            "programme": "Bantuan Sosial Tunai", "rule": "SATU-PINTU-TUNAI", "action": "block",
            "reason": {"id": "Satu keluarga satu pintu.", "en": "One family, one door."},
        }
    ]  # fmt: skip
    everybody().filter(pk=served).update(desk_answer="overlap", desk_facts={"against": against})
    decide(quota=1)
    row = row_of(served)
    assert (status_of(served), row.reason) == ("refused", "overlap")
    assert row.told_id == (
        "Keluarga ini tercatat menerima Bantuan Sosial Tunai. Satu keluarga satu pintu. "
        "(Aturan SATU-PINTU-TUNAI)"
    )


def test_carrying_out_twice_changes_nothing_and_a_killed_job_goes_on(
    city: None, manager: Actor, head: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [visited(score) for score in (900, 800, 100)]
    plan = draft(manager, cut_off=300)
    services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
    monkeypatch.setattr("tanggap.core.jobs._enqueue", lambda run_id: None)
    services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())
    plan.refresh_from_db()
    by = carrying.authority(plan)
    carrying.settle(row_of(numbers[0]).pk, by=by, at=clock.now())  # … and then it is killed
    for _ in range(2):
        carrying.carry_out(0, plan_id=plan.pk)
    assert [status_of(one) for one in numbers] == ["approved", "approved", "refused"]
    assert awards().count() == 2


def test_the_apps_above_hear_of_the_approval(
    city: None, manager: Actor, head: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []
    monkeypatch.setitem(events._handlers, PlanApproved, [heard.append])
    visited(900)
    plan = draft(manager)
    services.planning.propose(plan_id=plan.pk, by=manager, at=clock.now())
    services.approving.approve(plan_id=plan.pk, by=head, at=clock.now())
    assert [one.plan_id for one in heard] == [plan.pk]
    ((application, award),) = plans.awarded(plan.pk)
    found = plans.of_application(application)
    assert found is not None
    assert found.row.award_id == award


def test_a_decree_needs_an_approved_plan_and_everything_said(
    decide: Decide, manager: Actor, head: Actor
) -> None:
    visited(900)
    told: dict[str, Any] = {
        "number": "460/12-Dinsos", "on": date(2020, 7, 1), "basis": "Perwal 1/2020",
        "signatory": "Hendra", "office": "Kepala Dinas", "at": clock.now(),
    }  # fmt: skip
    with pytest.raises(NotAllowed, match="not_approved"):
        services.decrees.issue(plan_id=draft(manager).pk, by=head, **told)
    plan = decide()
    with pytest.raises(NotAllowed, match="decree"):
        services.decrees.issue(plan_id=plan.pk, by=head, **(told | {"basis": " "}))
    services.decrees.issue(plan_id=plan.pk, by=head, **told)
    plan.refresh_from_db()
    assert plan.decree_number == "460/12-Dinsos"


def test_every_act_is_on_the_record(decide: Decide) -> None:
    visited(900)
    decide(quota=1)
    codes = set(Event.objects.values_list("code", flat=True))
    assert codes >= {
        "decisions.plan.made", "decisions.plan.proposed", "decisions.plan.approved",
        "assistance.award.granted", "applications.approved",
    }  # fmt: skip
    granted = Event.objects.get(code="assistance.award.granted")
    assert granted.actor_id == Plan.objects.unscoped(reason="test").get().approved_by_id
