"""A citizen asks: one question per page, nothing lost, nothing told to strangers."""

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.applications.conftest import VILLAGE, kk, nik, picture

import tanggap.portal
from tanggap.applications import services as applications
from tanggap.applications.models import Application, Draft, Photo
from tanggap.applications.services import drafts
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import Asking, Status
from tanggap.core import clock

pytestmark = pytest.mark.django_db
BUDGET = 40_000
ANSWERS: dict[str, dict[str, Any]] = {
    "kecamatan": {"code": VILLAGE[:6]},
    "kelurahan": {"code": VILLAGE},
    "alamat": {"address": "Jalan Melati 5", "rw": "3", "rt": "RT 2"},
    "nama": {"name": "Rukmini Contoh"},
    "lahir": {"date_d": "15", "date_m": "3", "date_y": "1985", "sex": "P"},
    "nik": {"nik": f"{nik(501)[:6]} {nik(501)[6:12]}.{nik(501)[12:]}"},
    "kk": {"kk": kk(501)},
    "ibu": {"mother_name": "Ibu Contoh"},
    "telepon": {"phone": "0812-0000-0000"},
    "anggota": {},
    "penghasilan": {"income_before": "2,5 juta", "income_now": "0"},
    "kehilangan": {"lost": ["kerja"], "story": ""},
    "foto-kk": {},
    "foto-rumah": {},
    "pernyataan": {"consent": "on", "truth": "on"},
}
CRITERIA = {"pencaharian": "hilang", "tanggungan": "2-3", "rumah": "sewa"}


@pytest.fixture
def ready(open_city: None, city: None) -> None:
    """The city takes applications."""


def begin(client: Client, programme: str = "KOTA") -> tuple[str, str]:
    """Start a draft; return the code and the PIN that the page shows."""
    client.post("/ajuan/mulai/", {"program": programme})
    page = client.get("/ajuan/kode/").content.decode()
    shown = re.findall(r"<dd>([^<]+)</dd>", page)
    return shown[0], shown[1]


def walk(client: Client, **changes: dict[str, Any]) -> Iterator[Any]:
    """Answer every page in order, as the addresses lead; yield each answer."""
    page = "kecamatan"
    while page:
        told = {**ANSWERS, **changes}.get(page)
        if told is None:
            told = {"answer": CRITERIA.get(page.removeprefix("kriteria-"), "ya")}
        answer = client.post(f"/ajuan/isi/{page}/", told)
        yield answer
        found = re.search(r"/isi/([^/]+)/", answer.get("Location", ""))
        page = found[1] if found else ""


def test_a_family_asks_page_by_page(client: Client, ready: None) -> None:
    code, pin = begin(client)
    answers = list(walk(client))
    assert answers[-1]["Location"] == "/ajuan/periksa/"
    check = client.get("/ajuan/periksa/").content.decode()
    assert "Rukmini Contoh" in check
    assert "Rp2.500.000" in check
    assert client.post("/ajuan/kirim/")["Location"] == "/ajuan/tanda-terima/"
    receipt = client.get("/ajuan/tanda-terima/").content.decode()
    assert code in receipt
    assert pin in receipt
    for back in ("/ajuan/periksa/", "/ajuan/isi/nama/", "/ajuan/kode/"):
        assert client.get(back)["Location"] == "/ajuan/tanda-terima/", "who goes back sees it sent"
    assert "<svg" in receipt
    kept = Application.objects.unscoped(reason="test").get()
    assert (kept.status, kept.rw, kept.rt) == (Status.RECEIVED, "003", "002")
    assert kept.answers["pencaharian"] == "hilang"
    assert kept.circumstances["income_before"] == 2_500_000
    paper = client.get("/ajuan/tanda-terima/unduh/")
    assert paper.content.startswith(b"%PDF-")
    assert "attachment" in paper["Content-Disposition"]


def test_two_clicks_send_once(client: Client, ready: None) -> None:
    begin(client)
    list(walk(client))
    for _ in range(2):
        assert client.post("/ajuan/kirim/")["Location"] == "/ajuan/tanda-terima/"
    assert Application.objects.unscoped(reason="test").count() == 1


def test_another_telephone_goes_on_where_the_first_stopped(ready: None) -> None:
    first, second = Client(), Client()
    code, pin = begin(first)
    for _page, _answer in zip(range(4), walk(first), strict=False):
        pass
    answer = second.post("/ajuan/lanjutkan/", {"code": code.lower().replace("-", " "), "pin": pin})
    assert answer["Location"] == "/ajuan/isi/lahir/"
    assert "Rukmini Contoh" in second.get("/ajuan/isi/nama/").content.decode()


def test_what_was_told_is_sealed_in_the_database(client: Client, ready: None) -> None:
    begin(client)
    list(walk(client))
    kept = bytes(Draft.objects.get().sealed)
    assert b"Rukmini" not in kept
    assert nik(501).encode() not in kept


def test_wrong_keys_open_nothing_and_run_out(client: Client, ready: None) -> None:
    code, pin = begin(Client())
    wrong = "000000" if pin != "000000" else "000001"
    statuses = [
        client.post("/ajuan/lanjutkan/", {"code": code, "pin": wrong}).status_code for _ in range(9)
    ]
    assert statuses == [422] * 8 + [429]
    assert client.post("/ajuan/lanjutkan/", {"code": code, "pin": pin}).status_code == 429


def test_an_unknown_code_looks_like_a_wrong_pin(client: Client, ready: None) -> None:
    code, _pin = begin(Client())
    pages = [
        client.post("/ajuan/lanjutkan/", {"code": one, "pin": "111111"}).content.decode()
        for one in (code, "000-000-000")
    ]
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"')
    bare = [token.sub("", page).replace(code, "").replace("000-000-000", "") for page in pages]
    assert bare[0] == bare[1]


@pytest.mark.parametrize(
    ("page", "told", "words"),
    [
        ("nik", {"nik": "327101"}, "kurang dari 16 angka"),
        ("nik", {"nik": "32710115038500AB"}, "hanya berisi angka"),
        ("nik", {}, "tulis sebabnya"),
        ("kk", {"kk": "1" * 16}, "tidak mungkin benar"),
        ("lahir", {"date_d": "31", "date_m": "2", "date_y": "1985", "sex": "P"}, "tidak ada"),
        ("lahir", {"date_d": "1", "date_m": "2", "date_y": "85", "sex": "P"}, "empat angka"),
        ("nama", {"name": ""}, "Tulis nama kepala keluarga"),
        ("kecamatan", {}, "Pilih salah satu"),
        ("penghasilan", {"income_before": "banyak", "income_now": "0"}, "jumlah rupiah"),
        ("pernyataan", {}, "Tanpa persetujuan ini"),
    ],
)
def test_errors_help(
    client: Client, ready: None, page: str, told: dict[str, str], words: str
) -> None:
    begin(client)
    asked_again = client.post(f"/ajuan/isi/{page}/", told)
    assert asked_again["Location"] == f"/ajuan/isi/{page}/", "so that going back needs no resending"
    text = client.get(asked_again["Location"]).content.decode()
    assert "<title>Galat:" in text
    assert text.count(words) == 2, "once in the summary, once beside the field"
    for typed in told.values():
        assert not typed or f'value="{typed}"' in text, "what was typed stays"


def test_what_was_mistyped_waits_sealed_until_the_page_is_answered(
    client: Client, ready: None
) -> None:
    begin(client)
    client.post("/ajuan/isi/nik/", {"nik": "99887", "reason": ""})
    assert "99887" not in str(dict(client.session))
    for _ in range(2):
        assert 'value="99887"' in client.get("/ajuan/isi/nik/").content.decode()
    assert "Galat:" not in client.get("/ajuan/isi/kk/").content.decode()
    client.post("/ajuan/isi/nik/", ANSWERS["nik"])
    assert "Galat:" not in client.get("/ajuan/isi/nik/").content.decode()
    client.post("/ajuan/anggota/baru/", {"name": ""})
    assert "Galat:" in client.get("/ajuan/anggota/baru/").content.decode()
    begin(client)
    assert "Galat:" not in client.get("/ajuan/anggota/baru/").content.decode(), "another's sitting"
    assert client.post("/ajuan/isi/nama/", {"name": "a" * 30_000}).status_code == 422


def test_a_page_that_is_skipped_is_asked_before_sending(client: Client, ready: None) -> None:
    begin(client)
    client.post("/ajuan/isi/nama/", ANSWERS["nama"])
    assert client.get("/ajuan/periksa/")["Location"] == "/ajuan/isi/kecamatan/"
    assert client.post("/ajuan/kirim/")["Location"] == "/ajuan/isi/kecamatan/"


def test_a_change_returns_to_the_check(client: Client, ready: None) -> None:
    begin(client)
    list(walk(client))
    answer = client.post("/ajuan/isi/nama/?dari=periksa", {"name": "Rukmini Baru"})
    assert answer["Location"] == "/ajuan/periksa/"
    assert "Rukmini Baru" in client.get("/ajuan/periksa/").content.decode()


def test_another_kecamatan_asks_for_its_kelurahan(client: Client, ready: None) -> None:
    begin(client)
    list(walk(client))
    answer = client.post("/ajuan/isi/kecamatan/?dari=periksa", {"code": "327102"})
    assert answer["Location"] == "/ajuan/isi/kelurahan/?dari=periksa"
    assert client.get("/ajuan/periksa/")["Location"] == "/ajuan/isi/kelurahan/"


def test_members_are_added_changed_and_left_out(client: Client, ready: None) -> None:
    begin(client)
    told = {"name": "Anak Satu", "relation": "anak", "date_y": ""}
    client.post("/ajuan/anggota/baru/", told)
    client.post("/ajuan/anggota/baru/", {**told, "name": "Anak Dua"})
    client.post("/ajuan/anggota/1/", {**told, "name": "Anak Sulung"})
    page = client.get("/ajuan/isi/anggota/").content.decode()
    assert "Anak Sulung" in page
    assert "Anak Dua" in page
    client.post("/ajuan/anggota/2/hapus/")
    assert "Anak Dua" not in client.get("/ajuan/isi/anggota/").content.decode()


def test_the_family_that_asked_before_gets_a_kind_page(
    client: Client, ready: None, ask: Callable[..., Asking]
) -> None:
    first = applications.receive(ask(kk=kk(501), head_name="Nama Rahasia"), by=APPLICANT,
                                 at=clock.now())  # fmt: skip
    begin(client)
    list(walk(client))
    client.post("/ajuan/kirim/")
    page = client.get("/ajuan/tanda-terima/").content.decode()
    assert "sudah pernah mengajukan" in page
    assert first.code[:3] in page
    assert "Nama Rahasia" not in page
    assert first.pin not in page


def test_status_withdraw_and_correct(client: Client, ready: None, ask: Any) -> None:
    got = applications.receive(ask(), by=APPLICANT, at=clock.now())
    assert client.get("/ajuan/status/")["Location"] == "/ajuan/lanjutkan/"
    answer = client.post("/ajuan/lanjutkan/", {"code": got.code, "pin": got.pin})
    assert answer["Location"] == "/ajuan/status/"
    page = client.get("/ajuan/status/").content.decode()
    assert "Pengajuan diterima" in page
    assert "Menunggu kunjungan" in page
    told = {"address": "Jalan Baru 1", "rw": "1", "rt": "1", "phone": "", "email": ""}
    assert client.post("/ajuan/status/betulkan/", told)["Location"] == "/ajuan/status/"
    assert "Jalan Baru 1" in client.get("/ajuan/status/").content.decode()
    client.post("/ajuan/status/tarik/")
    kept = Application.objects.unscoped(reason="test").get()
    assert kept.status == Status.WITHDRAWN
    client.post("/ajuan/selesai/")
    assert client.get("/ajuan/status/").status_code == 302


def test_what_a_refused_one_reads(client: Client, ready: None, ask: Any) -> None:
    from tanggap.core.actor import Actor

    got = applications.receive(ask(), by=APPLICANT, at=clock.now())
    applications.move(
        application_id=got.application_id,
        after=Status.REFUSED,
        by=Actor.system("tes"),
        at=clock.now(),
        reason="Alamat bukan di kota ini.",
    )
    client.post("/ajuan/lanjutkan/", {"code": got.code, "pin": got.pin})
    page = client.get("/ajuan/status/").content.decode()
    assert "Alamat bukan di kota ini." in page
    assert "menyanggah" in page


def test_no_address_carries_what_was_told(client: Client, ready: None) -> None:
    begin(client)
    for answer in walk(client):
        for told in (nik(501), kk(501), "Rukmini", "0812", "Melati"):
            assert told not in answer.get("Location", "")


def test_every_page_is_light(client: Client, ready: None) -> None:
    """Forty kilobytes with its sheets and scripts, as a browser gets them compressed."""
    begin(client)
    list(walk(client))
    static = Path(tanggap.portal.__file__).parent / "static/portal"
    sheets = sum(
        len(gzip.compress((static / name).read_bytes()))
        for name in ("public.css", "tokens.css", "theme.js", "icon.svg")
    )
    pages = ["/ajuan/", "/ajuan/kode/", "/ajuan/periksa/", "/ajuan/lanjutkan/"]
    pages += [f"/ajuan/isi/{page}/" for page in drafts.pages_of(Draft.objects.get())]
    for page in pages:
        html = client.get(page).content
        assert b"tabler" not in html
        assert len(gzip.compress(html)) + sheets < BUDGET, page


def test_old_drafts_are_deleted_with_their_photos(client: Client, ready: None) -> None:
    begin(client)
    client.post("/ajuan/isi/foto-kk/", {"photo": picture()})
    later = clock.now() + drafts.KEPT + timedelta(days=1)
    assert drafts.sweep(at=later) == 1
    assert not Draft.objects.exists()
    assert not Photo.objects.exists()


def test_the_programme_may_close_meanwhile(client: Client, ready: None) -> None:
    from tanggap.applications.models import Opening

    begin(client)
    list(walk(client))
    Opening.objects.update(opens_on=date(2020, 1, 1), closes_on=date(2020, 1, 2))
    answer = client.post("/ajuan/kirim/")
    assert answer.status_code == 409
    assert "masih tersimpan" in answer.content.decode()
    assert not Application.objects.unscoped(reason="test").exists()
