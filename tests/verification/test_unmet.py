"""Nobody at home: a new day, and after three attempts the desk goes on."""

from datetime import timedelta

import pytest
from tests.verification.conftest import ask, due, plan, stored, told, visit_of

from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.verification.models import Attempt
from tanggap.verification.services import attempting, reporting
from tanggap.verification.types import NotOpenAnyMore, Unmet

pytestmark = pytest.mark.django_db


def attempt(visit, officer, number: int, **changes) -> bool:
    given = {"why": Unmet.NOBODY, "next_on": clock.today() + timedelta(days=5), **changes}
    return attempting.record(visit_id=visit.pk, number=number, by=officer, at=clock.now(), **given)


def test_an_attempt_gives_a_new_day_and_counts_once(clerk, lilis) -> None:
    number = ask()
    visit = plan(number, lilis, clerk)
    for _ in range(2):
        assert not attempt(visit, lilis, 1)
    assert Attempt.objects.count() == 1
    assert visit_of(number).due_on == clock.today() + timedelta(days=5)
    assert stored(number).status == "visiting"
    assert Event.objects.filter(code="verification.visit.unmet").count() == 1


def test_after_the_third_the_desk_goes_on(clerk, lilis, asep) -> None:
    number = ask()
    visit = plan(number, lilis, clerk)
    assert [attempt(visit, lilis, n, why=Unmet.MOVED) for n in (1, 2, 3)] == [False, False, True]
    assert (stored(number).status, visit_of(number).state) == ("received", "cancelled")
    assert attempt(visit, lilis, 3), "the same again changes nothing"
    with pytest.raises(NotOpenAnyMore):
        attempt(visit, lilis, 4)
    again = plan(number, asep, clerk)
    assert reporting.report(told(again), by=asep, at=clock.now()) == "done"


@pytest.mark.parametrize("number", [0, 2, 3])
def test_attempts_come_in_order(clerk, lilis, number) -> None:
    with pytest.raises(NotOpenAnyMore):
        attempt(plan(ask(), lilis, clerk), lilis, number)


def test_only_the_officer_of_the_visit_and_only_for_a_day_to_come(clerk, lilis, asep) -> None:
    visit = plan(ask(), lilis, clerk)
    with pytest.raises(NotOpenAnyMore):
        attempt(visit, asep, 1)
    with pytest.raises(attempting.BadDay):
        attempt(visit, lilis, 1, next_on=clock.today() - timedelta(days=1))
    assert not Attempt.objects.exists()


def test_the_form_takes_it(verifier, clerk) -> None:
    client, officer = verifier
    visit = plan(ask(), officer, clerk)
    address = f"/kunjungan/saya/{visit.pk}/tidak-bertemu/"
    assert address in client.get(f"/kunjungan/saya/{visit.pk}/").content.decode()
    assert client.post(address, {"number": "1"}).status_code == 422
    for number in (1, 2, 3):
        page = client.get(address).content.decode()
        assert ("percobaan ketiga" in page) is (number == 3)
        given = {"number": number, "why": "nobody", "next_on": due(number), "note": "Sepi"}
        assert client.post(address, given).status_code == 302
    assert stored(visit.application_id).status == "received"
    assert "Sepi" in client.get(f"/kunjungan/{visit.pk}/").content.decode()
