"""Citizens who open an account for themselves: closed until their address is confirmed."""

import pytest
from tests.personas import actor_with, make_officer

from tanggap.accounts import services as accounts
from tanggap.accounts.models import User
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor

SYSTEM = Actor.system("tes")
PASSWORD = "kata-sandi-donatur"
pytestmark = pytest.mark.django_db


def registered(email: str = "Siti@contoh.id", by: Actor = SYSTEM) -> User:
    return accounts.register_citizen(
        email=email, display_name="Siti Contoh", region_code="3271", by=by, at=clock.now()
    )


def confirm(user: User, role: str = "donor") -> None:
    accounts.confirm_citizen(
        user_id=user.pk, role=role, region_code="3271", password=PASSWORD, by=SYSTEM, at=clock.now()
    )


def test_an_account_is_closed_until_its_address_is_confirmed() -> None:
    user = registered()
    assert (user.is_active, user.has_usable_password(), user.roles_held()) == (False, False, ())
    confirm(user)
    user.refresh_from_db()
    assert user.is_active
    assert user.check_password(PASSWORD)
    assert [held.role for held in user.roles_held()] == ["donor"]
    assert Event.objects.filter(code="accounts.user.confirmed").count() == 1


def test_the_same_address_opens_no_second_account() -> None:
    assert registered() == registered("siti@CONTOH.id")
    assert User.objects.count() == 1


def test_an_officer_keeps_password_and_roles() -> None:
    officer = make_officer("verifier")
    User.objects.filter(pk=officer.pk).update(email="lilis@contoh.id")
    assert registered("lilis@contoh.id") == officer
    confirm(officer)
    officer.refresh_from_db()
    assert officer.check_password("kata-sandi-petugas")
    assert {held.role for held in officer.roles_held()} == {"verifier", "donor"}


def test_who_was_shut_out_does_not_come_back_by_registering() -> None:
    user = registered()
    confirm(user)
    accounts.deactivate(user=user, reason="Menipu.", by=SYSTEM, at=clock.now())
    with pytest.raises(accounts.NotConfirmable):
        confirm(registered())
    user.refresh_from_db()
    assert not user.is_active


def test_nobody_becomes_an_officer_by_confirming() -> None:
    with pytest.raises(accounts.NotGivable):
        confirm(registered(), role="administrator")


def test_an_administrator_does_not_make_donors() -> None:
    admin = actor_with("administrator", region="")
    with pytest.raises(accounts.NotConfirmable):
        registered(by=admin)
    with pytest.raises(accounts.NotGivable):
        accounts.give_role(
            user=registered(), role="donor", region_code="3271", by=admin, at=clock.now()
        )


def test_who_matches_families_does_not_give() -> None:
    officer = make_officer("foster_coordinator")
    with pytest.raises(accounts.IncompatibleRoles):
        confirm(officer)
