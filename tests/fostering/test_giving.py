"""Instalments month by month: said, confirmed, disputed, reminded, late, lapsed, complete."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from tests.fostering.conftest import actor_of, fresh, make_candidate, make_match, make_pledge
from tests.personas import actor_with, make_officer

from tanggap.accounts.access import Forbidden
from tanggap.assistance.models import Award
from tanggap.audit.models import Event
from tanggap.core.actor import Actor
from tanggap.fostering.domain.instalments import Habits, Step, months, step
from tanggap.fostering.models import Candidate, Habit, Instalment, Match
from tanggap.fostering.services import accepting, giving, looking
from tanggap.fostering.services.families import FAMILY
from tanggap.fostering.types import NotAllowed
from tanggap.messaging.models import Message

HERE = ZoneInfo("Asia/Jakarta")
START = datetime(2020, 5, 2, 9, 0, tzinfo=HERE)
USUAL = Habits()


@pytest.fixture
def clock_(rules: None) -> Iterator[Any]:
    """A clock that stands at the second of May 2020 and is moved by hand."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def family(clock_: Any) -> Candidate:
    return make_candidate()


@pytest.fixture
def match(family: Candidate) -> Match:
    pledge = make_pledge(first_month="2020-05")
    made = make_match(family, pledge, at=START)
    return accepting.accept(made.pk, by=actor_of(pledge.donor), at=START)


@pytest.fixture
def first(match: Match) -> Instalment:
    return match.instalments.get(number=1)


def on(day: date, clock_: Any) -> None:
    """Let the worker look on a day."""
    clock_.move_to(datetime(day.year, day.month, day.day, 8, 0, tzinfo=HERE))
    looking.look()


def told(template: str) -> int:
    return Message.objects.unscoped(reason="test").filter(template=template).count()


def donor_of(match: Match) -> Actor:
    return actor_of(match.slot.pledge.donor)


class TestRules:
    @pytest.mark.parametrize(
        ("today", "reminded", "wanted"),
        [
            (date(2020, 4, 27), None, None),
            (date(2020, 4, 28), None, Step.SOON),
            (date(2020, 5, 4), date(2020, 4, 28), None),
            (date(2020, 5, 5), date(2020, 4, 28), Step.TODAY),
            (date(2020, 5, 11), date(2020, 5, 5), None),
            (date(2020, 5, 12), date(2020, 5, 5), Step.LATE),
            (date(2020, 5, 20), date(2020, 5, 12), Step.LATE),
            (date(2020, 5, 20), date(2020, 5, 19), None),
            (date(2020, 6, 4), date(2020, 6, 2), Step.LAPSE),
        ],
    )
    def test_a_reminder_is_due_a_week_before_on_the_day_and_weekly(
        self, today: date, reminded: date | None, wanted: Step | None
    ) -> None:
        assert step(date(2020, 5, 5), today=today, reminded_on=reminded, habits=USUAL) == wanted

    def test_months_cross_the_year(self) -> None:
        found = months("2020-12", 2, today=date(2020, 12, 6), habits=USUAL)
        assert found == [("2021-01", date(2021, 1, 5)), ("2021-02", date(2021, 2, 5))]


@pytest.mark.django_db
class TestGiving:
    def test_the_donor_says_so_and_the_family_confirms(self, match, first) -> None:
        giving.say_sent(first.pk, proof="bukti.jpg", by=donor_of(match), at=START)
        assert (fresh(first).state, fresh(first).proof) == ("sent", "bukti.jpg")
        giving.confirm(first.pk, by=FAMILY, at=START)
        assert (fresh(first).state, fresh(first).received_by) == ("received", "family")
        assert Award.objects.unscoped(reason="test").get(pk=match.award_id).paid_months == 1
        assert told("fostering.donor.received") == 1
        assert fresh(match).state == "active"

    def test_an_instalment_counts_once_in_the_ledger(self, match, first) -> None:
        giving.confirm(first.pk, by=FAMILY, at=START)
        with pytest.raises(NotAllowed, match="state"):
            giving.confirm(first.pk, by=FAMILY, at=START)
        assert Award.objects.unscoped(reason="test").get(pk=match.award_id).paid_months == 1

    def test_a_package_that_was_given_whole_completes_and_the_wait_begins_anew(
        self, match, family
    ) -> None:
        for one in match.instalments.all():
            giving.confirm(one.pk, by=FAMILY, at=START)
        assert fresh(match).state == "completed"
        assert fresh(match.slot.pledge).state == "fulfilled"
        assert (fresh(family).state, fresh(family).waiting_since) == ("waiting", START.date())
        assert Award.objects.unscoped(reason="test").get(pk=match.award_id).status == "active"

    def test_an_officer_who_asked_confirms_where_the_family_has_no_phone(self, first) -> None:
        desk = actor_with("desk_officer")
        giving.confirm(first.pk, by=desk, at=START)
        assert (fresh(first).received_by, fresh(first).confirmed_by_id) == (
            "officer", desk.user_id,
        )  # fmt: skip

    def test_a_donor_confirms_nothing(self, match, first) -> None:
        with pytest.raises(Forbidden):
            giving.confirm(first.pk, by=donor_of(match), at=START)

    def test_a_dispute_goes_to_the_coordinator_who_asks_again(self, match, first, coordinator):
        giving.say_sent(first.pk, by=donor_of(match), at=START)
        giving.dispute(first.pk, reason="Hanya separuh.", by=FAMILY, at=START)
        assert (fresh(first).state, fresh(first).dispute) == ("disputed", "Hanya separuh.")
        assert told("fostering.donor.disputed") == 1
        giving.ask_again(first.pk, reason="Bukti tidak cocok.", by=coordinator, at=START)
        assert (fresh(first).state, fresh(first).due_on) == ("due", date(2020, 5, 9))
        assert Event.objects.filter(code="fostering.instalment.due").exists()

    def test_a_dispute_says_what_is_wrong(self, match, first) -> None:
        giving.say_sent(first.pk, by=donor_of(match), at=START)
        with pytest.raises(NotAllowed, match="reason"):
            giving.dispute(first.pk, reason="  ", by=FAMILY, at=START)


@pytest.mark.django_db
class TestTime:
    def test_donors_are_reminded_once_each_time(self, match, clock_) -> None:
        on(date(2020, 5, 5), clock_)
        looking.go_through(at=START.replace(day=5))
        assert told("fostering.donor.today") == 1
        on(date(2020, 5, 12), clock_)
        assert told("fostering.donor.late") == 1

    def test_nobody_is_reminded_of_what_was_said_to_be_sent(self, match, first, clock_) -> None:
        giving.say_sent(first.pk, by=donor_of(match), at=START)
        on(date(2020, 5, 20), clock_)
        assert told("fostering.donor.late") == 0

    def test_the_coordinator_hears_of_it_once_after_two_weeks(self, match, clock_) -> None:
        user = make_officer("foster_coordinator")
        type(user).objects.filter(pk=user.pk).update(email="ratna@contoh.id")
        on(date(2020, 5, 18), clock_)
        assert told("fostering.coordinator.late") == 0
        on(date(2020, 5, 19), clock_)
        on(date(2020, 5, 20), clock_)
        assert told("fostering.coordinator.late") == 1

    def test_after_thirty_days_the_match_lapses_and_the_wait_is_kept(
        self, match, family, clock_
    ) -> None:
        on(date(2020, 6, 3), clock_)
        assert fresh(match).state == "active"
        on(date(2020, 6, 4), clock_)
        assert fresh(match).state == "lapsed"
        assert (fresh(family).state, fresh(family).waiting_since) == (
            "waiting", family.waiting_since,
        )  # fmt: skip
        assert Award.objects.unscoped(reason="test").get(pk=match.award_id).status == "ended"
        assert fresh(match.slot.pledge).state == "lapsed"
        assert told("fostering.donor.ended") == 1

    def test_another_donor_takes_the_place_of_one_who_stopped(self, match, family, clock_) -> None:
        on(date(2020, 6, 4), clock_)
        at = datetime(2020, 6, 4, 9, 0, tzinfo=HERE)
        pledge = make_pledge(first_month="2020-06")
        again = make_match(family, pledge, at=at)
        accepted = accepting.accept(again.pk, by=actor_of(pledge.donor), at=at)
        assert accepted.replaces_id == match.pk

    def test_holds_run_out(self, family, clock_) -> None:
        held = make_match(family, make_pledge(), at=START, expires_at=START + timedelta(minutes=30))
        looking.look()
        assert fresh(held).state == "held"
        clock_.move_to(START + timedelta(minutes=31))
        looking.look()
        assert (fresh(held).state, fresh(family).state) == ("expired", "waiting")

    def test_the_city_chooses_its_own_days(self, family, clock_) -> None:
        Habit.objects.create(pk=1, due_day=10, late_after=3, lapse_after=6)
        pledge = make_pledge(first_month="2020-05")
        made = make_match(family, pledge, at=START)
        accepted = accepting.accept(made.pk, by=actor_of(pledge.donor), at=START)
        assert accepted.instalments.get(number=1).due_on == date(2020, 5, 10)
        on(date(2020, 5, 16), clock_)
        assert fresh(accepted).state == "lapsed"
