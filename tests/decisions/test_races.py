"""Two hundred officers and the last fifty places: fifty get one, whatever the moment."""

from functools import partial
from typing import Any

import pytest
from tests.decisions.conftest import draft, ready, visited
from tests.personas import actor_with
from tests.racing import outcomes

from tanggap.assistance.models import Award
from tanggap.core import clock
from tanggap.decisions import services
from tanggap.decisions.models import Place, Plan, PlanRow
from tanggap.decisions.services import places, waiting

pytestmark = pytest.mark.django_db(transaction=True)
OFFICERS = 200
PLACES = 50
AT_A_TIME = 40
"""Threads: PostgreSQL takes a hundred connections in all, and the test server keeps some."""


@pytest.fixture
def waiting_list(monkeypatch: pytest.MonkeyPatch) -> Plan:
    """An approved plan with free places and two hundred families who wait for one."""
    monkeypatch.setattr("tanggap.core.jobs._enqueue", lambda run_id: None)
    ready()
    for number in range(OFFICERS):
        visited(900 - number)
    by = actor_with("programme_manager")
    plan = draft(by, quota=PLACES)
    services.planning.propose(plan_id=plan.pk, by=by, at=clock.now())
    PlanRow.objects.update(outcome="waiting", state="waiting")
    services.approving.approve(plan_id=plan.pk, by=actor_with("head_of_office"), at=clock.now())
    monkeypatch.setattr(waiting, "_earlier", lambda row: False)  # each has a reason of their own
    return plan


def approve_all_at_once(plan: Plan) -> list[str]:
    """Let every waiting row be approved by an officer of its own; return how each ended."""
    rows = list(plan.rows.values_list("pk", flat=True))
    officers = [actor_with("head_of_office") for _ in range(OFFICERS // 10)]

    def approve(number: int) -> str:
        by = officers[number % len(officers)]
        return waiting.give(row_id=rows[number], by=by, at=clock.now())

    acts = [partial(approve, number) for number in range(OFFICERS)]
    return in_words(outcomes(acts, at_a_time=AT_A_TIME))


def in_words(found: list[Any]) -> list[str]:
    return sorted(one if isinstance(one, str) else one.__name__ for one in found)


def test_of_two_hundred_at_once_fifty_get_the_last_fifty_places(waiting_list: Plan) -> None:
    endings = approve_all_at_once(waiting_list)
    assert endings == ["Full"] * (OFFICERS - PLACES) + ["awarded"] * PLACES
    assert Award.objects.unscoped(reason="test").count() == PLACES
    assert waiting_list.rows.filter(state="awarded").count() == PLACES
    held = Place.objects.exclude(taken_by=None).values_list("taken_by", flat=True)
    assert len(set(held)) == PLACES


def test_the_same_race_is_lost_when_a_place_is_taken_without_looking(
    waiting_list: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proof that the test above tests the compare-and-swap: without comparing, places go twice."""

    def careless(place_id: int, row: PlanRow) -> bool:
        Place.objects.filter(pk=place_id).update(taken_by=row)
        return True

    def take_first(row: PlanRow, region_code: str) -> list[str]:
        place = Place.objects.filter(plan=row.plan_id, region_code=region_code).order_by("?")[0]
        assert places.swap(place.pk, row)
        return list(place.months_left)

    monkeypatch.setattr(places, "swap", careless)
    monkeypatch.setattr(places, "_take_one", take_first)
    assert approve_all_at_once(waiting_list).count("awarded") > PLACES


def test_two_for_the_last_place_of_a_kelurahan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever gets a place in the whole but none in the kelurahan gives the first one back."""
    monkeypatch.setattr("tanggap.core.jobs._enqueue", lambda run_id: None)
    ready()
    for number in range(8):
        visited(900 - number)
    by = actor_with("programme_manager")
    plan = draft(by, quota=8, quotas={"3271011001": 3})
    services.planning.propose(plan_id=plan.pk, by=by, at=clock.now())
    PlanRow.objects.update(outcome="waiting", state="waiting")
    services.approving.approve(plan_id=plan.pk, by=actor_with("head_of_office"), at=clock.now())
    monkeypatch.setattr(waiting, "_earlier", lambda row: False)
    rows = list(plan.rows.values_list("pk", flat=True))
    officers = [actor_with("head_of_office") for _ in rows]

    def approve(number: int) -> str:
        return waiting.give(row_id=rows[number], by=officers[number], at=clock.now())

    endings = in_words(outcomes([partial(approve, number) for number in range(len(rows))]))
    assert endings == ["Full"] * 5 + ["awarded"] * 3
    assert places.free(plan.pk).count() == 5
