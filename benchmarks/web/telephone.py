"""A telephone that costs the machine little: one kept connection, plain bytes out and in.

The clients share the cores with the server; `http.client` would take a quarter of them.
"""

import re
import socket
import time
from typing import Final
from urllib.parse import urlencode

from benchmarks.web.browser import TOKEN, Page

_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_COOKIE: Final = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r]*)", re.IGNORECASE)
_PLACE: Final = re.compile(rb"\r\nlocation: *([^\r]*)", re.IGNORECASE)
_END: Final = b"\r\n\r\n"


class Telephone:
    """Talks to 127.0.0.1; `led_to` is where the last answer redirects."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None
        self.forget()
        self.address = "10.0.0.1"
        self.led_to = ""

    def forget(self) -> None:
        """Be somebody else: no cookies, no token."""
        self._cookies: dict[str, str] = {}
        self.token = ""

    def sit(self, key: str) -> None:
        """Go on with a sitting by the key of its session; any secret is a token to itself."""
        self.token = "t" * 32
        self._cookies = {"tanggap": key, "tanggap-csrf": self.token}

    def get(self, name: str, path: str) -> Page:
        """Fetch a page."""
        return self._ask(name, f"GET {path}", "")

    def post(self, name: str, path: str, form: dict[str, str]) -> Page:
        """Send a form with the token."""
        body = urlencode(form | {"csrfmiddlewaretoken": self.token})
        return self._ask(name, f"POST {path}", body)

    def _ask(self, name: str, what: str, body: str) -> Page:
        start = time.perf_counter()
        message = self._message(what, body)
        try:
            head, answer = self._exchange(message)
        except OSError:  # a kept connection that the server closed
            self._hang_up()
            try:
                head, answer = self._exchange(message)
            except OSError:
                self._hang_up()
                return Page(name, 0, time.perf_counter() - start, "")
        page = Page(name, int(head[9:12]), time.perf_counter() - start, answer.decode())
        self._remember(head, page.body)
        return page

    def _message(self, what: str, body: str) -> bytes:
        cookies = "; ".join(f"{key}={value}" for key, value in self._cookies.items())
        lines = [f"{what} HTTP/1.1", f"Host: 127.0.0.1:{self._port}", f"Cookie: {cookies}",
                 f"X-Forwarded-For: {self.address}"]  # fmt: skip
        if body:
            lines += ["Content-Type: application/x-www-form-urlencoded",
                      f"Content-Length: {len(body)}"]  # fmt: skip
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

    def _exchange(self, message: bytes) -> tuple[bytes, bytes]:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(message)
        data = b""
        while _END not in data:
            data += self._more()
        head, _, body = data.partition(_END)
        found = _LENGTH.search(head)
        while found and len(body) < int(found[1]):
            body += self._more()
        if b"\r\nconnection: close" in head.lower():
            self._hang_up()
        return head, body

    def _more(self) -> bytes:
        some = self._socket.recv(1 << 16) if self._socket else b""
        if not some:
            raise ConnectionResetError
        return some

    def _hang_up(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def _remember(self, head: bytes, body: str) -> None:
        for key, value in _COOKIE.findall(head):
            self._cookies[key.decode()] = value.decode()
        place = _PLACE.search(head)
        self.led_to = place[1].decode() if place else ""
        if not self.token and (found := TOKEN.search(body)):
            self.token = found[1]
