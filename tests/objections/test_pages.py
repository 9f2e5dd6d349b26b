"""The pages: of citizens without an account, and of the desk."""

import gzip
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.objections.conftest import (
    VILLAGE,
    objection,
    page_of,
    picture,
    refused,
    surveys,
    ticket,
    told,
)  # fmt: skip

import tanggap.portal
from tanggap.core import clock
from tanggap.core.models import TokenBucket
from tanggap.objections import sealing
from tanggap.objections.models import Survey, Ticket
from tanggap.objections.types import Kind, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
BUDGET = 40_000
PAGES: dict[str, dict[str, Any]] = {
    "jenis": {"kind": "not_received"},
    "kecamatan": {"district": VILLAGE[:6]},
    "kelurahan": {"region_code": VILLAGE},
    "cerita": {"story": "Bantuan April tidak sampai.", "about": "", "rw": "3", "rt": "2"},
    "kontak": {"who": "nama", "name": "Rukmini Contoh", "phone": "0812 0000 0000"},
}


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def keys_in(answer: Any) -> tuple[str, str]:
    shown = re.findall(r"<dd>([^<]+)</dd>", text_of(answer))
    return shown[0], shown[1]


def walk(client: Client, **changes: Any) -> Any:
    for name, values in {**PAGES, **changes}.items():
        answer = client.post(f"/sanggahan/lapor/{name}/", values)
        assert answer.status_code == 302, (name, text_of(answer))
    return answer


def only() -> Ticket:
    found: Ticket = Ticket.objects.unscoped(reason="test").get()
    return found


def test_a_family_objects_from_the_code_to_the_answer(client: Client, manager, wulan) -> None:
    got = refused(manager)
    answer = client.post("/sanggahan/sanggah/", {"code": got.code.lower(), "pin": got.pin})
    assert answer["Location"] == "/sanggahan/sanggah/isi/"
    assert "Alamat di luar kota." in text_of(client.get("/sanggahan/sanggah/isi/"))
    answer = client.post("/sanggahan/sanggah/isi/", {"story": "Kami sudah pindah kembali."})
    assert answer["Location"] == "/sanggahan/tanda-terima/"
    code, pin = keys_in(client.get("/sanggahan/tanda-terima/"))
    client.post("/sanggahan/selesai/")
    assert client.get("/sanggahan/status/")["Location"] == "/sanggahan/lihat/"
    client.post("/sanggahan/lihat/", {"code": code, "pin": pin})
    page = text_of(client.get("/sanggahan/status/"))
    assert "Kami sudah pindah kembali." in page
    assert "Diterima" in page
    client.post("/sanggahan/status/", {"text": "Surat RT menyusul."})
    assert "Surat RT menyusul." in text_of(client.get("/sanggahan/status/"))


def test_from_the_refusal_no_code_is_typed_again(client: Client, manager) -> None:
    got = refused(manager)
    client.post("/ajuan/lanjutkan/", {"code": got.code, "pin": got.pin})
    assert "/sanggahan/sanggah/" in text_of(client.get("/ajuan/status/"))
    assert client.get("/sanggahan/sanggah/")["Location"] == "/sanggahan/sanggah/isi/"
    assert "Alamat di luar kota." in text_of(client.get("/sanggahan/sanggah/isi/"))


def test_a_second_objection_is_led_to_the_first(client: Client, manager) -> None:
    got = refused(manager)
    client.post("/sanggahan/sanggah/", {"code": got.code, "pin": got.pin})
    client.post("/sanggahan/sanggah/isi/", {"story": "Keliru."})
    client.post("/sanggahan/sanggah/", {"code": got.code, "pin": got.pin})
    assert "sudah menyanggah" in text_of(client.get("/sanggahan/sanggah/isi/"))


def test_a_report_is_told_page_by_page_and_lost_nowhere(client: Client) -> None:
    assert walk(client)["Location"] == "/sanggahan/lapor/periksa/"
    check = text_of(client.get("/sanggahan/lapor/periksa/"))
    assert "Bantuan April tidak sampai." in check
    assert "+6281200000000" in check
    client.post("/sanggahan/lapor/periksa/", {"photos": picture()})
    found = only()
    assert (found.kind, found.rw, found.rt, found.name) == (
        "not_received", "003", "002", "Rukmini Contoh",
    )  # fmt: skip
    assert found.photos.count() == 1
    assert client.get("/sanggahan/lapor/periksa/").status_code == 302, "a second click sends none"
    assert Ticket.objects.unscoped(reason="test").count() == 1


def test_what_was_typed_is_sealed_in_the_session(client: Client) -> None:
    walk(client)
    kept = str(dict(client.session))
    assert "Rukmini" not in kept
    assert "8120000" not in kept


def test_who_stays_unnamed_leaves_nothing(client: Client) -> None:
    walk(client, kontak={"who": "anonim", "name": "Rukmini", "phone": "0812 0000 0000"})
    client.post("/sanggahan/lapor/periksa/")
    assert (only().name, only().sealed_phone) == ("", None)


def test_bribery_is_told_where_it_goes(client: Client) -> None:
    walk(client, jenis={"kind": "bribery"})
    assert "langsung ke Inspektorat" in text_of(client.get("/sanggahan/lapor/periksa/"))
    client.post("/sanggahan/lapor/periksa/")
    assert only().state == State.ESCALATED


def test_no_page_is_skipped_and_mistakes_say_what_to_do(client: Client) -> None:
    assert client.get("/sanggahan/lapor/cerita/")["Location"] == "/sanggahan/lapor/jenis/"
    assert client.get("/sanggahan/lapor/periksa/")["Location"] == "/sanggahan/lapor/jenis/"
    answer = client.post("/sanggahan/lapor/jenis/", {})
    page = text_of(answer)
    assert answer.status_code == 422
    assert page.count("Pilih salah satu.") == 2, "above, and beside the field"
    assert "<title>Galat:" in page
    walk(client)
    answer = client.post("/sanggahan/lapor/kontak/", {"who": "nama", "name": "", "phone": "12"})
    assert "Tulis nomor telepon seluler" in text_of(answer)
    answer = client.post("/sanggahan/lapor/periksa/", {"photos": _no_photo()})
    assert "bukan foto" in text_of(answer)
    assert not Ticket.objects.unscoped(reason="test").exists()


def _no_photo() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("foto.jpg", b"<script>", content_type="image/jpeg")


def test_a_machine_that_tells_a_hundred_is_stopped_and_a_family_is_not(client: Client) -> None:
    for _ in range(12):
        walk(client)
        assert client.post("/sanggahan/lapor/periksa/").status_code == 302
    walk(client)
    answer = client.post("/sanggahan/lapor/periksa/")
    assert answer.status_code == 429
    assert Ticket.objects.unscoped(reason="test").count() == 12
    TokenBucket.objects.all().delete()  # an hour later what was typed is still there
    assert client.post("/sanggahan/lapor/periksa/").status_code == 302


def test_guessing_pins_ends_soon(client: Client) -> None:
    given = told()
    wrong = "000000" if given.pin != "000000" else "111111"
    got = [
        client.post("/sanggahan/lihat/", {"code": given.code, "pin": wrong}).status_code
        for _ in range(9)
    ]
    assert got == [422] * 8 + [429]
    assert (
        client.post("/sanggahan/lihat/", {"code": given.code, "pin": given.pin}).status_code == 429
    )


@pytest.mark.parametrize(
    "address", ["", "sanggah/", "lapor/jenis/", "lihat/", "tanya/", "lapor/kontak/"]
)
def test_a_page_is_light(client: Client, address: str) -> None:
    walk(client)
    page = client.get(f"/sanggahan/{address}").content
    folder = Path(str(tanggap.portal.__file__)).parent / "static/portal"
    sheets = [folder / name for name in ("public.css", "tokens.css", "theme.js", "icon.svg")]
    assert (
        len(gzip.compress(page)) + sum(len(gzip.compress(f.read_bytes())) for f in sheets) < BUDGET
    )


def survey_with(code: str) -> Survey:
    made: Survey = Survey.objects.create(
        award_id=1, month="2020-04", person_id=1, programme="KOTA", channel="pos",
        region_code=VILLAGE, state="asked", code_index=sealing.survey_index(code),
        delivered_at=clock.now(), ask_at=clock.now(), asked_at=clock.now() - timedelta(days=4),
    )  # fmt: skip
    return made


def test_the_questions_after_delivery_are_answered_once(client: Client, open_city) -> None:
    from tanggap.applications.queries.codes import new_code, spelled

    code = new_code()
    survey_with(code)
    assert spelled(code) in text_of(client.get(f"/sanggahan/tanya/?kode={code}"))
    client.post("/sanggahan/tanya/", {"code": code})
    answer = client.post("/sanggahan/tanya/isi/", {"received": "ya", "money_asked": "tidak"})
    assert answer.status_code == 422, "whether it was whole is asked of who received it"
    answer = client.post("/sanggahan/tanya/isi/", {"received": "tidak", "money_asked": "tidak"})
    assert "sebagai laporan" in text_of(client.get(answer["Location"]))
    assert only().kind == Kind.NOT_RECEIVED
    assert "sudah dijawab" in text_of(client.post("/sanggahan/tanya/", {"code": code}))


def act(client: Client, number: int, name: str, **more: str) -> str:
    answer = client.post(
        f"/sanggahan/meja/{number}/langkah/", {"langkah": name, **more}, follow=True
    )
    return text_of(answer)


def test_the_desk_hears_an_objection(manager, open_city) -> None:
    given = objection(manager)
    client, _wulan = page_of("complaints_officer")
    page = text_of(client.get("/sanggahan/meja/"))
    assert "Sanggahan atas penolakan" in page
    assert "Keputusan yang disanggah" in text_of(client.get(f"/sanggahan/meja/{given.ticket_id}/"))
    assert "tugas Anda" in act(client, given.ticket_id, "take")
    assert "Tulis alasan" in act(client, given.ticket_id, "grant", teks="")
    assert "Sebutkan aturan" in act(client, given.ticket_id, "reject", teks="Tidak.")
    assert "Sanggahan dikabulkan" in act(client, given.ticket_id, "grant", teks="Surat benar.")
    assert ticket(given.ticket_id).state == State.GRANTED


def test_who_refused_sees_why_they_may_not(open_city) -> None:
    client, both = page_of("programme_manager", "complaints_officer")
    given = objection(both)
    page = text_of(client.get(f"/sanggahan/meja/{given.ticket_id}/"))
    assert "diperiksa petugas lain" in page
    assert 'value="grant"' not in page
    assert "Anda sendiri" in act(client, given.ticket_id, "reject", teks="x", aturan="y")


def test_the_desk_does_not_read_what_accuses_an_official(open_city) -> None:
    given = told(Kind.BRIBERY, story="Lurah meminta uang.")
    client, _ = page_of("complaints_officer")
    page = text_of(client.get(f"/sanggahan/meja/{given.ticket_id}/"))
    assert "Lurah meminta uang." not in page
    assert "hanya dibaca Inspektorat" in page
    act(client, given.ticket_id, "note", teks="Dibaca?")
    assert ticket(given.ticket_id).entries.count() == 1
    inspector, _ = page_of("inspector", region="")
    assert "Lurah meminta uang." in text_of(inspector.get(f"/sanggahan/meja/{given.ticket_id}/"))
    assert "Jawaban dikirim" in act(inspector, given.ticket_id, "solve", teks="Diperiksa.")


def test_what_is_late_stands_out_and_counts_as_granted_by_law(manager) -> None:
    given = objection(manager)
    Ticket.objects.unscoped(reason="test").update(due_on=clock.today() - timedelta(days=1))
    client, _ = page_of("complaints_officer")
    assert 'class="late"' in text_of(client.get("/sanggahan/meja/?terlambat=ya"))
    page = text_of(client.get(f"/sanggahan/meja/{given.ticket_id}/"))
    assert "dianggap dikabulkan" in page


def test_another_region_finds_nothing(open_city) -> None:
    given = told()
    client, _ = page_of("complaints_officer", region="3272")
    assert client.get(f"/sanggahan/meja/{given.ticket_id}/").status_code == 404
    answer = client.post("/sanggahan/meja/cari/", {"cari": given.code})
    assert answer["Location"] == "/sanggahan/meja/"


def test_a_code_leads_to_its_ticket(open_city) -> None:
    given = told()
    client, _ = page_of("complaints_officer")
    answer = client.post("/sanggahan/meja/cari/", {"cari": given.code.lower()})
    assert answer["Location"] == f"/sanggahan/meja/{given.ticket_id}/"


def test_photos_are_given_out_as_files_that_run_nowhere(
    client: Client, open_city, django_capture_on_commit_callbacks
) -> None:
    walk(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/sanggahan/lapor/periksa/", {"photos": picture()})
    address = f"/sanggahan/meja/{only().pk}/foto/{only().photos.get().pk}/"
    officer, _ = page_of("complaints_officer")
    answer = officer.get(address)
    assert answer.content.startswith(b"\xff\xd8")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    stranger, _ = page_of("verifier")
    assert stranger.get(address).status_code == 403


def test_results_calls_and_figures_open(open_city) -> None:
    told()
    survey_with("ABCDEFGHJ")
    client, _ = page_of("complaints_officer")
    assert "Belum ada jawaban" in text_of(client.get("/sanggahan/survei/"))
    assert "Terlambat" in text_of(client.get("/sanggahan/meja/angka/"))
    client.post("/sanggahan/survei/bagian/", {"share": "25"})
    assert 'value="25"' in text_of(client.get("/sanggahan/survei/"))
    assert client.post("/sanggahan/survei/bagian/", {"share": "250"}).status_code == 422
    number = surveys().get().pk
    assert f"/telepon/{number}/" in text_of(client.get("/sanggahan/survei/telepon/"))
    answer = client.post(f"/sanggahan/survei/telepon/{number}/", {"received": "tidak"})
    assert answer.status_code == 422
    answer = client.post(
        f"/sanggahan/survei/telepon/{number}/", {"received": "tidak", "money_asked": "ya"},
        follow=True,
    )  # fmt: skip
    assert "sudah menjadi laporan" in text_of(answer)
    kinds = Ticket.objects.unscoped(reason="test").values_list("kind", flat=True)
    assert set(kinds) == {"not_received", "bribery"}
