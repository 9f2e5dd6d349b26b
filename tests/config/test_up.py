"""`tanggap up`: one command starts server and worker, and neither outlives it however it ends."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

HOST = "tanggap.kotabogor.go.id"
BEHIND = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
LOCKED = "Terlalu banyak"
LONGEST_WAIT = 120  # seconds, only to end a test that hangs


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
        return free


@pytest.fixture
def running(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Start a new installation in production mode, as behind a proxy."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("TANGGAP_")}
    own.pop("DJANGO_SETTINGS_MODULE", None)
    settings = {
        "TANGGAP_MODE": "production",
        "TANGGAP_DATA": str(tmp_path / "data"),
        "TANGGAP_HOSTS": HOST,
        "TANGGAP_BEHIND_PROXY": "1",
        "TANGGAP_WEB_PROCESSES": "2",
    }
    command = [sys.executable, "-m", "tanggap", "up", "--port", str(port)]
    process = subprocess.Popen(command, env=own | settings, stdout=subprocess.DEVNULL)
    yield process
    process.kill()
    process.wait()


def _ask(port: int, scheme: str = "https") -> http.client.HTTPResponse:
    headers = BEHIND | {"X-Forwarded-Proto": scheme}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", "/akun/login/", headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer


def _wait_for_answer(port: int, process: subprocess.Popen[bytes]) -> http.client.HTTPResponse:
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until and process.poll() is None:
        try:
            return _ask(port)
        except OSError:
            time.sleep(0.2)
    raise AssertionError("it did not start")


def _family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def _web_processes(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return the two processes that answer: those that have a web server for a parent."""
    own = [one for one in _family(process) if "tanggap.config.web" in one.cmdline()]
    return [one for one in own if one.ppid() in {other.pid for other in own}]


def _guess(port: int) -> str:
    """Try to sign in with a wrong password; return the page that comes."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", "/akun/login/", headers=BEHIND)
        form = connection.getresponse()
        page = form.read().decode()
        cookie = (form.headers["Set-Cookie"] or "").partition(";")[0]
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
        assert token
        typed = {"csrfmiddlewaretoken": token[1], "login": "rina", "password": "salah-salah-salah"}
        sent = {"Cookie": cookie, "Referer": f"https://{HOST}/akun/login/"}
        connection.request(
            "POST",
            "/akun/login/",
            body=urlencode(typed),
            headers=BEHIND | sent | {"Content-Type": "application/x-www-form-urlencoded"},
        )
        return connection.getresponse().read().decode()


def _guesses(port: int, asleep: psutil.Process, tries: int) -> list[str]:
    """Guess while one of the two processes sleeps, so that the other has to answer."""
    asleep.suspend()
    try:
        return [_guess(port) for _ in range(tries)]
    finally:
        asleep.resume()


def _lock_out_over_both(process: subprocess.Popen[bytes], port: int) -> None:
    """Three wrong passwords at one process, two at the other: the sixth try is refused."""
    one, other = _web_processes(process)
    pages = _guesses(port, asleep=one, tries=3) + _guesses(port, asleep=other, tries=3)
    assert [LOCKED in page for page in pages] == [False] * 5 + [True]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_it_serves_safely_and_ends_whole(
    running: subprocess.Popen[bytes], port: int, tmp_path: Path, ending: signal.Signals
) -> None:
    answer = _wait_for_answer(port, running)
    assert answer.status == 200
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-tanggap-csrf=")
    assert "Secure" in cookie
    assert answer.headers["Strict-Transport-Security"]
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]
    assert _ask(port, scheme="http").status == 301
    family = _family(running)
    assert len(family) >= 4  # gunicorn, its two processes, the background worker
    if ending == signal.SIGINT:
        _lock_out_over_both(running, port)
    running.send_signal(ending)
    code = running.wait(timeout=LONGEST_WAIT)
    assert code == (-ending if ending == signal.SIGKILL else 0)
    _gone, alive = psutil.wait_procs(family, timeout=LONGEST_WAIT)
    assert alive == []
    modes = {file.stat().st_mode & 0o077 for file in (tmp_path / "data").iterdir()}
    assert modes == {0}
