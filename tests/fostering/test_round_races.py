"""Rounds at the same moment as other rounds, and as donors who choose."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.fostering.conftest import actor_of, make_candidate, make_donor, make_pledge
from tests.personas import actor_with
from tests.racing import outcomes

from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.fostering.models import Match, Round
from tanggap.fostering.services import choosing, offering, packages, rounds, solving
from tanggap.fostering.types import NotAllowed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of 2020; jobs wait until a test runs them."""
    seed.programmes_and_rules_of_2020(at=clock.now())
    packages.seed(at=clock.now())
    monkeypatch.setattr("tanggap.core.jobs._enqueue", lambda run_id: None)


def test_a_region_has_one_open_round_whoever_starts_at_once() -> None:
    make_candidate()
    make_pledge()
    officers = [actor_with("foster_coordinator") for _ in range(4)]

    def starts(one: Any) -> Callable[[], Any]:
        return lambda: rounds.start(region_code="3271", by=one, at=clock.now()).pk

    found = outcomes([starts(one) for one in officers])
    assert found.count(NotAllowed) == 3
    assert Round.objects.unscoped(reason="test").count() == 1


def test_no_family_has_two_donors_when_a_round_is_offered_while_donors_choose() -> None:
    officer = actor_with("foster_coordinator")
    families = [make_candidate() for _ in range(6)]
    make_pledge(families=6)
    made = rounds.start(region_code="3271", by=officer, at=clock.now())
    solving.solve_round(made.job_id, round_id=made.pk)
    rounds.offer(round_id=made.pk, by=officer, at=clock.now())
    made.refresh_from_db()
    donors = [make_donor() for _ in families]
    pledges = [make_pledge(one) for one in donors]

    def holds(number: int) -> Callable[[], Any]:
        return lambda: choosing.hold(
            pledge_id=pledges[number].pk, candidate_id=families[number].pk,
            by=actor_of(donors[number]), at=clock.now(),
        ).pk  # fmt: skip

    def offers() -> None:
        offering.offer_round(made.job_id, round_id=made.pk)

    outcomes([offers, offers, *(holds(number) for number in range(6))])
    offering.offer_round(made.job_id, round_id=made.pk)
    live = Match.objects.unscoped(reason="test").filter(state__in=["held", "offered"])
    assert sorted(live.values_list("candidate_id", flat=True)) == [one.pk for one in families]
    assert set(made.proposals.values_list("became", flat=True)) <= {"offered", "taken"}
