"""An administrator makes an account, gives and ends a role, and closes the account, on screens."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import localdate
from tests.personas import make_officer

from tanggap.accounts.models import User
from tanggap.audit.models import Event
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
    admin.post(f"{where}peran/{sari.role_assignments.get().pk}/akhiri/", {"reason": "selesai"})
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


def test_an_emergency_is_given_back_before_its_time(admin: Client) -> None:
    reason = "Banjir di Bogor Selatan, data segera dibutuhkan"
    admin.post("/akun/darurat/", {"region_code": "kota bogor", "hours": "2", "reason": reason})
    page = admin.get("/akun/peran-saya/").content.decode()
    assert "Akses darurat sedang terbuka" in page
    assert reason in page
    admin.post("/akun/darurat/akhiri/")
    assert "Akses darurat sedang terbuka" not in admin.get("/akun/peran-saya/").content.decode()
    codes = Event.objects.filter(code__startswith="accounts.emergency").order_by("pk")
    assert [one.code for one in codes] == ["accounts.emergency.opened", "accounts.emergency.ended"]


def test_a_role_for_a_temporary_task_ends_by_itself(admin: Client) -> None:
    user = make_officer(region="3271")
    User.objects.filter(pk=user.pk).update(region_code="3271")
    where, today = f"/akun/petugas/{user.pk}/", localdate()
    typed = {"role": "clerk", "region_code": "Bogor Selatan"}
    late = admin.post(where, {**typed, "until": str(today - timedelta(days=1))})
    assert "until" in late.context["form"].errors
    admin.post(where, {**typed, "until": str(today)})
    given = user.role_assignments.get()
    assert given.region_code == "327101"
    assert localdate(given.valid_to - timedelta(seconds=1)) == today


def test_accounts_are_found_by_region_and_role(admin: Client) -> None:
    clerk = make_officer("clerk", region="327101")
    verifier = make_officer("verifier", region="327106")
    here = admin.get("/akun/petugas/", {"wilayah": "Bogor Selatan"}).content.decode()
    assert clerk.username in here
    assert verifier.username not in here
    them = admin.get("/akun/petugas/", {"peran": "verifier"}).content.decode()
    assert verifier.username in them
    assert clerk.username not in them


def test_a_lost_device_is_signed_out(admin: Client) -> None:
    user, lost = make_officer("clerk"), Client()
    User.objects.filter(pk=user.pk).update(region_code="3271")
    lost.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    lost.get("/akun/peran-saya/")
    where = f"/akun/petugas/{user.pk}/"
    assert "Sedang masuk di" in admin.get(where).content.decode()
    admin.post(f"{where}keluarkan/", {"reason": "telepon hilang"})
    assert lost.get("/akun/peran-saya/").status_code == 302
    assert "Sedang masuk di" not in admin.get(where).content.decode()
