"""The pages of distribution: the way from a draft to a reconciled batch, and a handover."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.distribution.conftest import give, make, move, payments, send
from tests.distribution.test_files import answered
from tests.personas import make_officer

from tanggap.core.actor import Actor
from tanggap.distribution.models import Batch
from tanggap.distribution.types import BatchState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes", "city")]


@pytest.fixture
def city(db: None) -> None:
    from tanggap.core import clock
    from tanggap.regions import services as regions

    regions.load("3271", by=Actor.system("tes"), at=clock.now())


@pytest.fixture
def signed_in(client):
    def sign_in(*roles: str):
        user = make_officer(*roles)
        client.force_login(user)
        return user

    return sign_in


def url(name: str, *args: object) -> str:
    return reverse(f"distribution:{name}", args=args)


def test_a_batch_from_the_draft_to_the_answer(client, signed_in, manager) -> None:
    award = give(manager)
    signed_in("payer")
    told = {"round": award.round_id, "channel": "pos", "region_code": "3271"}
    made = client.post(url("new"), told)
    batch = Batch.objects.unscoped(reason="test").get()
    assert made["Location"] == url("batch", batch.pk)
    client.post(url("move", batch.pk), {"ke": "proposed"})
    signed_in("head_of_office")
    client.post(url("move", batch.pk), {"ke": "approved"})
    signed_in("payer")
    page = client.get(url("batch", batch.pk)).content.decode()
    assert batch.fingerprint in page
    file = client.post(url("download", batch.pk))
    assert file["Content-Disposition"].startswith("attachment")
    assert client.post(url("download", batch.pk)).status_code == 302
    client.post(url("move", batch.pk), {"ke": "sent"})
    content = answered(file.content, lambda row: [("Terbayar", ""), ("Gagal", "Pindah")][row])
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = {"file": SimpleUploadedFile("hasil.xlsx", content)}
    result = client.post(url("upload", batch.pk), upload)["Location"]
    assert "Simpan 2 hasil" in client.get(result).content.decode()
    client.post(f"{result}simpan/")
    assert set(payments(batch).values_list("state", flat=True)) == {"paid", "failed"}
    client.post(url("returned", batch.pk), {"reason": "STS 1"})
    client.post(url("move", batch.pk), {"ke": "reconciled"})
    batch.refresh_from_db()
    assert batch.state == "reconciled"


def test_nothing_to_pay_says_why(client, signed_in, manager) -> None:
    award = give(manager, nik=False)
    signed_in("payer")
    told = {"round": award.round_id, "channel": "pos", "region_code": "3271"}
    page = client.post(url("new"), told)
    assert page.status_code == 422
    assert "Identitas belum terbukti" in page.content.decode()


def test_a_refusal_is_told_in_words(client, signed_in, manager, payer) -> None:
    batch = move(make(give(manager), payer), BatchState.PROPOSED, payer)
    signed_in("head_of_office")
    page = client.post(url("move", batch.pk), {"ke": "draft"}, follow=True)
    assert "Tulis alasannya." in page.content.decode()
    page = client.post(url("move", batch.pk), {"ke": "terbang"}, follow=True)
    assert "tidak dapat dilakukan sekarang" in page.content.decode()


def test_a_file_that_is_none_is_told_in_words(client, signed_in, manager, payer, head) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    batch = send(make(give(manager), payer), payer, head)
    signed_in("payer")
    upload = {"file": SimpleUploadedFile("hasil.pdf", b"%PDF\x00")}
    page = client.post(url("upload", batch.pk), upload, follow=True)
    assert "bukan Excel, CSV, atau camt.053" in page.content.decode()


def test_points_and_stock_are_kept(client, signed_in) -> None:
    signed_in("payer")
    point = {"name": "Balai", "address": "Jl. Melati", "region_code": "3271",
             "starts_at": "2027-01-04T08:00", "hours": 2, "per_hour": 3}  # fmt: skip
    assert "6 tempat dibuka" in client.post(url("points"), point, follow=True).content.decode()
    goods = {"name": "Paket", "region_code": "3271", "quantity": 20, "note": "SJ 1"}
    page = client.post(url("stock"), goods, follow=True).content.decode()
    assert "SJ 1" in page
    goods["quantity"] = 0
    assert client.post(url("stock"), goods).status_code == 422


def test_a_handover_shows_the_name_before_it_counts(client, signed_in, manager, payer, head):
    batch = send(make(give(manager), payer, channel="tunai"), payer, head)
    one = payments(batch)[0]
    signed_in("handover")
    page = client.post(url("handover"), {"cari": "1", "voucher": one.reference}).content.decode()
    assert "Warga" in page
    told = {"uuid": uuid4(), "voucher": one.reference, "to": "self"}
    done = client.post(url("handover"), told, follow=True).content.decode()
    assert "bantuan diserahkan" in done
    assert one.reference not in client.get(url("handover")).request["PATH_INFO"]


def test_a_phone_replays_what_it_kept(client, signed_in, manager, payer, head) -> None:
    batch = send(make(give(manager), payer, channel="tunai"), payer, head)
    one = payments(batch)[0]
    signed_in("handover")
    kept = {"uuid": str(uuid4()), "voucher": one.reference, "to": "self",
            "handed_at": "2026-01-05T03:04:05.000Z"}  # fmt: skip
    body = json.dumps({"handovers": [kept, kept, {"uuid": "x"}]})
    for expected in (["done", "again", "incomplete"], ["again", "again", "incomplete"]):
        answer = client.post(url("replay"), body, content_type="application/json").json()
        assert [one["answer"] for one in answer["answers"]] == expected
    assert client.post(url("replay"), "{", content_type="application/json").status_code == 422
    assert len(client.get(url("day_list")).json()["vouchers"]) == 1


def test_other_regions_batches_are_not_there(client, manager, payer) -> None:
    batch = make(give(manager), payer)
    client.force_login(make_officer("payer", region="3204"))
    assert client.get(url("batch", batch.pk)).status_code == 404
    assert client.post(url("move", batch.pk), {"ke": "proposed"}).status_code == 404
