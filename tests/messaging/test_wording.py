"""Templates say the same in both languages, and no number of a person gets into them."""

import json
from typing import Any

import pytest

from tanggap.config import environment as env
from tanggap.config import mailing
from tanggap.language import Sentence
from tanggap.messaging.domain import wording
from tanggap.messaging.services import channels
from tanggap.messaging.types import Outgoing


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (Sentence("Kode {code}", "Code"), Sentence("Halo", "Hello")),
        (Sentence("Kode", "Code"), Sentence("Halo {name}", "Hello {nama}")),
        (Sentence("", ""), Sentence("Halo", "Hello")),
    ],
)
def test_languages_that_differ_are_refused(title: Sentence, body: Sentence) -> None:
    with pytest.raises(wording.BadTemplate):
        wording.template("x", title, body)


@pytest.mark.parametrize(
    "context",
    [{}, {"name": "Siti", "more": "x"}, {"name": "3271010101010001"},
     {"name": "NIK 3271 0101 0101 0001"}],
)  # fmt: skip
def test_what_does_not_fit_is_refused(context: dict[str, str]) -> None:
    known = wording.template("x", Sentence("a", "a"), Sentence("Halo {name}", "Hello {name}"))
    with pytest.raises(wording.BadContext):
        wording.check(known, context)


def test_braces_in_a_name_stay_braces() -> None:
    known = wording.template("x", Sentence("a", "a"), Sentence("Halo {name}", "Hello {name}"))
    assert wording.filled(known, {"name": "{name} {0}"}, "id")[1] == "Halo {name} {0}"
    body = channels._filled({"t": "{text}"}, Outgoing("+62812", "{phone}", "{digits}"))
    assert body == {"t": "{phone}\n{digits}"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TANGGAP_GATEWAY_URL", "http://sms.contoh.id/"),
        ("TANGGAP_GATEWAY_URL", "file:///etc/passwd"),
        ("TANGGAP_GATEWAY_HEADER", "tanpa titik dua"),
        ("TANGGAP_GATEWAY_BODY", "{"),
        ("TANGGAP_GATEWAY_BODY", '{"to": "{phone}"}'),
    ],
)
def test_a_gateway_that_cannot_be_used_is_told(monkeypatch: Any, name: str, value: str) -> None:
    monkeypatch.setenv("TANGGAP_GATEWAY_URL", "https://sms.contoh.id/kirim")
    monkeypatch.setenv(name, value)
    with pytest.raises(env.BadSetting):
        mailing.gateway()


def test_a_gateway_of_the_environment(monkeypatch: Any) -> None:
    assert mailing.gateway().url == ""
    monkeypatch.setenv("TANGGAP_GATEWAY_URL", "https://sms.contoh.id/kirim")
    monkeypatch.setenv("TANGGAP_GATEWAY_HEADER", "Authorization: Bearer a:b")
    monkeypatch.setenv("TANGGAP_GATEWAY_BODY", json.dumps({"chat": "{digits}@c", "m": "{text}"}))
    found = mailing.gateway()
    assert found.headers == (("Authorization", "Bearer a:b"),)
    assert "Bearer" not in repr(found)


def test_a_mail_server_is_spoken_to_safely(monkeypatch: Any) -> None:
    assert mailing.security() == "starttls"
    monkeypatch.setenv("TANGGAP_SMTP_SECURITY", "ssl")
    with pytest.raises(env.BadSetting):
        mailing.security()
