"""A message is written with its act, leaves after it, is tried again, and is never lost."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as post
from django.db import IntegrityError, transaction
from django.test import Client
from tests.messaging.conftest import EMAIL, PHONE, Gate
from tests.personas import make_officer

from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun
from tanggap.language import Sentence
from tanggap.messaging import services as messaging
from tanggap.messaging.domain import retrying
from tanggap.messaging.models import Message
from tanggap.messaging.services import channels, delivery, send_again
from tanggap.messaging.types import NotAllowed, Recipient

Send = Callable[..., Message]


def now(message: Message) -> Message:
    message.refresh_from_db()
    return message


def attempt(message: Message, *, later: timedelta = timedelta()) -> Message:
    delivery.attempt(message.pk, at=clock.now() + later)
    return now(message)


def test_it_leaves_after_the_commit_by_a_job(
    send: Send, gate: Gate, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = send()
        assert gate.got == []
    assert now(message).state == Message.State.SENT
    headers, body = gate.got[0]
    assert headers["Authorization"] == "Bearer rahasia"
    assert body == {
        "to": PHONE.lstrip("+"),
        "parts": [{"say": "Pengajuan AB12\nHalo Siti, kode Anda AB12."}],
    }


def test_an_act_that_fails_tells_nobody(send: Send) -> None:
    def act() -> None:
        with transaction.atomic():
            send()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Message.objects.unscoped(reason="test").exists()


def test_many_messages_need_one_job(send: Send, gate: Gate, monkeypatch: Any) -> None:
    monkeypatch.setattr("tanggap.core.jobs._enqueue", lambda run_id: None)
    for _ in range(3):
        send()
        delivery.begin()
    assert JobRun.objects.count() == 1
    delivery.deliver_due(JobRun.objects.get().pk)
    assert len(gate.got) == 3


def test_the_address_is_forgotten_when_it_has_gone_out(send: Send, gate: Gate) -> None:
    message = attempt(send())
    assert (message.sealed_phone, message.sealed_email) == (None, None)
    assert PHONE not in message.masked
    assert message.masked.endswith("123, s***@contoh.id")
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.unscoped(reason="test").update(sealed_phone=b"x")


def test_what_opens_something_is_gone_when_it_has_gone_out(
    send: Send, gate: Gate, settings: Any
) -> None:
    messaging.templates.register(
        "tests.hello",
        title=Sentence("Survei", "Survey"),
        body=Sentence("{name}: {code}", "{name}: {code}"),
        secret=("code",),
    )
    message = send()
    assert message.context["code"] == "AB12"
    assert attempt(message).context == {"code": "•••", "name": "Siti"}
    assert "Siti: AB12" in gate.got[0][1]["parts"][0]["say"]
    settings.DEMO = True
    assert attempt(send()).context["code"] == "AB12", "the demo's outbox is where it arrives"


@pytest.mark.parametrize(("answer", "state"), [(503, "waiting"), (429, "waiting"), (400, "failed"),
                                               (302, "waiting")])  # fmt: skip
def test_a_gateway_that_refuses_is_tried_again_or_not(
    send: Send, gate: Gate, answer: int, state: str
) -> None:
    gate.answers = [answer]
    message = attempt(send())
    assert (message.state, message.error_code) == (state, f"http-{answer}")
    assert len(gate.got) == 1, "no redirect is followed"


def test_it_is_tried_again_later_and_not_before(send: Send, gate: Gate) -> None:
    gate.answers = [500]
    message = attempt(send())
    assert attempt(message).attempts == 1
    assert attempt(message, later=timedelta(minutes=1, seconds=1)).state == Message.State.SENT
    assert attempt(message, later=timedelta(days=1)).attempts == 2, "sent once"


def test_it_is_given_up_at_last(send: Send, gate: Gate) -> None:
    gate.answers = [500] * retrying.MOST_ATTEMPTS
    message = send(to=Recipient(phone=PHONE))
    for number in range(retrying.MOST_ATTEMPTS):
        assert now(message).state == Message.State.WAITING
        attempt(message, later=timedelta(days=number))
    assert now(message).state == Message.State.FAILED


def test_what_failed_is_sent_again_by_an_officer(send: Send, gate: Gate, client: Any) -> None:

    gate.answers = [400]
    message = attempt(send(to=Recipient(phone=PHONE)))
    client.force_login(make_officer("programme_manager", region="3271"))
    page = client.get("/pesan/?keadaan=failed").content.decode()
    assert "menolak alamat ini (400)" in page
    assert client.post(f"/pesan/{message.pk}/lagi/").status_code == 302
    delivery.look()
    assert now(message).state == Message.State.SENT
    assert now(message).sealed_phone is None
    assert Event.objects.filter(code="messaging.message.sent_again").count() == 1
    again = client.post(f"/pesan/{message.pk}/lagi/", follow=True).content.decode()
    assert "sudah terkirim" in again
    assert len(gate.got) == 2


def test_nobody_of_another_region_sends_it_again(send: Send, gate: Gate, client: Any) -> None:
    gate.answers = [400]
    message = attempt(send(to=Recipient(phone=PHONE)))
    client.force_login(make_officer("programme_manager", region="3201"))
    assert client.post(f"/pesan/{message.pk}/lagi/").status_code == 404
    assert now(message).state == Message.State.FAILED


def test_after_a_week_the_address_of_what_failed_is_forgotten(send: Send, gate: Gate) -> None:
    gate.answers = [400]
    message = attempt(send(to=Recipient(phone=PHONE)))
    assert delivery.forget(clock.now()) == 0
    assert delivery.forget(clock.now() + retrying.TOO_OLD + timedelta(hours=1)) == 1
    assert now(message).sealed_phone is None
    with pytest.raises(NotAllowed, match="address"):
        send_again(message_id=message.pk, by=Actor.system("tes"), at=clock.now())


def test_mail_goes_where_the_telephone_refuses(send: Send, gate: Gate, mail: None) -> None:
    gate.answers = [400]
    assert attempt(send()).channel == Message.Channel.EMAIL
    assert (post.outbox[0].to, post.outbox[0].subject) == ([EMAIL], "Pengajuan AB12")


def test_a_message_may_be_in_english(send: Send, mail: None) -> None:
    attempt(send(to=Recipient(email=EMAIL, language="en")))
    assert post.outbox[0].body == "Hello Siti, your code is AB12."


@pytest.mark.parametrize(
    ("fault", "code", "state"),
    [
        (smtplib.SMTPRecipientsRefused({EMAIL: (550, b"no")}), "smtp-550", "failed"),
        (smtplib.SMTPDataError(451, b"later"), "smtp-451", "waiting"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "smtp-535", "waiting"),
        (smtplib.SMTPServerDisconnected(), "smtp-SMTPServerDisconnected", "waiting"),
        (TimeoutError(), "timeout", "waiting"),
        (ConnectionRefusedError(), "smtp-ConnectionRefusedError", "waiting"),
        (ValueError(), "mail-impossible", "failed"),
    ],
)
def test_what_a_mail_server_says_is_a_code(
    send: Send, mail: None, monkeypatch: Any, fault: Exception, code: str, state: str
) -> None:
    def refuse(_self: Any) -> None:
        raise fault

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    message = attempt(send())
    assert (message.error_code, message.state) == (code, state)


def test_a_gateway_that_is_away_is_tried_again(send: Send, gate: Gate, settings: Any) -> None:
    gate.server_close()
    assert attempt(send()).state == Message.State.WAITING


def test_without_a_way_it_stays_and_goes_once_there_is_one(send: Send, settings: Any) -> None:
    message = attempt(send())
    assert (message.state, message.error_code) == (Message.State.NO_CHANNEL, "no-channel")
    settings.EMAIL_HOST = "surat.contoh.id"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    delivery.look()
    assert now(message).state == Message.State.SENT


def test_a_message_that_is_too_old_is_not_woken(send: Send, mail: None) -> None:
    old = clock.now() - retrying.TOO_OLD - timedelta(hours=1)
    message = send(at=old)
    Message.objects.unscoped(reason="test").update(state=Message.State.NO_CHANNEL)
    delivery.look()
    assert now(message).state == Message.State.NO_CHANNEL


def test_who_left_no_address_is_told_to_the_office(send: Send, mail: None) -> None:
    message = send(to=Recipient())
    assert (message.state, message.error_code) == (Message.State.NO_CHANNEL, "no-address")
    delivery.look()
    assert now(message).state == Message.State.NO_CHANNEL


def test_a_worker_that_is_killed_delays_it_only(send: Send, gate: Gate, monkeypatch: Any) -> None:
    def die(*_given: Any) -> None:
        raise SystemExit

    message = send()
    with monkeypatch.context() as patch:
        patch.setattr(channels, "deliver", die)
        with pytest.raises(SystemExit):
            attempt(message)
    assert attempt(message).state == Message.State.WAITING
    assert attempt(message, later=timedelta(minutes=3)).state == Message.State.SENT


def test_of_two_workers_one_delivers(send: Send, gate: Gate, monkeypatch: Any) -> None:
    """The second has read the message before the first claims it."""
    message, real = send(), delivery._ways
    at = clock.now()

    def ways(found: Message) -> Any:
        delivery.attempt(message.pk, at=at + timedelta(seconds=1))
        return real(found)

    monkeypatch.setattr(delivery, "_ways", ways)
    attempt(message)
    assert len(gate.got) == 1


def test_the_demo_sends_nothing_and_shows_everything(send: Send, gate: Gate, settings: Any) -> None:
    settings.DEMO = True
    assert attempt(send()).channel == Message.Channel.SHOWN
    assert gate.got == []


def test_the_page_shows_words_and_masked_addresses(send: Send, client: Client) -> None:
    send()
    send(region_code="3204011001", context={"code": "FREMD", "name": "Lain"})
    client.force_login(make_officer("programme_manager", region="3271"))
    page = client.get("/pesan/").content.decode()
    assert "Halo Siti, kode Anda AB12." in page
    assert "FREMD" not in page, "another regency's"
    assert EMAIL not in page
    assert PHONE not in page
    assert "Belum ada pesan di sini" in client.get("/pesan/?keadaan=failed").content.decode()


def test_who_may_not_see_messages_does_not(db: None, client: Client) -> None:
    client.force_login(make_officer("clerk"))
    assert client.get("/pesan/").status_code == 403
