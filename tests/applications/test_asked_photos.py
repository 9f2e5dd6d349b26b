"""The desk asks for a new photo; the family sends one; nothing that came before is lost."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.applications.conftest import CITY, picture
from tests.personas import actor_with, make_officer

from tanggap.accounts.access import Forbidden
from tanggap.applications import services as applications
from tanggap.applications.models import Photo, PhotoRequest
from tanggap.applications.services import asked_photos, photos
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import Asking, NotAllowed, Received
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.messaging.models import Message

pytestmark = pytest.mark.django_db
Ask = Callable[..., Asking]
BLURRED = "Foto KK buram, nomornya tidak terbaca."


@pytest.fixture
def got(open_city: None, city: None, ask: Ask) -> Received:
    """A family's application with one photo of its card."""
    received = applications.receive(ask(), by=APPLICANT, at=clock.now())
    photos.keep(
        picture(), size=100, kind="kk", at=clock.now(), application_id=received.application_id
    )
    return received


def wanted(got: Received, desk: Actor, **changes: Any) -> PhotoRequest:
    given = {"kind": "kk", "reason": BLURRED, "by": desk, **changes}
    return asked_photos.ask(application_id=got.application_id, at=clock.now(), **given)


def opened(client: Client, got: Received) -> Client:
    client.post("/ajuan/lanjutkan/", {"code": got.code, "pin": got.pin})
    return client


def test_the_family_is_told_and_sends_a_photo_that_joins_the_earlier(
    client: Client, got: Received, desk: Actor
) -> None:
    wanted(got, desk)
    message = Message.objects.unscoped(reason="test").get(template="applications.photo_asked")
    assert message.subject == f"application:{got.application_id}"
    page = opened(client, got).get("/ajuan/status/").content.decode()
    assert BLURRED in page
    assert BLURRED in client.get("/ajuan/status/foto/kk/").content.decode()
    answer = client.post("/ajuan/status/foto/kk/", {"photo": picture("PNG")})
    assert answer["Location"] == "/ajuan/status/"
    assert BLURRED not in client.get("/ajuan/status/").content.decode()
    first, second = Photo.objects.filter(application=got.application_id).order_by("pk")
    assert photos.content(first)
    assert photos.content(second)
    assert PhotoRequest.objects.get().photo == second
    acts = Event.objects.filter(code__startswith="applications.photo.")
    assert [one.code for one in acts.order_by("pk")] == [
        "applications.photo.asked",
        "applications.photo.sent",
    ]


def test_the_office_reads_what_was_asked_and_the_newest_photo_first(
    client: Client, got: Received, desk: Actor
) -> None:
    wanted(got, desk)
    asked_photos.answer(
        application_id=got.application_id, kind="kk", file=picture(), size=9, at=clock.now()
    )
    wanted(got, desk, kind="rumah", reason="Tampak depan belum ada.")
    client.force_login(make_officer("desk_officer", region=CITY))
    page = client.get(f"/ajuan/masuk/{got.application_id}/").content.decode()
    first, second = Photo.objects.order_by("pk")
    assert page.index(f"/foto/{second.pk}/") < page.index(f"/foto/{first.pk}/")
    assert page.index("Tampak depan belum ada.") < page.index(BLURRED)
    assert "Belum datang" in page
    assert "Sudah datang" in page


def test_one_kind_of_photo_is_asked_for_once_at_a_time(got: Received, desk: Actor) -> None:
    first = wanted(got, desk)
    with pytest.raises(NotAllowed, match="asked already"):
        wanted(got, desk)
    wanted(got, desk, kind="rumah")
    with pytest.raises(IntegrityError), transaction.atomic():
        PhotoRequest.objects.create(
            application_id=got.application_id, kind="kk", reason="x", asked_at=clock.now()
        )
    asked_photos.call_off(application_id=got.application_id, kind="kk", by=desk, at=clock.now())
    again = wanted(got, desk)
    assert again.pk != first.pk


def test_a_request_has_a_reason_and_comes_from_the_own_desk(got: Received, desk: Actor) -> None:
    with pytest.raises(NotAllowed, match="reason"):
        wanted(got, desk, reason="  ")
    with pytest.raises(NotAllowed, match="kind"):
        wanted(got, desk, kind="ktp")
    with pytest.raises(Forbidden):
        wanted(got, actor_with("desk_officer", region="3201"))
    with pytest.raises(Forbidden):
        wanted(got, actor_with("treasurer", region=CITY))


def test_of_a_closed_application_nothing_is_asked_or_taken(
    client: Client, got: Received, desk: Actor
) -> None:
    wanted(got, desk)
    applications.withdraw(application_id=got.application_id, at=clock.now())
    with pytest.raises(NotAllowed, match="closed"):
        wanted(got, desk, kind="rumah")
    with pytest.raises(NotAllowed, match="not asked"):
        asked_photos.answer(
            application_id=got.application_id, kind="kk", file=picture(), size=9, at=clock.now()
        )
    assert PhotoRequest.objects.get().state == PhotoRequest.State.LAPSED
    assert Event.objects.filter(code="applications.photo.lapsed").count() == 1
    page = opened(client, got).get("/ajuan/status/").content.decode()
    assert BLURRED not in page
    assert "tidak perlu dikirim lagi" in page
    assert client.get("/ajuan/status/foto/kk/").status_code == 302
    client.force_login(make_officer("desk_officer", region=CITY))
    assert (
        "Tidak diperlukan lagi"
        in client.get(f"/ajuan/masuk/{got.application_id}/").content.decode()
    )


@pytest.mark.parametrize(
    ("file", "words"),
    [(None, "Pilih atau potret"), (b"<html>halo</html>", "bukan foto"), (b"", "kosong")],
)
def test_what_is_no_photo_is_said_beside_the_field(
    client: Client, got: Received, desk: Actor, file: bytes | None, words: str
) -> None:
    wanted(got, desk)
    sent = {}
    if file is not None:
        sent["photo"] = BytesIO(file)
        sent["photo"].name = "foto.jpg"
    answer = opened(client, got).post("/ajuan/status/foto/kk/", sent)
    assert answer.status_code == 422
    assert answer.content.decode().count(words) == 2
    assert PhotoRequest.objects.get().state == PhotoRequest.State.OPEN


def test_who_proved_nothing_sends_nothing(client: Client, got: Received, desk: Actor) -> None:
    wanted(got, desk)
    answer = client.post("/ajuan/status/foto/kk/", {"photo": picture()})
    assert answer.status_code == 302
    assert Photo.objects.count() == 1


def test_the_desk_asks_and_takes_back_on_its_page(client: Client, got: Received) -> None:
    client.force_login(make_officer("desk_officer", region=CITY))
    here = f"/ajuan/masuk/{got.application_id}/"
    client.post(f"{here}minta-foto/", {"foto": "kk", "reason": BLURRED})
    assert BLURRED in client.get(here).content.decode()
    client.post(f"{here}minta-foto/kk/batal/")
    assert "Dibatalkan" in client.get(here).content.decode()
    refused = client.post(f"{here}minta-foto/kk/batal/", follow=True).content.decode()
    assert "sudah tidak terbuka" in refused
