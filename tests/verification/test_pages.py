"""The pages of visits: what each shows to whom, what each does, what never leaves the server."""

import json
from uuid import uuid4

import pytest
from tests.verification.conftest import ask, due, page_of, plan, stored, told, visit_of

from tanggap.applications.types import Status
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.verification.models import Draw, VisitPhoto, VisitReport
from tanggap.verification.services import reporting

pytestmark = pytest.mark.django_db


def test_the_board_gives_ticked_families_to_an_officer(desk, verifier) -> None:
    client, _clerk = desk
    numbers = [ask(), ask(), ask(rw="009")]
    assert client.get("/kunjungan/").content.count(b'name="pilih"') == 3
    assert client.get("/kunjungan/", {"rw": "9"}).content.count(b'name="pilih"') == 1
    answer = client.post(
        "/kunjungan/tetapkan/",
        {"pilih": numbers[:1], "officer": verifier[1].user_id, "due_on": due()},
        follow=True,
    )
    assert "1 kunjungan diberikan." in answer.content.decode()
    assert [stored(one).status for one in numbers] == ["visiting", "received", "received"]


def test_all_that_are_shown_are_given_and_no_others(desk, verifier) -> None:
    numbers = [ask(), ask(rw="009")]
    given = {"semua": "1", "officer": verifier[1].user_id, "due_on": due()}
    desk[0].post("/kunjungan/tetapkan/", {**given, "rw": "009"})
    assert [stored(one).status for one in numbers] == ["received", "visiting"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pilih": []}, "Centang sedikitnya satu keluarga."),
        ({"due_on": "2020-01-01"}, "Tanggal ini sudah lewat."),
        ({"officer": "999999"}, "error"),
        ({"due_on": "besok"}, "error"),
    ],
)
def test_what_is_missing_is_said(desk, verifier, changes, words) -> None:
    given = {"pilih": [ask()], "officer": verifier[1].user_id, "due_on": due(), **changes}
    answer = desk[0].post("/kunjungan/tetapkan/", given)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_clerk_of_another_city_sees_and_gives_nothing(desk, verifier) -> None:
    number = ask()
    other, _actor = page_of("desk_officer", region="3273")
    assert b'name="pilih"' not in other.get("/kunjungan/").content
    other.post(
        "/kunjungan/tetapkan/",
        {"pilih": [number], "officer": verifier[1].user_id, "due_on": due()},
    )
    assert stored(number).status == Status.RECEIVED


def test_the_phone_gets_what_a_visit_needs_and_no_number(desk, verifier) -> None:
    number = ask(head_name="Rukmini Contoh")
    client, officer = verifier
    plan(number, officer, desk[1])
    answer = client.get("/kunjungan/saya/daftar/")
    told_to_phone = answer.json()
    (row,) = told_to_phone["visits"]
    assert (row["name"], row["rt"], row["rw"]) == ("Rukmini Contoh", "002", "003")
    assert told_to_phone["user"] == officer.user_id
    assert {len(one["choices"]) > 1 for one in row["questions"]} == {True}
    text = answer.content.decode()
    assert "327101" not in text
    assert "0812" not in text
    assert Event.objects.filter(code="verification.list.taken").count() == 1
    another, _actor = page_of("verifier")
    assert another.get("/kunjungan/saya/daftar/").json()["visits"] == []


def test_a_phone_sends_and_sends_again(desk, verifier, photo) -> None:
    client, officer = verifier
    visit = plan(ask(), officer, desk[1])
    given = {
        "uuid": str(uuid4()),
        "visit": visit.pk,
        "answers": json.dumps(told(visit).answers),
        "reported_at": clock.now().isoformat(),
        "note": "",
        "latitude": "-6.6",
        "longitude": "106.8",
        "accuracy": "12.4",
    }
    first = client.post("/kunjungan/saya/kirim/", {**given, "photos": [photo(), photo()]})
    again = client.post("/kunjungan/saya/kirim/", {**given, "photos": [photo()]})
    assert [first.json()["answer"], again.json()["answer"]] == ["done", "again"]
    assert VisitReport.objects.get().accuracy == 12
    assert VisitPhoto.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"uuid": "x"},
        {"visit": "x"},
        {"answers": "["},
        {"answers": "[]"},
        {"accuracy": "nan"},
        {"reported_at": "2026-99-99T00:00"},
    ],
)
def test_what_is_no_report_is_answered_without_a_trace(desk, verifier, changes) -> None:
    visit = plan(ask(), verifier[1], desk[1])
    given = {
        "uuid": str(uuid4()),
        "visit": visit.pk,
        "answers": "{}",
        "reported_at": clock.now().isoformat(),
        "latitude": "1",
        "longitude": "1",
        "accuracy": "1",
    }
    answer = verifier[0].post("/kunjungan/saya/kirim/", {**given, **changes})
    assert (answer.status_code, answer.json()["answer"]) == (422, "unknown")


def test_the_shell_holds_nothing_of_anybody(desk, verifier) -> None:
    plan(ask(head_name="Rukmini Contoh"), verifier[1], desk[1])
    assert b"Rukmini" in verifier[0].get("/kunjungan/saya/").content
    text = verifier[0].get("/kunjungan/saya/luring/").content.decode()
    assert "Rukmini" not in text
    assert "data-user" not in text


def test_the_worker_keeps_files_that_are_there(client) -> None:
    from django.contrib.staticfiles import finders

    text = client.get("/kunjungan/saya/pekerja.js").content.decode()
    kept = json.loads(text.splitlines()[0].removeprefix("const KEPT = ").removesuffix(";"))
    assert kept["shell"] == "/kunjungan/saya/luring/"
    assert all(finders.find(name.removeprefix("/static/")) for name in kept["files"])
    page = client.get(kept["shell"]).content.decode()
    assert all(name in page for name in kept["files"])


def test_the_manifest_installs_the_page(client) -> None:
    told_to_browser = client.get("/kunjungan/saya/aplikasi.webmanifest").json()
    assert told_to_browser["start_url"] == told_to_browser["scope"] == "/kunjungan/saya/"


def test_a_report_without_scripts(desk, verifier, photo) -> None:
    client, officer = verifier
    visit = plan(ask(), officer, desk[1])
    address = f"/kunjungan/saya/{visit.pk}/"
    assert client.get(address).status_code == 200
    answers = {f"kriteria-{code}": answer for code, answer in told(visit).answers.items()}
    given = {"uuid": str(uuid4()), "note": "", **answers}
    short = client.post(address, {"uuid": str(uuid4())})
    assert short.status_code == 422
    assert "Galat:" in short.content.decode()
    many = client.post(address, {**given, "photos": [photo() for _number in range(5)]})
    assert "Paling banyak empat foto." in many.content.decode()
    text = photo()
    text.write(b"text")
    text.seek(0)
    text.truncate(4)
    assert "tidak dapat dibaca" in client.post(address, {**given, "photos": text}).content.decode()
    done = client.post(address, {**given, "photos": [photo()]}, follow=True)
    assert "Laporan diterima." in done.content.decode()
    assert stored(visit.application_id).status == Status.VISITED
    late = client.post(address, given, follow=True)
    assert "sudah ditarik" in late.content.decode()


def test_an_officer_opens_no_visit_of_another(desk, verifier) -> None:
    visit = plan(ask(), verifier[1], desk[1])
    other, _actor = page_of("verifier")
    assert other.get(f"/kunjungan/saya/{visit.pk}/").status_code == 404


def test_a_visit_shows_what_was_found_and_photos_are_on_the_record(desk, verifier, photo) -> None:
    client, clerk = desk
    visit = plan(ask(), verifier[1], clerk)
    reporting.report(told(visit), [photo()], by=verifier[1], at=clock.now())
    text = client.get(f"/kunjungan/{visit.pk}/").content.decode()
    kept = VisitPhoto.objects.get()
    assert f"/kunjungan/{visit.pk}/foto/{kept.pk}/" in text
    answer = client.get(f"/kunjungan/{visit.pk}/foto/{kept.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert Event.objects.filter(code="verification.photo.viewed").count() == 1
    assert client.get(f"/kunjungan/{visit.pk}/foto/{kept.pk + 1}/").status_code == 404
    stranger, _actor = page_of("desk_officer", region="3273")
    assert stranger.get(f"/kunjungan/{visit.pk}/").status_code == 404


def test_a_visit_is_passed_on_and_taken_back(desk, verifier) -> None:
    client, clerk = desk
    other = page_of("verifier")[1]
    visit = plan(ask(), verifier[1], clerk)
    client.post(f"/kunjungan/{visit.pk}/alihkan/", {"officer": other.user_id, "due_on": due()})
    assert visit_of(visit.application_id).officer_id == other.user_id
    address = f"/kunjungan/{visit.pk}/tarik/"
    assert "Tulis alasannya." in client.post(address, follow=True).content.decode()
    client.post(address, {"reason": "Salah RW"})
    assert visit_of(visit.application_id).state == "cancelled"


def test_second_visits_are_drawn_and_compared(desk, verifier) -> None:
    client, clerk = desk
    other = page_of("verifier")[1]
    visit = plan(ask(), verifier[1], clerk)
    reporting.report(told(visit), by=verifier[1], at=clock.now())
    given = {"share": "100", "due_on": due(), "region_code": "3271"}
    assert client.post("/kunjungan/kedua/undi/", {**given, "share": "0"}).status_code == 422
    done = client.post("/kunjungan/kedua/undi/", given, follow=True).content.decode()
    assert "1 dari 1 kunjungan diundi" in done
    assert Draw.objects.unscoped(reason="test").get().seed in done
    second = visit_of(visit.application_id, second=True)
    worse = {**told(second).answers, "makan": "tidak"}
    reporting.report(told(second, answers=worse), by=other, at=clock.now())
    text = client.get("/kunjungan/kedua/").content.decode()
    assert f"/kunjungan/{second.pk}/" in text
    assert "150" in text


def test_the_first_page_tells_what_waits_for_the_clerk_and_for_the_visitor(desk, verifier) -> None:
    (client, clerk), (phone, officer) = desk, verifier
    nothing = "Tidak ada yang menunggu Anda"
    assert nothing in phone.get("/").content.decode()
    number = ask()
    assert nothing not in client.get("/").content.decode()
    plan(number, officer, clerk)
    assert nothing not in phone.get("/").content.decode()
