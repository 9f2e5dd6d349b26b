"""Nobody at home: a new day, and after three attempts the desk goes on."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.verification.conftest import ask, due, plan, stored, told, visit_of

from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.messaging.models import Message
from tanggap.verification.models import Attempt
from tanggap.verification.services import attempting, reporting
from tanggap.verification.types import Attempted, NotOpenAnyMore, Place, Unmet

pytestmark = pytest.mark.django_db
SEND = "/kunjungan/saya/tidak-bertemu/"


def attempt(visit, officer, **changes) -> bool:
    given = {
        "uuid": uuid4(),
        "visit_id": visit.pk,
        "why": Unmet.NOBODY,
        "made_at": clock.now(),
        "next_on": clock.today() + timedelta(days=5),
        **changes,
    }
    return attempting.record(Attempted(**given), by=officer, at=clock.now())


def test_an_attempt_gives_a_new_day_and_counts_once(clerk, lilis) -> None:
    number, uuid = ask(), uuid4()
    visit = plan(number, lilis, clerk)
    for _ in range(2):
        assert not attempt(visit, lilis, uuid=uuid)
    assert Attempt.objects.count() == 1
    assert visit_of(number).due_on == clock.today() + timedelta(days=5)
    assert stored(number).status == "visiting"
    assert Event.objects.filter(code="verification.visit.unmet").count() == 1


def test_after_the_third_the_desk_goes_on(clerk, lilis, asep) -> None:
    number, third = ask(), uuid4()
    visit = plan(number, lilis, clerk)
    made = [attempt(visit, lilis, why=Unmet.MOVED, uuid=one) for one in (uuid4(), uuid4(), third)]
    assert made == [False, False, True]
    assert (stored(number).status, visit_of(number).state) == ("received", "cancelled")
    assert attempt(visit, lilis, uuid=third), "the same again changes nothing"
    with pytest.raises(NotOpenAnyMore):
        attempt(visit, lilis)
    again = plan(number, asep, clerk)
    assert reporting.report(told(again), by=asep, at=clock.now()) == "done"


def test_what_a_phone_kept_for_days_still_counts_and_is_late(clerk, lilis) -> None:
    number = ask()
    visit = plan(number, lilis, clerk)
    then = clock.now() - timedelta(days=4)
    place = Place(-6.6, 106.8, 12)
    next_on = clock.today() - timedelta(days=2)
    before = Message.objects.unscoped(reason="test").count()
    assert not attempt(visit, lilis, made_at=then, next_on=next_on, place=place)
    assert visit_of(number).due_on == next_on
    kept = Attempt.objects.get()
    assert (kept.made_at, kept.latitude, kept.accuracy) == (then, -6.6, 12)
    assert Message.objects.unscoped(reason="test").count() == before, "nobody hears of a past day"


def test_a_place_that_is_none_is_left_out(clerk, lilis) -> None:
    attempt(plan(ask(), lilis, clerk), lilis, place=Place(float("nan"), 1, 5))
    assert Attempt.objects.get().latitude is None


def test_a_phone_sends_an_attempt_and_sends_it_again(verifier, clerk, asep) -> None:
    client, officer = verifier
    visit = plan(ask(), officer, clerk)
    given = {
        "uuid": str(uuid4()),
        "visit": visit.pk,
        "why": "nobody",
        "next_on": due(2),
        "made_at": clock.now().isoformat(),
        "latitude": "-6.6",
        "longitude": "106.8",
        "accuracy": "12.4",
    }
    answers = [client.post(SEND, given).json()["answer"] for _ in range(2)]
    assert answers == ["done", "done"]
    assert Attempt.objects.get().accuracy == 12
    (listed,) = client.get("/kunjungan/saya/daftar/").json()["visits"]
    assert [one["why"] for one in listed["attempts"]] == ["Tidak ada orang di rumah"]
    assert client.post(SEND, {**given, "uuid": str(uuid4()), "next_on": ""}).json() == {
        "answer": "day",
        "words": "Isi tanggal datang lagi.",
    }
    others = plan(ask(), asep, clerk)
    taken = client.post(SEND, {**given, "uuid": str(uuid4()), "visit": others.pk}).json()
    assert taken["answer"] == "taken"
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"uuid": "x"}, {"visit": "x"}, {"why": "x"}, {"next_on": "besok"}, {"accuracy": "nan"}],
)
def test_what_is_no_attempt_is_answered_without_a_trace(verifier, clerk, changes) -> None:
    visit = plan(ask(), verifier[1], clerk)
    given = {"uuid": str(uuid4()), "visit": visit.pk, "why": "nobody", "next_on": due(2),
             "made_at": clock.now().isoformat(), "latitude": "1", "longitude": "1",
             "accuracy": "1"}  # fmt: skip
    answer = verifier[0].post(SEND, {**given, **changes})
    assert (answer.status_code, answer.json()["answer"]) == (422, "unknown")
    assert not Attempt.objects.exists()


def test_only_the_officer_of_the_visit_and_only_for_a_day_to_come(clerk, lilis, asep) -> None:
    visit = plan(ask(), lilis, clerk)
    with pytest.raises(NotOpenAnyMore):
        attempt(visit, asep)
    with pytest.raises(attempting.BadDay):
        attempt(visit, lilis, next_on=clock.today() - timedelta(days=1))
    assert not Attempt.objects.exists()


def test_the_form_takes_it(verifier, clerk) -> None:
    client, officer = verifier
    visit = plan(ask(), officer, clerk)
    address = f"/kunjungan/saya/{visit.pk}/tidak-bertemu/"
    assert address in client.get(f"/kunjungan/saya/{visit.pk}/").content.decode()
    assert client.post(address, {"uuid": str(uuid4())}).status_code == 422
    for number in (1, 2, 3):
        page = client.get(address).content.decode()
        assert ("percobaan ketiga" in page) is (number == 3)
        given = {"uuid": str(uuid4()), "why": "nobody", "next_on": due(number), "note": "Sepi"}
        for _ in range(2):
            assert client.post(address, given).status_code == 302
    assert stored(visit.application_id).status == "received"
    assert "Sepi" in client.get(f"/kunjungan/{visit.pk}/").content.decode()
