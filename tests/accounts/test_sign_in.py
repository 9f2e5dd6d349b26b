"""Signing in: with a password, a second factor where data are personal, and limits that hold."""

from io import StringIO
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.test import Client
from tests.personas import make_officer

from tanggap.accounts import services
from tanggap.accounts.models import User
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor

pytestmark = pytest.mark.django_db
PASSWORD = "kata-sandi-petugas"


def _sign_in(client: Client, username: str, password: str = PASSWORD) -> Any:
    return client.post("/akun/login/", {"login": username, "password": password})


@pytest.fixture
def limits_in_database(settings: Any) -> None:
    """Keep limits where every process finds them, as installations do."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "tanggap_cache",
        }
    }
    call_command("createcachetable", verbosity=0)


def test_a_sign_in_is_on_record(client: Client) -> None:
    user = make_officer("clerk")
    assert _sign_in(client, user.username).status_code == 302
    client.post("/akun/logout/")
    codes = Event.objects.filter(actor_id=user.pk).order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["accounts.session.opened", "accounts.session.closed"]


def test_a_refusal_is_on_record_without_what_was_typed(client: Client) -> None:
    assert _sign_in(client, "3271012345678901", "rahasia-sekali").status_code == 200
    event = Event.objects.get(code="accounts.session.refused")
    assert "3271" not in f"{event.actor_name}{event.subject}{event.facts}"


def test_too_many_failures_lock_an_account_for_every_process(limits_in_database: None) -> None:
    user = make_officer("clerk")
    for _ in range(5):
        _sign_in(Client(), user.username, "salah-salah-salah")
    caches.close_all()  # another process: nothing but the database is shared
    _sign_in(other := Client(), user.username)
    assert "_auth_user_id" not in other.session
    assert other.get("/pekerjaan/").status_code == 302


def test_nobody_signs_up(client: Client) -> None:
    client.post("/akun/signup/", {"username": "baru", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(username="baru").exists()


@pytest.mark.parametrize(("role", "sent"), [("data_officer", True), ("administrator", True),
                                            ("payer", True), ("donor", False)])  # fmt: skip
def test_who_sees_personal_data_sets_up_a_second_factor_first(
    client: Client, settings: Any, role: str, *, sent: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(make_officer(role))
    answer = client.get("/akun/peran-saya/")
    assert (answer.status_code == 302) is sent
    if sent:
        assert answer["Location"] == "/akun/pengaman/"
        assert "Pasang dulu satu pengaman" in client.get("/akun/pengaman/").content.decode()


def test_with_a_second_factor_the_pages_open(client: Client, settings: Any) -> None:
    from allauth.mfa.models import Authenticator

    settings.SECOND_FACTOR_REQUIRED = True
    user = make_officer("data_officer")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(user)
    assert client.get("/akun/peran-saya/").status_code == 200


def test_a_link_works_once_and_ends_sessions(client: Client) -> None:
    user, by = make_officer("clerk"), Actor.system("test")
    _sign_in(client, user.username)
    link = services.invite(user=user, by=by, at=clock.now())
    assert client.get("/akun/peran-saya/").status_code == 302
    visitor = Client()
    form = visitor.get(link, follow=True).request["PATH_INFO"]
    new = "sandi-baru-yang-panjang"
    done = visitor.post(form, {"password1": new, "password2": new}, follow=True)
    assert 'href="/akun/login/"' in done.content.decode()
    user.refresh_from_db()
    assert user.check_password(new)
    again = Client().get(link, follow=True)
    assert 'name="password1"' not in again.content.decode()


def test_a_lost_first_link_is_given_anew_until_somebody_has_signed_in() -> None:
    def link() -> str:
        call_command("first_administrator", "eko", stdout=(out := StringIO()))
        return out.getvalue().strip()

    lost, new = link(), link()
    assert lost.startswith("/akun/password/reset/key/")
    assert new.startswith("/akun/password/reset/key/")
    assert User.objects.get().role_assignments.count() == 1
    User.objects.update(last_login=clock.now())
    with pytest.raises(CommandError, match="sudah punya akun"):
        link()


def test_nobodys_account_becomes_the_first_administrator() -> None:
    clerk = make_officer("clerk")
    with pytest.raises(CommandError):
        call_command("first_administrator", clerk.username)


def test_a_closed_account_is_out_at_once(client: Client) -> None:
    user = make_officer("clerk")
    _sign_in(client, user.username)
    services.deactivate(user=user, reason="pindah tugas", by=Actor.system("x"), at=clock.now())
    assert client.get("/akun/peran-saya/").status_code == 302
    _sign_in(client, user.username)
    assert "_auth_user_id" not in client.session


def test_officers_see_where_they_are_signed_in(client: Client) -> None:
    user = make_officer("clerk")
    _sign_in(client, user.username)
    client.get("/akun/peran-saya/")
    assert client.get("/akun/perangkat/").status_code == 200
    assert user.usersession_set.count() == 1


def test_pages_of_officers_are_kept_nowhere(client: Client) -> None:
    client.force_login(make_officer("clerk"))
    assert "no-store" in client.get("/akun/peran-saya/")["Cache-Control"]


def test_passwords_are_long_and_uncommon() -> None:
    names = [validator["NAME"] for validator in django_settings.AUTH_PASSWORD_VALIDATORS]
    assert len(names) == 4
