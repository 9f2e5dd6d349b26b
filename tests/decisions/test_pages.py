"""The pages of plans, as the officers use them; everything works without a script."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.decisions.conftest import CITY, everybody, ready, row_of, status_of, visited
from tests.personas import make_officer

from tanggap.accounts.models import User
from tanggap.applications.models import Application
from tanggap.assistance.services import ending
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.decisions.models import ApprovalTier, Plan
from tanggap.regions import services as regions


@pytest.fixture
def city(db: None) -> None:
    regions.load(CITY, by=Actor.system("tes"), at=clock.now())
    ready()


@pytest.fixture
def manager(city: None) -> User:
    return make_officer("programme_manager")


@pytest.fixture
def head(city: None) -> User:
    return make_officer("head_of_office")


@pytest.fixture
def as_(client: Client) -> Callable[[User], Client]:
    def as_(user: User) -> Client:
        client.force_login(user)
        return client

    return as_


def new_plan(client: Client, **changes: str) -> Plan:
    told = {
        "name": "Tahap 1", "programme": "KOTA", "region_code": CITY, "first": "2020-07",
        "last": "2020-09", "amount": "600000",
    }  # fmt: skip
    answer = client.post("/penetapan/baru/", told | changes)
    assert answer.status_code == 302, answer.content.decode()
    return Plan.objects.unscoped(reason="test").latest("pk")


def approved(client: Client, manager: User, head: User, **choices: str) -> Plan:
    client.force_login(manager)
    plan = new_plan(client)
    client.post(f"/penetapan/{plan.pk}/simpan/", {"cut_off": "300"} | choices)
    client.post(f"/penetapan/{plan.pk}/usul/")
    client.force_login(head)
    client.post(f"/penetapan/{plan.pk}/setuju/")
    plan.refresh_from_db()
    assert plan.status == "approved"
    return plan


def test_a_draft_begins_with_the_cut_off_of_the_criteria(as_: Any, manager: User) -> None:
    plan = new_plan(as_(manager))
    assert plan.choices["cut_off"] == 500
    assert plan.seed == f"KOTA/2020-07..2020-09/{CITY}"


@pytest.mark.parametrize(
    "changes", [{"last": "2020-06"}, {"first": "Juli"}, {"programme": "DTKS"}, {"name": ""},
                {"region_code": "3204"}, {"amount": "-1"}],
)  # fmt: skip
def test_what_cannot_be_a_plan_is_told_beside_its_field(
    as_: Any, manager: User, changes: dict[str, str]
) -> None:
    told = {
        "name": "x", "programme": "KOTA", "region_code": CITY, "first": "2020-07",
        "last": "2020-09", "amount": "1",
    }  # fmt: skip
    answer = as_(manager).post("/penetapan/baru/", told | changes)
    assert answer.status_code == 422
    assert "Galat:" in answer.content.decode()


def test_trying_shows_who_gains_and_keeps_nothing(as_: Any, manager: User) -> None:
    visited(900, head_name="Ani Pertama")
    visited(700, head_name="Budi Kedua")
    client = as_(manager)
    plan = new_plan(client)
    client.post(f"/penetapan/{plan.pk}/simpan/", {"quota": "1"})
    page = client.post(f"/penetapan/{plan.pk}/hitung/", {"quota": "2"}).content.decode()
    assert "<h1" in page
    assert "1 keluarga bertambah, 0 keluarga kehilangan tempat" in page
    assert "Budi Kedua" in page
    assert "Ani Pertama" not in page, "only who changes is named"
    plan.refresh_from_db()
    assert plan.choices["quota"] == 1


def test_htmx_gets_the_result_alone(as_: Any, manager: User) -> None:
    visited(900)
    client = as_(manager)
    plan = new_plan(client)
    answer = client.post(
        f"/penetapan/{plan.pk}/hitung/", {"quota": "1"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "<h1" not in answer.content.decode()


def test_a_slip_is_told_and_the_input_stays(as_: Any, manager: User) -> None:
    visited(900)
    client = as_(manager)
    plan = new_plan(client)
    for step in ("hitung", "simpan"):
        answer = client.post(f"/penetapan/{plan.pk}/{step}/", {"quota": "dua", "budget": "9.000"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'href="#quota"' in page
        assert 'value="dua"' in page
        assert 'value="9.000"' in page


def test_numbers_are_read_as_people_write_them(as_: Any, manager: User) -> None:
    visited(900)
    client = as_(manager)
    plan = new_plan(client)
    client.post(
        f"/penetapan/{plan.pk}/simpan/",
        {
            "cut_off": "100", "budget": "Rp 1.800.000", "quotas-3271011001": "3",
            "minimum-3271011001": "", "weights-makan": "40", "weights-sakit": "10",
        },
    )  # fmt: skip
    plan.refresh_from_db()
    assert plan.choices["budget"] == 1_800_000
    assert plan.choices["quotas"] == {"3271011001": 3}
    assert plan.choices["weights"]["makan"] == 40


def test_the_usual_weights_are_no_choice(as_: Any, manager: User) -> None:
    client = as_(manager)
    plan = new_plan(client)
    client.post(f"/penetapan/{plan.pk}/simpan/", {"weights-makan": "15"})
    plan.refresh_from_db()
    assert plan.choices["weights"] == {}


def test_a_variant_is_kept_beside_and_compared(as_: Any, manager: User) -> None:
    visited(900)
    visited(700)
    client = as_(manager)
    plan = new_plan(client)
    client.post(f"/penetapan/{plan.pk}/simpan/", {"quota": "1"})
    client.post(
        f"/penetapan/{plan.pk}/simpan/", {"quota": "2", "sebagai": "baru", "name": "Dua tempat"}
    )
    other = Plan.objects.unscoped(reason="test").latest("pk")
    assert (other.name, other.seed) == ("Dua tempat", plan.seed)
    page = client.get(f"/penetapan/banding/?r={plan.pk}&r={other.pk}&r=x").content.decode()
    assert "Rp1.800.000" in page
    assert "Rp3.600.000" in page
    assert "1 keluarga kehilangan tempat" in page


def test_the_whole_way_by_pages(as_: Any, manager: User, head: User) -> None:
    first, second = visited(900), visited(700)
    client = as_(manager)
    plan = approved(client, manager, head, quota="1")
    assert (status_of(first), status_of(second)) == ("approved", "waiting")
    page = client.get(f"/penetapan/{plan.pk}/").content.decode()
    assert "1 dari 1 pejabat" in page
    rows = client.get(f"/penetapan/{plan.pk}/daftar/?keadaan=waiting").content.decode()
    assert "semua tempat sudah terisi" in rows
    assert "Beri tempat" not in rows, "there is no free place"


def test_who_proposed_is_told_that_another_approves(as_: Any, city: None) -> None:
    visited(900)
    both = make_officer("programme_manager", "head_of_office")
    client = as_(both)
    plan = new_plan(client)
    client.post(f"/penetapan/{plan.pk}/simpan/", {"quota": "1"})
    client.post(f"/penetapan/{plan.pk}/usul/")
    assert (
        "pejabat lain yang menyetujuinya" in client.get(f"/penetapan/{plan.pk}/").content.decode()
    )
    answer = client.post(f"/penetapan/{plan.pk}/setuju/", follow=True)
    assert "Rencana harus disetujui orang lain" in answer.content.decode()


def test_sending_back_needs_a_reason_and_shows_it(as_: Any, manager: User, head: User) -> None:
    visited(900)
    client = as_(manager)
    plan = new_plan(client)
    client.post(f"/penetapan/{plan.pk}/usul/")
    client.force_login(head)
    assert "Tulis alasannya" in (
        client.post(f"/penetapan/{plan.pk}/kembalikan/", follow=True).content.decode()
    )
    client.post(f"/penetapan/{plan.pk}/kembalikan/", {"reason": "Dana dipotong."})
    client.force_login(manager)
    assert "Dana dipotong." in client.get(f"/penetapan/{plan.pk}/").content.decode()
    client.post(f"/penetapan/{plan.pk}/buang/")
    plan.refresh_from_db()
    assert plan.status == "dropped"
    assert client.get(f"/penetapan/{plan.pk}/").status_code == 200


def test_a_free_place_is_given_by_an_officer(as_: Any, manager: User, head: User) -> None:
    first, second, third = visited(900), visited(700), visited(600)
    client = as_(manager)
    plan = approved(client, manager, head, quota="1")
    ending.end(award_id=row_of(first).award_id, reason="x", by=Actor.system("tes"), at=clock.now())
    assert "Beri tempat" in client.get(f"/penetapan/{plan.pk}/daftar/").content.decode()
    give = f"/penetapan/baris/{row_of(third).pk}/beri/"
    assert "Masih ada yang di atasnya" in client.post(give, follow=True).content.decode()
    client.post(give, {"reason": "Rumah terbakar."})
    assert (status_of(second), status_of(third)) == ("waiting", "approved")
    full = client.post(f"/penetapan/baris/{row_of(second).pk}/beri/", follow=True)
    assert "Semua tempat sudah terisi" in full.content.decode()
    assert client.post("/penetapan/baris/999999/beri/").status_code == 404


def test_the_decree_and_its_annex(as_: Any, manager: User, head: User) -> None:
    number = visited(900, head_name="=Ani Rumus")
    client = as_(manager)
    plan = approved(client, manager, head, quota="1")
    told = {
        "number": "460/1", "on": "2020-07-01", "basis": "Perwal 1/2020\nUU 13/2011",
        "signatory": "Hendra", "office": "Kepala Dinas Sosial",
    }  # fmt: skip
    assert client.post(f"/penetapan/{plan.pk}/sk/", told | {"number": ""}).status_code == 422
    assert client.post(f"/penetapan/{plan.pk}/sk/", told).status_code == 302
    paper = client.get(f"/penetapan/{plan.pk}/sk.pdf")
    assert paper.content[:5] == b"%PDF-"
    assert "attachment" in paper["Content-Disposition"]
    book = client.get(f"/penetapan/{plan.pk}/sk.xlsx")
    sheet = load_workbook(BytesIO(book.content)).active
    assert sheet["A2"].value == "Nomor 460/1, 1 Juli 2020"
    line = [cell.value for cell in sheet[5]]
    assert line[1] == "'=Ani Rumus"
    assert line[2].startswith("3271********")
    assert line[-1] == 3 * 600_000
    nik = Application.objects.unscoped(reason="test").get(pk=number)
    assert nik.head_name == "=Ani Rumus"
    assert client.get(f"/penetapan/{plan.pk}/sk.doc").status_code == 404


def test_tiers_of_approval_are_data(as_: Any, head: User) -> None:
    client = as_(head)
    client.post("/penetapan/jenjang/", {"from_rupiah": "1000000000", "officers": "2"})
    assert "Rp1.000.000.000" in client.get("/penetapan/jenjang/").content.decode()
    assert (
        client.post("/penetapan/jenjang/", {"from_rupiah": "1", "officers": "9"}).status_code == 422
    )
    client.post("/penetapan/jenjang/", {"from_rupiah": "1000000000", "officers": "0"})
    assert not ApprovalTier.objects.exists()


def test_a_plan_of_another_region_is_not_there(as_: Any, manager: User, client: Client) -> None:
    visited(900)
    plan = new_plan(as_(manager))
    client.force_login(make_officer("programme_manager", "head_of_office", region="3204"))
    for path in ("", "daftar/", "sk/", "sk.pdf"):
        assert client.get(f"/penetapan/{plan.pk}/{path}").status_code == 404, path
    for path in ("hitung/", "simpan/", "usul/", "setuju/", "kembalikan/", "buang/"):
        assert client.post(f"/penetapan/{plan.pk}/{path}").status_code == 404, path
    assert str(plan.name) not in client.get("/penetapan/").content.decode()


def test_the_list_and_the_tile_count(as_: Any, manager: User, head: User) -> None:
    visited(900)
    client = as_(manager)
    assert "Belum ada rencana" in client.get("/penetapan/").content.decode()
    plan = new_plan(client)
    client.post(f"/penetapan/{plan.pk}/usul/")
    assert plan.name in client.get("/penetapan/").content.decode()
    assert "Rencana menunggu persetujuan" in client.get("/").content.decode()
    first_page = as_(head).get("/").content.decode()
    assert "Rencana menunggu persetujuan" in first_page
    assert "Tidak ada yang menunggu Anda" not in first_page
    assert everybody().count() == 1
