"""Donors change their own data, take it along, and may leave."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.fostering.conftest import (
    actor_of,
    fresh,
    make_candidate,
    make_crowd,
    make_donor,
    make_match,
    make_pledge,
)

from tanggap.accounts.models import User
from tanggap.core import clock
from tanggap.fostering import sealing
from tanggap.fostering.models import Donor
from tanggap.fostering.services import choosing, letters, own_data, registering
from tanggap.fostering.types import NotAllowed
from tanggap.messaging.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
TYPED = {
    "kind": "person", "name": "Siti Baru", "organisation": "", "office": "Dinas Sosial",
    "email": "siti@contoh.id", "phone": "0812 0000 0001", "home_code": "", "naming": "nama",
}  # fmt: skip


@pytest.fixture
def siti() -> Donor:
    """A donor with the account that her registration opened."""
    letters.register()
    donor = make_donor(email="siti@contoh.id", sealed_phone=sealing.sealed("+6281200000000"))
    User.objects.filter(pk=donor.user_id).update(
        username="siti@contoh.id", email="siti@contoh.id"
    )  # fmt: skip
    return donor


@pytest.fixture
def page(siti: Donor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=siti.user_id))
    return client


def messages() -> Any:
    return Message.objects.unscoped(reason="test").order_by("pk")


def test_what_is_changed_counts_at_once(page: Client, siti: Donor) -> None:
    assert page.post("/asuh/saya/data/", {**TYPED, "phone": "12"}).status_code == 422
    page.post("/asuh/saya/data/", TYPED)
    now = fresh(siti)
    assert (now.name, now.office, now.is_named, now.email) == (
        "Siti Baru", "Dinas Sosial", True, "siti@contoh.id",
    )  # fmt: skip
    assert sealing.contact_of(now.sealed_phone) == "+6281200000001"
    assert User.objects.get(pk=siti.user_id).display_name == "Siti Baru"
    assert not messages().exists()


def test_a_new_address_counts_once_its_owner_confirms_it(page: Client, siti: Donor) -> None:
    page.post("/asuh/saya/data/", {**TYPED, "email": "Lain@contoh.id"})
    assert fresh(siti).email == "siti@contoh.id"
    link = messages().first().context["link"]
    assert [one.template for one in messages()] == ["fostering.move", "fostering.moving"]
    assert "lain@contoh.id" in Client().get(link).content.decode()
    Client().post(link)
    user = User.objects.get(pk=siti.user_id)
    assert (fresh(siti).email, user.email, user.username) == ("lain@contoh.id",) * 3
    assert Client().post(link).status_code == 410


def test_an_address_of_somebody_else_is_not_taken_over(page: Client, siti: Donor) -> None:
    User.objects.create_user(username="budi", email="budi@contoh.id")
    page.post("/asuh/saya/data/", {**TYPED, "email": "budi@contoh.id"})
    answer = Client().post(messages().first().context["link"])
    assert "sudah dipakai akun lain" in answer.content.decode()
    assert fresh(siti).email == "siti@contoh.id"


def test_a_copy_holds_everything_and_no_familys_name(page: Client, siti: Donor) -> None:
    family, _crowd = make_candidate(), make_crowd()
    match = make_match(family, make_pledge(siti))
    choosing.confirm(match_id=match.pk, by=actor_of(siti), at=clock.now())
    answer = page.get("/asuh/saya/data/unduh/?bentuk=json")
    told = json.loads(answer.content)
    assert told["donor"]["phone"] == "+6281200000000"
    assert [one["family"] for one in told["families"]] == [family.code]
    assert len(told["instalments"]) == 2
    assert family.head_name not in answer.content.decode()
    assert page.get("/asuh/saya/data/unduh/").content.startswith(b"%PDF")


def test_whoever_leaves_is_told_what_follows_and_is_forgotten(page: Client, siti: Donor) -> None:
    family = make_candidate()
    pledge = make_pledge(siti, families=2)
    match = make_match(family, pledge)
    choosing.confirm(match_id=match.pk, by=actor_of(siti), at=clock.now())
    assert (
        "1 keluarga yang Anda asuh menunggu" in page.get("/asuh/saya/data/tutup/").content.decode()
    )
    assert page.post("/asuh/saya/data/tutup/", {"reason": ""}).status_code == 422
    answer = page.post("/asuh/saya/data/tutup/", {"reason": "Pindah."}, follow=True)
    assert "Akun ditutup" in answer.content.decode()
    assert (fresh(match).state, fresh(family).state, fresh(pledge).state) == (
        "lapsed", "waiting", "withdrawn",
    )  # fmt: skip
    user = User.objects.get(pk=siti.user_id)
    assert (user.is_active, user.email, user.roles_held()) == (False, "", ())
    assert page.get("/asuh/saya/").status_code in (302, 403)
    gone = fresh(siti)
    assert (gone.sealed_phone, gone.name) == (None, siti.name)
    assert own_data.erase_closed(clock.now() + timedelta(days=89)) == 0
    assert own_data.erase_closed(clock.now() + timedelta(days=91)) == 1
    assert (fresh(siti).name, fresh(siti).email) == ("-", "")


def test_an_officer_who_gave_keeps_the_account_and_may_give_again(siti: Donor) -> None:
    User.objects.filter(pk=siti.user_id).update(username="petugas.siti")
    own_data.close(reason="Cukup.", by=actor_of(siti), at=clock.now())
    user = User.objects.get(pk=siti.user_id)
    assert (user.is_active, user.email, user.roles_held()) == (True, "siti@contoh.id", ())
    with pytest.raises(NotAllowed, match="reason"):
        own_data.close(reason=" ", by=actor_of(siti), at=clock.now())
    told = registering.Registration(kind="person", name="Siti", email="siti@contoh.id")
    registering.register(told, at=clock.now())
    registering.confirm(registering._token(fresh(siti)), at=clock.now())
    assert [held.role for held in User.objects.get(pk=siti.user_id).roles_held()] == ["donor"]
