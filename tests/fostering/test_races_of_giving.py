"""The same click twice, the donor and the city, two workers: at once, on any database."""

from datetime import timedelta

import pytest
from tests.fostering.conftest import actor_of, fresh, make_candidate, make_match, make_pledge
from tests.personas import actor_with
from tests.racing import outcomes

from tanggap.assistance.models import Award
from tanggap.assistance.services import ledger
from tanggap.core import clock
from tanggap.fostering.models import Match
from tanggap.fostering.services import accepting, giving, looking
from tanggap.fostering.services.families import FAMILY
from tanggap.messaging.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(rules: None) -> Match:
    return make_match(make_candidate(), make_pledge())


def awards() -> list[tuple[str, str]]:
    rows = Award.objects.unscoped(reason="test").order_by("pk")
    return list(rows.values_list("programme__code", "status"))


def test_accepting_twice_at_once_begins_once(held) -> None:
    by = actor_of(held.slot.pledge.donor)
    found = outcomes([lambda: accepting.accept(held.pk, by=by, at=clock.now()).pk] * 4)
    assert found.count(held.pk) == 1
    assert (fresh(held).state, fresh(held.candidate).state) == ("active", "matched")
    assert awards() == [("JAGA-ASA", "active")]
    assert fresh(held).instalments.count() == 2


def test_the_donor_and_the_city_at_once_leave_official_aid(held) -> None:
    donor, city = actor_of(held.slot.pledge.donor), actor_with("programme_manager")
    first = (clock.today().replace(day=1) + timedelta(days=40)).replace(day=1)
    months = [f"{clock.today():%Y-%m}", f"{first:%Y-%m}"]
    told = {"programme": "KOTA", "months": months, "by": city}
    person = held.candidate.person_id
    outcomes(
        [
            lambda: accepting.accept(held.pk, by=donor, at=clock.now()).pk,
            lambda: ledger.award(person_id=person, at=clock.now(), **told).pk,
        ]
    )
    assert ("KOTA", "active") in awards() or fresh(held).state == "active"
    if ("KOTA", "active") in awards():
        assert ("JAGA-ASA", "active") not in awards()
        assert fresh(held.candidate).state == "aided"
        assert fresh(held).state == "ended"


def test_an_instalment_is_confirmed_once(held) -> None:
    by = actor_of(held.slot.pledge.donor)
    match = accepting.accept(held.pk, by=by, at=clock.now())
    one = match.instalments.first()
    outcomes([lambda: giving.confirm(one.pk, by=FAMILY, at=clock.now())] * 4)
    assert Award.objects.unscoped(reason="test").get().paid_months == 1


def test_two_workers_remind_once(held) -> None:
    by = actor_of(held.slot.pledge.donor)
    match = accepting.accept(held.pk, by=by, at=clock.now())
    due = match.instalments.first().due_on
    at = clock.now() + (due - clock.today())
    outcomes([lambda: looking.go_through(at=at)] * 3)
    told = Message.objects.unscoped(reason="test").filter(template="fostering.donor.today")
    assert told.count() == 1
