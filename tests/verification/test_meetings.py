"""Meetings: an agenda of names and RT, what is said of each, and minutes that stand."""

import pytest
from django.test import Client
from tests.verification.conftest import VILLAGE, ask, due, page_of, plan, told

from tanggap.core import clock
from tanggap.verification.models import Meeting
from tanggap.verification.services import reporting

pytestmark = pytest.mark.django_db


def meeting_of(client: Client, **changes: str) -> Meeting:
    given = {
        "region_code": VILLAGE,
        "rw": "",
        "held_on": due(0),
        "place": "Aula",
        "chair": "Lurah",
        "secretary": "Sekretaris",
        "attendees": "20",
        **changes,
    }
    assert client.post("/kunjungan/musyawarah/baru/", given).status_code == 302
    found: Meeting = Meeting.objects.unscoped(reason="test").latest("pk")
    return found


def visited(desk, verifier, **changes) -> int:
    number = ask(**changes)
    visit = plan(number, verifier[1], desk[1])
    reporting.report(told(visit), by=verifier[1], at=clock.now())
    return number


def test_a_meeting_goes_through_the_visited_families(desk, verifier) -> None:
    from tanggap.verification.queries import meetings

    client, _clerk = desk
    first = visited(desk, verifier, head_name="Rukmini Contoh")
    visited(desk, verifier, rw="007")
    ask()
    meeting = meeting_of(client)
    assert meeting.names.count() == 2
    assert meeting_of(client, rw="7").names.count() == 1
    address = f"/kunjungan/musyawarah/{meeting.pk}/"
    name = meeting.names.get(application=first)
    text = client.get(address).content.decode()
    assert "Rukmini Contoh" in text
    assert "Jalan Melati" not in text
    bad = client.post(address, {f"pendapat-{name.pk}": "object"})
    assert bad.status_code == 422
    assert "Tulis alasan keberatan terhadap Rukmini Contoh." in bad.content.decode()
    client.post(address, {f"pendapat-{name.pk}": "object", f"alasan-{name.pk}": "Sudah pindah"})
    assert meetings.objections([first]) == {}
    client.post(f"{address}tutup/", {"notes": "Selesai."})
    assert meetings.objections([first]) == {first: "Sudah pindah"}
    late = client.post(address, {f"pendapat-{name.pk}": "agree"}, follow=True)
    assert "sudah selesai" in late.content.decode()
    paper = client.get(f"{address}berita-acara/")
    assert paper.content.startswith(b"%PDF")
    stranger, _actor = page_of("desk_officer", region="3273")
    assert stranger.get(address).status_code == 404


def test_minutes_name_families_and_rt_and_nothing_else(desk, verifier, monkeypatch) -> None:
    from tanggap.core import paper
    from tanggap.verification.views import minutes

    visited(desk, verifier, head_name="Rukmini Contoh")
    meeting = meeting_of(desk[0])
    set_blocks: list[object] = []
    monkeypatch.setattr(paper, "pdf", lambda **given: set_blocks.append(given) or b"")
    minutes.pdf_of(meeting)
    text = str(set_blocks)
    assert "Rukmini Contoh" in text
    assert "002/003" in text
    assert "KONSEP" in text
    assert "Jalan Melati" not in text
    assert "327101" not in text
