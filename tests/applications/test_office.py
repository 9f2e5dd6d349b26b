"""The office: lists, evidence, moves, assisted entry, workbooks, criteria."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.applications.conftest import CITY, VILLAGE, nik, picture
from tests.personas import actor_with, make_officer

from tanggap.applications import services as applications
from tanggap.applications.models import Application, CriteriaSet, Opening, Photo
from tanggap.applications.services import openings, photos
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import Asking, Status
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor

pytestmark = pytest.mark.django_db
Ask = Callable[..., Asking]


@pytest.fixture
def ready(open_city: None, city: None) -> None:
    """The city takes applications."""


@pytest.fixture
def officer(client: Client, ready: None) -> Client:
    client.force_login(make_officer("desk_officer", region=CITY))
    return client


def receive(asking: Asking) -> Any:
    return applications.receive(asking, by=APPLICANT, at=clock.now())


def stored(pk: int) -> Application:
    found: Application = Application.objects.unscoped(reason="test").get(pk=pk)
    return found


def test_a_list_shows_its_own_region_and_no_number(officer: Client, ask: Ask) -> None:
    receive(ask(head_name="Warga Sini"))
    elsewhere = ask(head_name="Warga Sana", region_code="3201010001")
    receive(elsewhere)
    page = officer.get("/ajuan/masuk/").content.decode()
    assert "Warga Sini" in page
    assert "Warga Sana" not in page
    assert elsewhere.nik not in page


@pytest.mark.parametrize("asked", ["code", "nik", "kk", "child", "name"])
def test_one_is_found_by_what_the_citizen_has_in_hand(
    officer: Client, ask: Ask, asked: str
) -> None:
    from tanggap.applications.types import MemberAsked

    child = nik(8080, born="020112")
    asking = ask(head_name="Sulastri Unik", members=(MemberAsked("Anak", "anak", nik=child),))
    got = receive(asking)
    receive(ask())
    text = {
        "code": got.code, "nik": asking.nik, "kk": asking.kk, "child": child, "name": "sulastri",
    }[asked]  # fmt: skip
    answer = officer.post("/ajuan/masuk/cari/", {"cari": text}, follow=True)
    page = answer.content.decode()
    assert "Sulastri Unik" in page
    assert "Rukmini" not in page
    assert all(text not in address for address, _status in answer.redirect_chain)


def test_the_page_masks_numbers_and_the_look_is_recorded(officer: Client, ask: Ask) -> None:
    asking = ask()
    got = receive(asking)
    page = officer.get(f"/ajuan/masuk/{got.application_id}/").content.decode()
    assert asking.nik not in page
    assert f"3271********{asking.nik[-4:]}" in page
    assert Event.objects.filter(
        code="applications.file.opened", subject=f"application:{got.application_id}"
    ).exists()


def test_an_application_of_another_region_is_not_there(officer: Client, ask: Ask) -> None:
    got = receive(ask(region_code="3201010001"))
    for path in ("", "pindah/", "periksa-ulang/", "foto/1/"):
        address = f"/ajuan/masuk/{got.application_id}/{path}"
        send = officer.post if path in {"pindah/", "periksa-ulang/"} else officer.get
        assert send(address).status_code == 404


def test_an_officer_joins_by_the_others_code(officer: Client, ask: Ask) -> None:
    one, other = receive(ask()), receive(ask())
    address = f"/ajuan/masuk/{other.application_id}/pindah/"
    officer.post(address, {"ke": "joined", "into": "salah", "reason": "satu rumah"})
    assert stored(other.application_id).status == Status.RECEIVED
    officer.post(address, {"ke": "joined", "into": one.code, "reason": "satu rumah"})
    assert stored(other.application_id).joined_into_id == one.application_id


@pytest.mark.parametrize("after", ["approved", "visited", "visiting", "waiting", "x", ""])
def test_the_desk_makes_no_move_of_others(officer: Client, ask: Ask, after: str) -> None:
    got = receive(ask())
    officer.post(f"/ajuan/masuk/{got.application_id}/pindah/", {"ke": after, "reason": "coba"})
    assert stored(got.application_id).status == Status.RECEIVED


def test_a_refusal_needs_a_reason_and_the_right(client: Client, ready: None, ask: Ask) -> None:
    got = receive(ask())
    address = f"/ajuan/masuk/{got.application_id}/pindah/"
    client.force_login(make_officer("desk_officer", region=CITY))
    assert client.post(address, {"ke": "refused", "reason": "x"}).status_code == 403
    client.force_login(make_officer("programme_manager", region=CITY))
    client.post(address, {"ke": "refused", "reason": " "})
    assert stored(got.application_id).status == Status.RECEIVED
    client.post(address, {"ke": "refused", "reason": "di luar kota"})
    assert stored(got.application_id).status == Status.REFUSED


def test_a_photo_is_given_as_a_file_that_runs_nowhere(officer: Client, ask: Ask) -> None:
    got = receive(ask())
    file = picture("PNG")
    photo = photos.keep(
        file,
        size=1,
        kind=Photo.Kind.HOUSE,
        at=clock.now(),
        application_id=got.application_id,
    )
    answer = officer.get(f"/ajuan/masuk/{got.application_id}/foto/{photo.pk}/")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Event.objects.filter(code="applications.photo.viewed").exists()
    other = receive(ask())
    assert officer.get(f"/ajuan/masuk/{other.application_id}/foto/{photo.pk}/").status_code == 404
    photos.forget(Photo.objects.all())


def entry(**changes: Any) -> dict[str, Any]:
    told = {
        "region_code": VILLAGE, "rw": "1", "rt": "2", "address": "Jalan 1",
        "head_name": "Ibu Tua", "head_birth_date_d": "1", "head_birth_date_m": "2",
        "head_birth_date_y": "1950", "head_sex": "P", "nik": "", "no_nik_reason": "tidak punya",
        "kk": "", "income_before": "0", "income_now": "0", "lost": ["harian"],
        "anggota-TOTAL_FORMS": "2", "anggota-INITIAL_FORMS": "0",
        "anggota-0-name": "Cucu", "anggota-0-relation": "cucu", "anggota-1-name": "",
        "consent": "on",
    }  # fmt: skip
    content = next(one["content"] for one in _seeds() if one["programme"] == "KOTA")
    for one in content["criteria"]:
        first = one["choices"][0]["code"] if one["kind"] == "choice" else "ya"
        told[f"kriteria-{one['code']}"] = first
    return {**told, **changes}


def _seeds() -> list[dict[str, Any]]:
    from tanggap.applications.domain import criteria

    return criteria.seeds()


def test_an_officer_enters_for_a_citizen_and_hands_over_the_keys(officer: Client) -> None:
    answer = officer.post("/ajuan/masuk/baru/?program=KOTA", entry())
    kept = Application.objects.unscoped(reason="test").get()
    assert answer["Location"] == f"/ajuan/masuk/{kept.pk}/tanda-terima/"
    assert (kept.channel, kept.head_name, kept.entered_by_name) == (
        "assisted",
        "Ibu Tua",
        "Rina Petugas",
    )
    assert [one.name for one in kept.members.all()] == ["Cucu"]
    page = officer.get(answer["Location"]).content.decode()
    assert "PIN" in page
    paper = officer.post(answer["Location"])
    assert paper.content.startswith(b"%PDF-")


def test_what_is_wrong_in_an_entry_is_told_at_once(officer: Client) -> None:
    answer = officer.post("/ajuan/masuk/baru/?program=KOTA", entry(no_nik_reason="", rw="x"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tulis NIK, atau sebabnya" in page
    assert "Ibu Tua" in page, "nothing that was typed is lost"


def test_new_criteria_are_a_new_version_and_old_answers_keep_theirs(
    client: Client, ready: None, ask: Ask
) -> None:
    got = receive(ask())
    client.force_login(make_officer("programme_manager", region=""))
    page = client.get("/ajuan/kriteria/KOTA/")
    text = page.context["form"]["text"].value().replace("threshold = 500", "threshold = 600")
    answer = client.post("/ajuan/kriteria/KOTA/", {"name": "Versi dua", "text": text})
    assert answer.status_code == 302
    newest = CriteriaSet.objects.filter(programme__code="KOTA").first()
    assert newest is not None
    assert (newest.version, newest.content["threshold"]) == (2, 600)
    assert stored(got.application_id).criteria.version == 1


@pytest.mark.parametrize("text", ["bukan toml = ", "threshold = 1", "threshold = 9999"])
def test_bad_criteria_are_told_and_nothing_changes(client: Client, ready: None, text: str) -> None:
    client.force_login(make_officer("programme_manager", region=""))
    answer = client.post("/ajuan/kriteria/KOTA/", {"name": "x", "text": text})
    assert answer.status_code == 422
    assert CriteriaSet.objects.filter(programme__code="KOTA").count() == 1


def test_a_programme_is_closed_by_its_last_day(client: Client, ready: None) -> None:
    manager = actor_with("programme_manager", region="")
    yesterday = clock.today() - timedelta(days=1)
    openings.open_programme(
        programme="KOTA", opens_on=yesterday, closes_on=yesterday, by=manager, at=clock.now()
    )
    assert not Opening.objects.get(programme__code="KOTA").is_open(clock.today())
    assert "Bantuan APBD" not in client.get("/ajuan/").content.decode()


def test_an_officer_of_the_desk_edits_no_criteria(officer: Client) -> None:
    assert officer.get("/ajuan/kriteria/").status_code == 403


def test_the_home_page_counts_what_waits(officer: Client, ask: Ask) -> None:
    receive(ask(nik="", no_nik_reason="hilang"))
    page = officer.get("/").content.decode()
    assert "1 belum diketahui" in page


def test_nobody_else_is_told_who_asked(ready: None, ask: Ask, caplog: Any) -> None:
    """No log line and no audit fact carries a number or a name."""
    asking = ask(head_name="Nama Rahasia")
    with caplog.at_level("DEBUG"):
        receive(asking)
    told = caplog.text + str(list(Event.objects.values_list("facts", "reason", "subject")))
    for secret in (asking.nik, asking.kk, "Nama Rahasia", asking.phone):
        assert secret not in told


def test_rechecking_is_an_act_on_the_record(officer: Client, ask: Ask) -> None:
    got = receive(ask())
    Application.objects.unscoped(reason="test").update(desk_answer="unknown")
    officer.post(f"/ajuan/masuk/{got.application_id}/periksa-ulang/")
    assert stored(got.application_id).desk_answer == "clear"
    assert Event.objects.filter(code="applications.rechecked").exists()
    assert Actor.system("x").is_system


def test_numbers_are_shown_in_full_with_a_reason_and_on_the_record(
    client: Client, ready: None, ask: Ask
) -> None:
    asking = ask()
    got = receive(asking)
    address = f"/ajuan/masuk/{got.application_id}/nomor/"
    client.force_login(make_officer("desk_officer", region=CITY))
    assert client.post(address, {"reason": "KTP"}).status_code == 403
    client.force_login(make_officer("desk_officer", "data_officer", region=CITY))
    assert asking.nik not in client.post(address, {"reason": " "}, follow=True).content.decode()
    assert not Event.objects.filter(code="applications.number.revealed").exists()
    assert asking.nik in client.post(address, {"reason": "Mencocokkan KTP"}).content.decode()
    event = Event.objects.get(code="applications.number.revealed")
    assert event.reason == "Mencocokkan KTP"
    client.force_login(make_officer("desk_officer", "data_officer", region="3201"))
    assert client.post(address, {"reason": "KTP"}).status_code == 404
