"""How messages leave the house: e-mail by SMTP, and a gateway for SMS or WhatsApp."""

import json
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from tanggap.config import environment as env
from tanggap.language import Sentence

_NO_ADDRESS: Final = Sentence(
    "TANGGAP_GATEWAY_URL harus alamat https (http hanya ke komputer ini).",
    "TANGGAP_GATEWAY_URL must be an https address (http to this machine only).",
)
_NO_BODY: Final = Sentence(
    "TANGGAP_GATEWAY_BODY harus JSON yang memuat {phone} (atau {digits}) dan {text}.",
    "TANGGAP_GATEWAY_BODY must be JSON that holds {phone} (or {digits}) and {text}.",
)
_NO_HEADER: Final = Sentence(
    "TANGGAP_GATEWAY_HEADER harus berbentuk Nama: isi.",
    "TANGGAP_GATEWAY_HEADER must have the form Name: value.",
)
_NO_SECURITY: Final = Sentence(
    "TANGGAP_SMTP_SECURITY harus starttls, tls, atau none.",
    "TANGGAP_SMTP_SECURITY must be starttls, tls or none.",
)
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where SMS or WhatsApp messages are handed over; no url: there is none."""

    url: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: Any = None


def gateway() -> Gateway:
    """Return the gateway of the environment. Raises BadSetting."""
    url = env.text("TANGGAP_GATEWAY_URL")
    if not url:
        return Gateway()
    parts = urlsplit(url)
    local = parts.scheme == "http" and parts.hostname in _LOCAL
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise env.BadSetting(_NO_ADDRESS)
    return Gateway(url, _headers(), _body())


def security() -> str:
    """Return how the mail server is spoken to: starttls, tls or none. Raises BadSetting."""
    value = env.text("TANGGAP_SMTP_SECURITY", "starttls").lower()
    if value not in {"starttls", "tls", "none"}:
        raise env.BadSetting(_NO_SECURITY)
    return value


def _headers() -> tuple[tuple[str, str], ...]:
    given = env.text("TANGGAP_GATEWAY_HEADER")
    if not given:
        return ()
    name, colon, value = given.partition(":")
    if not colon or not name.strip() or not value.strip():
        raise env.BadSetting(_NO_HEADER)
    return ((name.strip(), value.strip()),)


def _body() -> Any:
    given = env.text("TANGGAP_GATEWAY_BODY", '{"to": "{phone}", "text": "{text}"}')
    try:
        body = json.loads(given)
    except ValueError as error:
        raise env.BadSetting(_NO_BODY) from error
    whole = json.dumps(body)
    if "{text}" not in whole or not ("{phone}" in whole or "{digits}" in whole):
        raise env.BadSetting(_NO_BODY)
    return body


MESSAGE_GATEWAY = gateway()
EMAIL_HOST = env.text("TANGGAP_SMTP_HOST")
EMAIL_PORT = env.number("TANGGAP_SMTP_PORT", 465 if security() == "tls" else 587)
EMAIL_HOST_USER = env.text("TANGGAP_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("TANGGAP_SMTP_PASSWORD")
EMAIL_USE_TLS = security() == "starttls"
EMAIL_USE_SSL = security() == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("TANGGAP_MAIL_FROM", "tanggap@localhost")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.dummy.EmailBackend"
)
