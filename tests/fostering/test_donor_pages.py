"""The pages of donors: joining, pledging, choosing, giving; each sees only what is theirs."""

import gzip
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.applications.conftest import picture
from tests.fostering.conftest import (
    CITY,
    VILLAGE,
    fresh,
    make_candidate,
    make_donor,
    make_match,
    make_pledge,
)
from tests.personas import make_officer

import tanggap.portal
from tanggap.accounts.models import User
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.models import TokenBucket
from tanggap.fostering.models import Donor, Instalment, Match, Pledge
from tanggap.fostering.services import certificates, choosing, giving, proofs
from tanggap.fostering.services.families import FAMILY
from tanggap.messaging.models import Message
from tanggap.regions import services as regions

BUDGET = 40_000
PASSWORD = "kuda-baterai-staples-benar"
REGISTRATION = {
    "kind": "person", "name": "Siti Contoh", "email": "siti@contoh.id", "office": "",
    "phone": "0812 0000 0000", "home_code": VILLAGE, "agrees": "on",
}  # fmt: skip
WORD: dict[str, Any] = {
    "package": "TUNAI-2", "families": "2", "districts": [VILLAGE[:6]], "village": "",
    "place_firm": "on", "children": "wish", "elderly": "", "disabled": "", "naming": "anonim",
    "wants_meeting": "on",
}  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules", "city")]


@pytest.fixture
def city(db: None) -> None:
    regions.load(CITY, by=Actor.system("tes"), at=clock.now())


def signed_in(donor: Donor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=donor.user_id))
    return client


@pytest.fixture
def siti(rules: None) -> Client:
    return signed_in(make_donor(home_code=VILLAGE))


def mine(client: Client) -> Donor:
    found: Donor = Donor.objects.unscoped(reason="test").get(
        user_id=int(client.session["_auth_user_id"])
    )
    return found


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def begun(client: Client, **told: Any) -> Match:
    """Let the donor look after a family."""
    pledge = make_pledge(mine(client), **told)
    match = make_match(make_candidate(), pledge)
    by = Actor.of(User.objects.get(pk=mine(client).user_id))
    return choosing.confirm(match_id=match.pk, by=by, at=clock.now())


def instalment(match: Match, number: int = 1) -> Instalment:
    return Instalment.objects.get(match=match, number=number)


def test_a_visitor_becomes_a_donor_and_lands_on_their_own_page(client: Client) -> None:
    answer = client.post("/asuh/daftar/", REGISTRATION)
    assert answer["Location"] == "/asuh/daftar/terkirim/"
    link = Message.objects.unscoped(reason="test").get().context["link"]
    assert client.get(link).status_code == 200
    assert client.post(link, {"password": "pendek"}).status_code == 422
    assert client.post(link, {"password": PASSWORD})["Location"].startswith("/akun/login/")
    assert client.post(link, {"password": PASSWORD}).status_code == 410
    signed = {"login": "siti@contoh.id", "password": PASSWORD}
    answer = client.post("/akun/login/", signed, follow=True)
    assert answer.redirect_chain[-1][0] == "/asuh/saya/"
    assert "Selamat datang, Siti Contoh" in text_of(answer)


def test_a_known_address_gets_the_same_answer(client: Client) -> None:
    first, second = (client.post("/asuh/daftar/", REGISTRATION) for _ in range(2))
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert first.content == second.content


def test_a_registration_with_faults_names_them(client: Client) -> None:
    answer = client.post("/asuh/daftar/", {"kind": "organisation", "phone": "abc"})
    assert answer.status_code == 422
    for fault in ("Tulis nama Anda.", "Tulis alamat surel", "Tulis nama lembaganya", "0812 3456"):
        assert text_of(answer).count(fault) == 2
    assert not Donor.objects.unscoped(reason="test").exists()


def test_strangers_register_only_so_often(client: Client) -> None:
    for number in range(10):
        given = {**REGISTRATION, "email": f"warga{number}@contoh.id"}
        assert client.post("/asuh/daftar/", given).status_code == 302
    assert client.post("/asuh/daftar/", REGISTRATION).status_code == 429


def test_a_donor_sees_no_officers_menu(siti: Client) -> None:
    assert siti.get("/")["Location"] == "/asuh/saya/"
    page = text_of(siti.get("/akun/password/change/"))
    links = re.findall(r'class="side-link" href="([^"]+)"', page)
    assert [one for one in links if not one.startswith("/akun/")] == ["/", "/asuh/saya/"]
    for closed in ("/orang/", "/pengajuan/", "/asuh/meja/"):
        assert siti.get(closed).status_code in (403, 404)


def test_an_officer_who_gives_keeps_the_office(client: Client) -> None:
    user = make_officer("verifier", "donor")
    make_donor(user)
    client.force_login(user)
    page = client.get("/")
    assert page.status_code == 200
    assert "/asuh/saya/" in text_of(page)


def test_pledging_asks_shows_and_keeps_the_word(siti: Client) -> None:
    month = f"{clock.today():%Y-%m}"
    answer = siti.post("/asuh/saya/kesanggupan/baru/", {**WORD, "first_month": month})
    assert answer["Location"] == "/asuh/saya/kesanggupan/periksa/"
    page = text_of(siti.get("/asuh/saya/kesanggupan/periksa/"))
    for told in ("Rp2.000.000", "Bogor Selatan (harus)", "Ada anak"):
        assert told in page
    assert siti.post("/asuh/saya/kesanggupan/periksa/").status_code == 302
    made = Pledge.objects.unscoped(reason="test").get()
    assert (made.families, made.wishes["firm"], made.wants_meeting) == (2, ["regions"], True)
    assert siti.get("/asuh/saya/kesanggupan/periksa/").status_code == 302  # it is said once


def test_a_pledge_with_faults_names_them(siti: Client) -> None:
    answer = siti.post("/asuh/saya/kesanggupan/baru/", {**WORD, "families": "banyak"})
    assert answer.status_code == 422
    assert "dengan angka" in text_of(answer)


def test_a_family_is_chosen_confirmed_and_looked_after(siti: Client) -> None:
    family, *_others = [make_candidate(people=3) for _ in range(6)]
    pledge = make_pledge(mine(siti))
    page = text_of(siti.get(f"/asuh/saya/kesanggupan/{pledge.pk}/"))
    assert page.count("Pilih keluarga ini") == 6
    assert family.head_name not in page
    answer = siti.post(f"/asuh/saya/kesanggupan/{pledge.pk}/pilih/", {"keluarga": family.pk})
    assert "masih 29 menit" in text_of(siti.get(answer["Location"]))
    answer = siti.post(answer["Location"], {})
    page = text_of(siti.get(answer["Location"]))
    assert "Sedang Anda asuh" in page
    assert page.count("Sudah saya kirim") == 2
    assert family.head_name not in page


def test_whoever_comes_second_is_shown_others(siti: Client) -> None:
    families = [make_candidate(people=3) for _ in range(6)]
    make_match(families[0], make_pledge())
    pledge = make_pledge(mine(siti))
    answer = siti.post(f"/asuh/saya/kesanggupan/{pledge.pk}/pilih/", {"keluarga": families[0].pk})
    assert answer.status_code == 409
    assert text_of(answer).count("Pilih keluarga ini") == 3


def test_an_offer_can_be_declined(siti: Client) -> None:
    match = make_match(make_candidate(), make_pledge(mine(siti)), state="offered", how="proposed")
    assert "Kami usulkan" in text_of(siti.get("/asuh/saya/"))
    siti.post(f"/asuh/saya/jawab/{match.pk}/", {"tidak": "1"})
    assert fresh(match).state == "refused"


def test_sending_needs_a_reference_or_a_proof(siti: Client) -> None:
    one = instalment(begun(siti))
    address = f"/asuh/saya/tahap/{one.pk}/"
    assert siti.post(address, {"reference": ""}).status_code == 422
    siti.post(address, {"reference": "TRF-1"})
    assert (fresh(one).state, fresh(one).note) == ("sent", "TRF-1")


@pytest.mark.parametrize("name", ["bukti.jpg", "bukti.pdf"])
def test_a_proof_is_sealed_and_comes_back_to_download(
    siti: Client, name: str, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    one = instalment(begun(siti))
    file = picture() if name.endswith("jpg") else BytesIO(b"%PDF-1.4 isi\n%%EOF\n")
    file.name = name
    with django_capture_on_commit_callbacks(execute=True):
        siti.post(f"/asuh/saya/tahap/{one.pk}/", {"reference": "", "proof": file})
    (kept,) = (tmp_path / "foster-proofs").iterdir()
    assert b"PDF" not in kept.read_bytes()
    answer = siti.get(f"/asuh/saya/tahap/{one.pk}/bukti/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content[:3] == (b"\xff\xd8\xff" if name.endswith("jpg") else b"%PD")


@pytest.mark.parametrize(
    "content", [b"<script>alert(1)</script>", b"%PDF-1.4 broken off", b"\x89PNG\r\n not a picture"]
)
def test_a_file_that_is_not_what_it_claims_is_refused(siti: Client, content: bytes) -> None:
    one = instalment(begun(siti))
    file = BytesIO(content)
    file.name = "bukti.pdf"
    answer = siti.post(f"/asuh/saya/tahap/{one.pk}/", {"reference": "", "proof": file})
    assert answer.status_code == 422
    assert fresh(one).state == "due"
    assert not proofs.STORE.names()


def test_a_whole_package_has_a_certificate_that_anybody_can_check(
    siti: Client, client: Client
) -> None:
    match = begun(siti)
    address = f"/asuh/saya/keluarga/{match.pk}/piagam/"
    assert siti.get(address).status_code == 404
    number = certificates.number_of(match.pk)
    assert "tidak ada piagam" in text_of(client.get("/asuh/piagam/", {"nomor": number}))
    for one in match.instalments.all():
        giving.confirm(one.pk, by=FAMILY, at=clock.now())
    assert siti.get(address).content.startswith(b"%PDF")
    assert "piagam asli" in text_of(client.get("/asuh/piagam/", {"nomor": number.lower()}))
    pledge = match.slot.pledge
    assert siti.get(f"/asuh/saya/kesanggupan/{pledge.pk}/piagam/").content.startswith(b"%PDF")
    assert certificates.is_genuine(certificates.number_of_pledge(pledge.pk))
    assert not certificates.is_genuine(f"JK{number[2:]}")
    assert siti.get(f"/asuh/saya/kesanggupan/{make_pledge().pk}/piagam/").status_code == 404
    forged = number[:-1] + ("A" if number[-1] != "A" else "B")
    for other in (forged, "JA-1", "x", "JA-99999999999999-AAAAAAAA", ""):
        assert "piagam asli" not in text_of(client.get("/asuh/piagam/", {"nomor": other}))


def test_reporting_abuse_gives_a_code_to_read_the_answer_with(siti: Client) -> None:
    match = begun(siti)
    answer = siti.post(f"/asuh/saya/keluarga/{match.pk}/lapor/", {"text": "Ada yang minta uang."})
    assert re.search(r"<dd>\w{3}-\w{3}-\w{3}</dd>", text_of(answer))


def test_another_donor_sees_and_does_nothing_of_it(siti: Client) -> None:
    match = begun(siti)
    one, pledge = instalment(match), match.slot.pledge
    held = make_match(make_candidate(), make_pledge(mine(siti)))
    stranger = signed_in(make_donor())
    assert match.candidate.code not in text_of(stranger.get("/asuh/saya/"))
    for address in (
        f"keluarga/{match.pk}/", f"keluarga/{match.pk}/berhenti/", f"keluarga/{match.pk}/piagam/",
        f"keluarga/{match.pk}/lapor/", f"tahap/{one.pk}/", f"tahap/{one.pk}/bukti/",
        f"kesanggupan/{pledge.pk}/", f"kesanggupan/{pledge.pk}/tarik/", f"jawab/{held.pk}/",
    ):  # fmt: skip
        assert stranger.get(f"/asuh/saya/{address}").status_code == 404, address
    for address, told in (
        (f"keluarga/{match.pk}/kontak/", {}),
        (f"keluarga/{match.pk}/kontak/izin/", {}),
        (f"keluarga/{match.pk}/berhenti/", {"reason": "Iseng."}),
        (f"tahap/{one.pk}/", {"reference": "TRF-1"}),
        (f"kesanggupan/{pledge.pk}/tarik/", {"reason": "Iseng."}),
        (f"kesanggupan/{pledge.pk}/pilih/", {"keluarga": make_candidate().pk}),
        (f"jawab/{held.pk}/", {"tidak": "1"}),
    ):
        assert stranger.post(f"/asuh/saya/{address}", told).status_code == 404, address
    assert (fresh(match).state, fresh(one).state, fresh(held).state) == ("active", "due", "held")


def test_contact_is_shown_only_where_both_agreed_and_an_officer_approved(siti: Client) -> None:
    match = begun(siti)
    address = f"/asuh/saya/keluarga/{match.pk}/"
    name = match.candidate.head_name
    siti.post(f"{address}kontak/izin/")
    assert "mintalah persetujuan petugas" in text_of(siti.get(address))
    assert name not in text_of(siti.post(f"{address}kontak/", follow=True))


def test_who_registered_with_the_role_but_no_donor_is_sent_to_register(client: Client) -> None:
    client.force_login(make_officer("donor"))
    assert client.get("/asuh/saya/")["Location"] == "/asuh/daftar/"


def weight(client: Client, path: str) -> int:
    """Return the bytes that a page with its styles takes on its way, compressed."""
    answer = client.get(path)
    assert answer.status_code == 200
    total = len(gzip.compress(answer.content))
    for static in re.findall(r'(?:href|src)="/static/([^"]+)"', text_of(answer)):
        app = static.split("/")[0]
        root = Path(tanggap.portal.__file__).parent.parent / app / "static" / static
        total += len(gzip.compress(root.read_bytes()))
    return total


@pytest.mark.parametrize("path", ["", "daftar/", "daftar/terkirim/", "piagam/"])
def test_public_pages_are_light(client: Client, path: str) -> None:
    assert weight(client, f"/asuh/{path}") < BUDGET


def test_donors_who_hold_without_end_are_asked_to_wait(siti: Client) -> None:
    TokenBucket.objects.all().delete()
    pledge = make_pledge(mine(siti))
    for _ in range(30):
        siti.post(f"/asuh/saya/kesanggupan/{pledge.pk}/pilih/", {"keluarga": "1"})
    answer = siti.post(f"/asuh/saya/kesanggupan/{pledge.pk}/pilih/", {"keluarga": "1"})
    assert answer.status_code == 429
