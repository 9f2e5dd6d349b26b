"""Single sign-on by OpenID Connect, whole, with a provider that lives in this file."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.test import Client
from tests.personas import make_officer

from tanggap.accounts.models import User
from tanggap.audit.models import Event
from tanggap.config import sign_in

pytestmark = pytest.mark.django_db
SERVER = "https://sso.kota.example"
LOGIN, CALLBACK = "/akun/oidc/oidc/login/", "/akun/oidc/oidc/login/callback/"


class Answer:
    """What the provider answers."""

    status_code = 200
    headers = {"content-type": "application/json"}  # noqa: RUF012 - as requests has it

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content

    def json(self) -> dict[str, Any]:
        return self.content

    def raise_for_status(self) -> None:
        """Everything went well."""


class Provider:
    """A provider that knows one person, and remembers what it was asked."""

    def __init__(self, **person: Any) -> None:
        self.person = {"sub": "17", **person}
        self.asked: list[tuple[str, Any]] = []

    def __enter__(self) -> "Provider":
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing is open."""

    def get(self, url: str, **_more: Any) -> Answer:
        self.asked.append((url, None))
        if url.endswith("/.well-known/openid-configuration"):
            return Answer(
                {
                    "issuer": SERVER,
                    "authorization_endpoint": f"{SERVER}/authorize",
                    "token_endpoint": f"{SERVER}/token",
                    "userinfo_endpoint": f"{SERVER}/userinfo",
                    "jwks_uri": f"{SERVER}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        assert url == f"{SERVER}/userinfo"
        return Answer(self.person)

    def request(self, method: str, url: str, *, data: Any, **_more: Any) -> Answer:
        assert (method, url) == ("POST", f"{SERVER}/token")
        self.asked.append((url, data))
        return Answer({"access_token": "token", "token_type": "Bearer", "expires_in": 60})


@pytest.fixture
def come_from(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[Any, Provider]]:
    """Sign in as somebody whom the provider vouches for; return the last page and the provider."""
    monkeypatch.setenv("TANGGAP_OIDC_SERVER", SERVER)
    monkeypatch.setenv("TANGGAP_OIDC_CLIENT_ID", "tanggap")
    monkeypatch.setenv("TANGGAP_OIDC_CLIENT_SECRET", "rahasia")
    settings.SOCIALACCOUNT_PROVIDERS = sign_in._single_sign_on()

    def come_from(*, state: str = "", **person: Any) -> tuple[Any, Provider]:
        provider = Provider(**person)
        monkeypatch.setattr(
            DefaultSocialAccountAdapter, "get_requests_session", lambda _adapter: provider
        )
        sent = client.post(LOGIN)
        assert sent["Location"].startswith(f"{SERVER}/authorize?")
        asked = parse_qs(urlsplit(sent["Location"]).query)
        assert asked["client_id"] == ["tanggap"]
        assert asked["code_challenge_method"] == ["S256"]
        back = {"code": "kode", "state": state or asked["state"][0]}
        return client.get(CALLBACK, back, follow=True), provider

    return come_from


@pytest.fixture
def officer_with_mail() -> User:
    user = make_officer("clerk")
    User.objects.filter(pk=user.pk).update(email="sari@kota.example")
    return user


def test_an_officer_whom_the_provider_knows_is_in(come_from: Any, officer_with_mail: User) -> None:
    page, provider = come_from(email="sari@kota.example", email_verified=True)
    assert page.context["user"] == officer_with_mail
    (exchange,) = (data for url, data in provider.asked if url.endswith("/token"))
    assert exchange["client_secret"] == "rahasia"
    assert exchange["code_verifier"]
    opened = Event.objects.filter(code="accounts.session.opened", actor_id=officer_with_mail.pk)
    assert opened.count() == 1


def test_the_second_time_the_subject_counts_not_the_address(
    come_from: Any, client: Client, officer_with_mail: User
) -> None:
    come_from(email="sari@kota.example", email_verified=True)
    client.post("/akun/logout/")
    page, _ = come_from(email="sari.baru@kota.example", email_verified=True)
    assert page.context["user"] == officer_with_mail


@pytest.mark.parametrize(
    "person",
    [
        {"email": "orang@lain.example", "email_verified": True},
        {"email": "sari@kota.example", "email_verified": False},
        {},
    ],
    ids=["stranger", "address nobody checked", "no address"],
)
def test_nobody_else_gets_in_and_no_account_is_made(
    come_from: Any, client: Client, officer_with_mail: User, person: dict[str, Any]
) -> None:
    page, _ = come_from(**person)
    assert page.status_code == 200
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 1


def test_a_closed_account_stays_closed(
    come_from: Any, client: Client, officer_with_mail: User
) -> None:
    User.objects.filter(pk=officer_with_mail.pk).update(is_active=False)
    come_from(email="sari@kota.example", email_verified=True)
    assert "_auth_user_id" not in client.session


def test_an_answer_that_nobody_asked_for_is_refused(
    come_from: Any, client: Client, officer_with_mail: User
) -> None:
    come_from(state="palsu", email="sari@kota.example", email_verified=True)
    assert "_auth_user_id" not in client.session


def test_the_second_factor_is_asked_here_all_the_same(
    come_from: Any, settings: Any, officer_with_mail: User
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    page, _ = come_from(email="sari@kota.example", email_verified=True)
    assert page.redirect_chain[-1][0] == "/akun/pengaman/"


def test_the_browser_lets_the_sign_in_form_lead_to_the_provider(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert sign_in.sign_on_origins() == []
    monkeypatch.setenv("TANGGAP_OIDC_SERVER", f"{SERVER}/realms/kota")
    assert sign_in.sign_on_origins() == [SERVER]
