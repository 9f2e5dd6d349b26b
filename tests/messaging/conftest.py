"""A template, a gateway on this machine, and mail that stays in memory."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tanggap.config.mailing import Gateway
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.language import Sentence
from tanggap.messaging import services as messaging
from tanggap.messaging.models import Message
from tanggap.messaging.types import Recipient

PHONE = "+6281200000123"
EMAIL = "siti@contoh.id"


@pytest.fixture(autouse=True)
def template(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(messaging.templates, "_known", {})
    messaging.templates.register(
        "tests.hello",
        title=Sentence("Pengajuan {code}", "Application {code}"),
        body=Sentence("Halo {name}, kode Anda {code}.", "Hello {name}, your code is {code}."),
    )
    return "tests.hello"


@pytest.fixture
def send(db: None) -> Callable[..., Message]:
    def send(**changes: Any) -> Message:
        given: dict[str, Any] = {
            "to": Recipient(phone=PHONE, email=EMAIL),
            "context": {"code": "AB12", "name": "Siti"},
            "subject": "application:1",
            "region_code": "3271011001",
            "by": Actor.system("tes"),
            "at": clock.now(),
        }
        return messaging.send("tests.hello", **(given | changes))

    return send


class Gate(HTTPServer):
    """A gateway that answers with the statuses it was given, then 200; `got` are the requests."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[dict[str, str], Any]] = []
        self.answers: list[int] = []


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server: Any = self.server
        server.got.append((dict(self.headers), json.loads(body)))
        self.send_response(server.answers.pop(0) if server.answers else 200)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_given: Any) -> None:
        pass


@pytest.fixture
def gate(settings: Any) -> Iterator[Gate]:
    server = Gate()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.MESSAGE_GATEWAY = Gateway(
        f"http://127.0.0.1:{server.server_port}/send",
        (("Authorization", "Bearer rahasia"),),
        {"to": "{digits}", "parts": [{"say": "{text}"}]},
    )
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def mail(settings: Any) -> None:
    settings.EMAIL_HOST = "surat.contoh.id"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
