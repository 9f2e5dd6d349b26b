"""An administrator makes an account, gives and ends a role, and closes the account, on screens."""

import re

import pytest
from django.test import Client
from tests.personas import make_officer

from tanggap.accounts.models import User
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import services as regions

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    """Return the browser of an administrator of Kota Bogor, which is loaded."""
    regions.load("3271", by=Actor.system("test"), at=clock.now())
    client.force_login(make_officer("administrator", region="3271"))
    return client


def test_from_a_new_account_to_a_closed_one(admin: Client) -> None:
    typed = {"display_name": "Sari", "username": "sari", "region_code": "32.71.01"}
    page = admin.post("/akun/petugas/baru/", typed).content.decode()
    assert re.search(r"http://testserver/akun/password/reset/key/\S+-\S+/", page)
    sari = User.objects.get(username="sari")
    assert sari.region_code == "327101"

    where = f"/akun/petugas/{sari.pk}/"
    assert admin.post(where, {"role": "verifier", "region_code": "327101"}).status_code == 302
    refused = admin.post(where, {"role": "payer", "region_code": "3271"})
    assert "Verifikator" in refused.context["form"].errors["role"][0]
    admin.post(f"{where}peran/{sari.role_assignments.get().pk}/akhiri/")
    assert sari.roles_held() == ()
    admin.post(f"{where}tutup/", {"reason": "pindah tugas"})
    sari.refresh_from_db()
    assert not sari.is_active
    assert "Sari" in admin.get("/akun/petugas/", {"cari": "sar"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"username": "sari", "region_code": "3272"}, "region_code"),
        ({"username": "sari", "region_code": "abc"}, "region_code"),
        ({"username": "sari", "region_code": ""}, "region_code"),
        ({"username": "sari sari", "region_code": "3271"}, "username"),
        ({"username": "PETUGAS", "region_code": "3271"}, "username"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    admin: Client, typed: dict[str, str], field: str
) -> None:
    User.objects.create_user("petugas")
    answer = admin.post("/akun/petugas/baru/", {"display_name": "Sari", **typed})
    assert list(answer.context["form"].errors) == [field]


def test_the_accounts_of_other_regions_are_not_there(admin: Client) -> None:
    other = make_officer("clerk", region="3272")
    assert admin.get(f"/akun/petugas/{other.pk}/").status_code == 404
    assert other.username not in admin.get("/akun/petugas/").content.decode()


def test_an_emergency_is_opened_on_its_page(admin: Client) -> None:
    reason = "Banjir di Bogor Selatan, data segera dibutuhkan"
    typed = {"region_code": "3271", "hours": "2", "reason": reason}
    assert admin.post("/akun/darurat/", typed).status_code == 302
    assert "Akses darurat" in admin.get("/akun/peran-saya/").content.decode()
    assert admin.post("/akun/darurat/", {**typed, "region_code": "32"}).status_code == 200
