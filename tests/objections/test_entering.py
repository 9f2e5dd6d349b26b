"""An officer enters what somebody tells at the desk, on the telephone, or in a letter."""

from datetime import timedelta
from typing import Any

import pytest
from tests.objections.conftest import (
    CITY,
    VILLAGE,
    objection,
    page_of,
    picture,
    refused,
    ticket,
)  # fmt: skip
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.applications.queries import codes
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.objections.domain import deadlines
from tanggap.objections.models import Ticket
from tanggap.objections.queries import citizens
from tanggap.objections.services import receiving
from tanggap.objections.types import Kind, Telling

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "open_city")]
HERE = "/sanggahan/meja/baru/"


def form(**changes: Any) -> dict[str, Any]:
    told = {
        "channel": "paper",
        "came_on": clock.today().isoformat(),
        "kind": "not_received",
        "region_code": VILLAGE,
        "rw": "3",
        "rt": "2",
        "story": "Bantuan April tidak sampai.",
        "name": "Rukmini Contoh",
        "phone": "0812 0000 0000",
    }
    return {**told, **changes}


def only() -> Ticket:
    found: Ticket = Ticket.objects.unscoped(reason="test").get()
    return found


def test_a_letter_becomes_a_report_with_both_names_and_its_own_day() -> None:
    client, officer = page_of("complaints_officer")
    came = clock.today() - timedelta(days=4)
    answer = client.post(HERE, form(came_on=came.isoformat(), photos=[picture()]), follow=True)
    found = only()
    assert (found.name, found.entered_by_id, found.channel) == (
        "Rukmini Contoh",
        officer.user_id,
        "paper",
    )
    assert found.due_on == deadlines.answer_by(Kind.NOT_RECEIVED, came)
    assert found.photos.count() == 1
    page = answer.content.decode()
    pin = page.split("stat-value")[2]
    assert any(citizens.find(found.code, digits) == found.pk for digits in _digits(pin))
    shown = client.get(f"/sanggahan/meja/{found.pk}/").content.decode()
    assert officer.name in shown
    assert "Surat atau formulir kertas" in shown
    event = Event.objects.get(code="objections.ticket.told")
    assert event.actor_id == officer.user_id


def _digits(text: str) -> list[str]:
    import re

    return re.findall(r"\b\d{6}\b", text)


def test_a_family_at_the_desk_objects_to_its_own_decision(manager) -> None:
    client, officer = page_of("complaints_officer")
    got = refused(manager)
    own = form(kind="own", code=got.code, seen="on", region_code="", channel="person")
    assert client.post(HERE, {**own, "seen": ""}).status_code == 422
    assert client.post(HERE, own).status_code == 302
    found = only()
    assert (found.kind, found.application_id) == (Kind.REFUSAL, got.application_id)
    assert found.entered_by_id == officer.user_id
    again = client.post(HERE, own)
    assert again.status_code == 422
    assert "sudah menyanggah" in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "own", "code": "", "seen": "on"}, "Tulis kode pengajuannya"),
        (
            {"kind": "own", "code": codes.new_code(), "seen": "on"},
            "Tidak ada pengajuan dengan kode",
        ),
        ({"region_code": ""}, "Pilih kelurahan"),
        ({"story": ""}, "Tulis apa yang disampaikan"),
        ({"phone": "12"}, "Tulis nomor telepon seluler"),
        ({"came_on": "2999-01-01"}, "belum tiba"),
        ({"channel": ""}, "Pilih salah satu"),
        ({"rw": "ab"}, "Tulis nomornya saja"),
    ],
)
def test_what_is_missing_is_said(changes: dict[str, Any], words: str) -> None:
    client, _officer = page_of("complaints_officer")
    answer = client.post(HERE, form(**changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Ticket.objects.unscoped(reason="test").exists()


def test_a_late_letter_about_an_old_decision_counts_from_the_day_it_came(manager) -> None:
    got = refused(manager)
    late = clock.now() + timedelta(days=60)
    in_time = (clock.now() + timedelta(days=10)).date()
    officer = actor_with("complaints_officer", region=CITY)
    given = receiving.object_to(
        application_id=got.application_id, story="Kami pindah.", by=officer, at=late,
        channel="paper", came_on=in_time,
    )  # fmt: skip
    assert ticket(given.ticket_id).due_on == deadlines.answer_by(Kind.REFUSAL, in_time)


def test_who_may_not_handle_tickets_there_enters_none(manager) -> None:
    told = Telling(kind=Kind.OTHER, region_code=VILLAGE, story="Halo.")
    with pytest.raises(Forbidden):
        receiving.report(told, by=actor_with("head_of_office", region=CITY), at=clock.now())
    far = actor_with("complaints_officer", region="3201")
    with pytest.raises(Forbidden):
        receiving.report(told, by=far, at=clock.now())
    client, _officer = page_of("head_of_office")
    assert client.get(HERE).status_code == 403


def test_an_accusation_goes_past_the_desk_that_entered_it() -> None:
    client, _officer = page_of("complaints_officer")
    answer = client.post(HERE, form(kind="bribery", name="", phone=""), follow=True)
    assert "langsung ke Inspektorat" in answer.content.decode()
    shown = client.get(f"/sanggahan/meja/{only().pk}/").content.decode()
    assert "Bantuan April" not in shown
    assert client.get(f"/sanggahan/meja/{only().pk + 1}/tanda-terima/").status_code == 302


def test_the_public_door_still_names_nobody(manager) -> None:
    given = objection(manager)
    assert ticket(given.ticket_id).entered_by_name == ""
