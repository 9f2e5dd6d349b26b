"""A browser without a screen: one connection that is kept, cookies, and a clock."""

import http.client
import re
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


class SignInFailed(Exception):
    """The account was refused."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a request brought, and how many seconds it took to the last byte."""

    name: str
    status: int
    seconds: float
    body: str


class Browser:
    """Talks to 127.0.0.1 over one connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = {}
        self._token = ""

    def sign_in(self, username: str, password: str) -> None:
        """Sign in as an officer does. Raises SignInFailed."""
        self.get("sign in", "/akun/login/")
        page = self.post("sign in", "/akun/login/", {"login": username, "password": password})
        if page.status != 302:
            raise SignInFailed(username)
        self._token = ""
        self.get("search form", "/orang/")

    def get(self, name: str, path: str) -> Page:
        """Fetch a page."""
        return self._ask(name, "GET", path, None)

    def post(self, name: str, path: str, form: dict[str, str]) -> Page:
        """Send a form with the token of the session."""
        return self._ask(name, "POST", path, urlencode(form | {"csrfmiddlewaretoken": self._token}))

    def _ask(self, name: str, method: str, path: str, body: str | None) -> Page:
        start = time.perf_counter()
        try:
            answer, text = self._exchange(method, path, body)
        except (http.client.HTTPException, OSError):  # a kept connection that the server closed
            self._connection.close()
            try:
                answer, text = self._exchange(method, path, body)
            except (http.client.HTTPException, OSError):
                self._connection.close()
                return Page(name, 0, time.perf_counter() - start, "")
        page = Page(name, answer.status, time.perf_counter() - start, text)
        self._remember(answer, text)
        return page

    def _exchange(
        self, method: str, path: str, body: str | None
    ) -> tuple[http.client.HTTPResponse, str]:
        headers = {"Cookie": "; ".join(f"{key}={one}" for key, one in self._cookies.items())}
        self._connection.request(method, path, body, headers | (_FORM if body else {}))
        answer = self._connection.getresponse()
        return answer, answer.read().decode()

    def _remember(self, answer: http.client.HTTPResponse, text: str) -> None:
        for cookie in answer.headers.get_all("Set-Cookie", []):
            key, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[key] = value
        if not self._token and (found := TOKEN.search(text)):
            self._token = found[1]


def wait_for(port: int) -> None:
    """Wait until a server answers. Raises TimeoutError."""
    for _ in range(300):
        if Browser(port).get("up", "/akun/login/").status == 200:
            return
        time.sleep(0.2)
    raise TimeoutError(port)
