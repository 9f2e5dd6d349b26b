"""Becoming a donor: nothing can be done before the address is confirmed, and nobody learns whose
address is known."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from tests.fostering.conftest import CITY, VILLAGE, make_donor
from tests.personas import make_officer

from tanggap.accounts.models import User
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering.domain.registering import Registration
from tanggap.fostering.models import Donor
from tanggap.fostering.services import letters, registering
from tanggap.fostering.types import NotAllowed
from tanggap.messaging.models import Message
from tanggap.messaging.services import delivery

PASSWORD = "kuda-baterai-staples-benar"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _templates() -> None:
    letters.register()


def given(**changes: Any) -> Registration:
    told: dict[str, Any] = {"kind": "person", "name": "Siti Contoh", "email": "Siti@contoh.id"}
    return Registration(**{**told, **changes})


def register(**changes: Any) -> None:
    registering.register(given(**changes), at=clock.now())


def donors() -> Any:
    return Donor.objects.unscoped(reason="test")


def last_message() -> Message:
    found: Message = Message.objects.unscoped(reason="test").order_by("pk").last()
    return found


def token() -> str:
    return str(last_message().context["link"]).rstrip("/").rpartition("/")[2]


def test_a_registration_opens_nothing_before_its_link_was_used() -> None:
    register(phone="+6281200000000", home_code=VILLAGE)
    donor, user = donors().get(), User.objects.get()
    assert donor.confirmed_at is None
    assert (user.is_active, user.roles_held()) == (False, ())
    assert b"812" not in bytes(donor.sealed_phone)
    assert Event.objects.filter(code="fostering.donor.registered").count() == 1


def test_the_link_opens_the_account_once() -> None:
    register()
    link = token()
    assert registering.needs_password(registering.waiting(link))
    registering.confirm(link, password=PASSWORD, at=clock.now())
    user = User.objects.get()
    assert (user.is_active, user.check_password(PASSWORD)) == (True, True)
    assert [held.role for held in user.roles_held()] == ["donor"]
    with pytest.raises(NotAllowed, match="link"):
        registering.confirm(link, password="lain-sekali-lagi", at=clock.now())
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_link_is_over_after_two_days() -> None:
    register()
    link = token()
    with (
        time_machine.travel(clock.now() + timedelta(days=2, minutes=1)),
        pytest.raises(NotAllowed, match="link"),
    ):
        registering.waiting(link)


@pytest.mark.parametrize("link", ["", "1", "abc:def:ghi"])
def test_a_link_that_nobody_sent_opens_nothing(link: str) -> None:
    with pytest.raises(NotAllowed, match="link"):
        registering.waiting(link)


def test_a_newer_registration_takes_the_place_of_one_that_was_not_confirmed() -> None:
    register(name="Orang Lain")
    first = token()
    register()
    assert donors().get().name == "Siti Contoh"
    with pytest.raises(NotAllowed, match="link"):
        registering.waiting(first)


def test_a_known_address_gets_another_letter_and_nothing_changes() -> None:
    register()
    registering.confirm(token(), password=PASSWORD, at=clock.now())
    register(name="Penyamar")
    assert last_message().template == letters.KNOWN
    assert donors().get().name == "Siti Contoh"


def test_an_officer_becomes_a_donor_with_the_account_that_there_is() -> None:
    officer = make_officer("verifier")
    User.objects.filter(pk=officer.pk).update(email="siti@contoh.id")
    register(office="Dinas Sosial Kota Bogor")
    assert not registering.needs_password(registering.waiting(token()))
    registering.confirm(token(), at=clock.now())
    officer.refresh_from_db()
    assert officer.check_password("kata-sandi-petugas")
    assert {held.role for held in officer.roles_held()} == {"verifier", "donor"}


def test_who_matches_families_does_not_become_a_donor() -> None:
    officer = make_officer("foster_coordinator")
    User.objects.filter(pk=officer.pk).update(email="siti@contoh.id")
    register()
    with pytest.raises(NotAllowed, match="roles"):
        registering.confirm(token(), at=clock.now())
    assert donors().get().confirmed_at is None


def test_the_link_is_for_the_recipient_alone_except_in_the_example_city() -> None:
    register()
    message = last_message()
    assert token() not in delivery.shown_of(message)[1]
    message.channel = Message.Channel.SHOWN
    assert token() in delivery.shown_of(message)[1]


def test_nobody_fills_a_mailbox_from_here() -> None:
    for _ in range(8):
        register()
    assert Message.objects.unscoped(reason="test").count() == 4


def test_who_never_confirms_is_forgotten() -> None:
    register()
    registering.forget_unconfirmed(clock.now() + timedelta(days=13))
    assert donors().exists()
    registering.forget_unconfirmed(clock.now() + timedelta(days=15))
    assert not donors().exists()


def test_a_donor_asks_once_for_an_officers_word() -> None:
    user = make_officer("donor", region=CITY)
    donor = make_donor(user)
    registering.ask_approval(by=Actor.of(user), at=clock.now())
    donor.refresh_from_db()
    assert donor.approval == "asked"
    with pytest.raises(NotAllowed, match="state"):
        registering.ask_approval(by=Actor.of(user), at=clock.now())
