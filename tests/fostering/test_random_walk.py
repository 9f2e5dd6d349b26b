"""Whatever happens in whatever order: one live match a family, and each with its award."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.fostering.conftest import actor_of, make_candidate, make_match, make_pledge

from tanggap.assistance.models import Award
from tanggap.assistance.services import ending as aid
from tanggap.assistance.services import ledger, seed
from tanggap.core.actor import Actor
from tanggap.fostering.domain.states import LIVE
from tanggap.fostering.models import Candidate, Instalment, Match, Slot
from tanggap.fostering.services import accepting, families, following, giving, looking, packages
from tanggap.fostering.services.families import FAMILY
from tanggap.fostering.types import NotAllowed
from tanggap.people.models import Person

HERE = ZoneInfo("Asia/Jakarta")
START = datetime(2020, 5, 2, 9, 0, tzinfo=HERE)
TAKEN = [*LIVE, "completed"]
CITY = Actor.system("Kota")
FAMILIES = st.integers(0, 2)


class Walk(RuleBasedStateMachine):
    """Three families, two pledges of two, the city, and time."""

    def __init__(self) -> None:
        super().__init__()
        self.at = START
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.point = transaction.atomic()
        self.point.__enter__()
        seed.programmes_and_rules_of_2020(at=START)
        packages.seed(at=START)
        self.families = [make_candidate() for _ in range(3)]
        self.since = {one.pk: one.waiting_since for one in self.families}
        self.pledges = [make_pledge(first_month="2020-05", families=2) for _ in range(2)]
        self.official: dict[int, int] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)
        self.clock.stop()

    @rule(family=FAMILIES, pledge=st.integers(0, 1), offered=st.booleans())
    def choose(self, family: int, pledge: int, offered: bool) -> None:
        one, given = self._family(family), self.pledges[pledge]
        given.refresh_from_db()
        free = Slot.objects.filter(pledge=given).exclude(matches__state__in=TAKEN)
        live = self._matches().filter(candidate=one, state__in=list(LIVE))
        if one.state == "waiting" and free.exists() and not live.exists() and given.state == "open":
            state = "offered" if offered else "held"
            make_match(one, given, at=self.at, state=state)

    @rule(family=FAMILIES)
    def accept(self, family: int) -> None:
        found = self._live(family, "held", "offered")
        if found is not None:
            with _tolerated():
                donor = found.slot.pledge.donor
                accepting.accept(found.pk, by=actor_of(donor), at=self.at)

    @rule(family=FAMILIES, by_donor=st.booleans())
    def give(self, family: int, by_donor: bool) -> None:
        found = self._live(family, "active")
        if found is None:
            return
        one = found.instalments.exclude(state__in=["received", "dropped"]).first()
        with _tolerated():
            if by_donor:
                giving.say_sent(one.pk, by=actor_of(found.slot.pledge.donor), at=self.at)
            else:
                giving.confirm(one.pk, by=FAMILY, at=self.at)
        if Match.objects.unscoped(reason="test").get(pk=found.pk).state == "completed":
            self.since[found.candidate_id] = self.at.date()

    @rule(days=st.sampled_from([1, 3, 14, 31]))
    def time_passes(self, days: int) -> None:
        self.at += timedelta(days=days)
        self.traveller.move_to(self.at)
        looking.look()

    @precondition(lambda self: self.at.year == START.year)
    @rule(family=FAMILIES)
    def the_city_helps(self, family: int) -> None:
        one = self._family(family)
        if one.pk in self.official:
            return
        months = [f"2020-{month:02d}" for month in range(self.at.month, 13)]
        told: dict[str, Any] = {"programme": "KOTA", "months": months, "by": CITY, "at": self.at}
        self.official[one.pk] = ledger.award(person_id=one.person_id, **told).pk

    @rule(family=FAMILIES)
    def the_city_stops(self, family: int) -> None:
        one = self._family(family)
        if one.pk in self.official:
            number = self.official.pop(one.pk)
            aid.end(award_id=number, reason="selesai", by=CITY, at=self.at)

    @rule(family=FAMILIES)
    def a_family_leaves(self, family: int) -> None:
        one = self._family(family)
        if one.state != "left" and family == 2:
            families.leave(candidate_id=one.pk, by=FAMILY, at=self.at)

    @rule()
    def the_ledger_is_followed(self) -> None:
        assert following.sync_with_ledger(at=self.at) == 0

    @invariant()
    def a_family_has_one_live_match_and_the_state_that_goes_with_it(self) -> None:
        for number in range(3):
            one = self._family(number)
            live = list(self._matches().filter(candidate=one, state__in=list(LIVE)))
            assert len(live) <= 1
            active = any(match.state == "active" for match in live)
            assert (one.state == "matched") == active
            assert not (one.state in {"aided", "left"} and live)

    @invariant()
    def no_live_match_without_its_award_and_no_award_without_its_match(self) -> None:
        kept = set(
            self._matches()
            .filter(state__in=["active", "completed"])
            .values_list("award_id", flat=True)
        )
        rows = Award.objects.unscoped(reason="test").filter(programme__code="JAGA-ASA")
        assert set(rows.filter(status="active").values_list("pk", flat=True)) == kept

    @invariant()
    def nobody_has_foster_aid_beside_official_aid(self) -> None:
        for match in self._matches().filter(state="active"):
            months = {one.month for one in match.instalments.all()}
            if match.candidate_id in self.official:
                official = Award.objects.unscoped(reason="test").get(
                    pk=self.official[match.candidate_id]
                )
                held = set(official.round.months.values_list("month", flat=True))
                assert not months & held

    @invariant()
    def the_wait_is_never_lost(self) -> None:
        for number in range(3):
            one = self._family(number)
            assert one.waiting_since == self.since[one.pk]

    @invariant()
    def what_was_received_is_paid_once(self) -> None:
        for match in self._matches().exclude(award_id=None):
            paid = Award.objects.unscoped(reason="test").get(pk=match.award_id).paid_months
            assert paid == Instalment.objects.filter(match=match, state="received").count()

    def _family(self, number: int) -> Candidate:
        found: Candidate = Candidate.objects.unscoped(reason="test").get(
            pk=self.families[number].pk
        )
        return found

    def _live(self, family: int, *states: str) -> Match | None:
        rows = self._matches().filter(candidate=self.families[family], state__in=states)
        found: Match | None = rows.first()
        return found

    def _matches(self) -> Any:
        return Match.objects.unscoped(reason="test")


class _tolerated:  # noqa: N801 - reads as a word
    """A step that the rules refuse is no step."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> bool:
        return kind is NotAllowed


@pytest.mark.django_db
def test_no_order_of_things_breaks_the_promises() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=12, stateful_step_count=18, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert not Person.objects.unscoped(reason="test").exists()
