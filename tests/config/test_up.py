"""`tanggap up`: one command starts server and worker, and neither outlives it however it ends."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

HOST = "tanggap.kotabogor.go.id"
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
        "TANGGAP_WEB_PROCESSES": "1",
    }
    command = [sys.executable, "-m", "tanggap", "up", "--port", str(port)]
    process = subprocess.Popen(command, env=own | settings, stdout=subprocess.DEVNULL)
    yield process
    process.kill()
    process.wait()


def _ask(port: int, scheme: str = "https") -> http.client.HTTPResponse:
    headers = {"Host": HOST, "X-Forwarded-Proto": scheme, "X-Forwarded-For": "203.0.113.7"}
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
    assert len(family) >= 3  # gunicorn, its worker process, the background worker
    running.send_signal(ending)
    code = running.wait(timeout=LONGEST_WAIT)
    assert code == (-ending if ending == signal.SIGKILL else 0)
    _gone, alive = psutil.wait_procs(family, timeout=LONGEST_WAIT)
    assert alive == []
    modes = {file.stat().st_mode & 0o077 for file in (tmp_path / "data").iterdir()}
    assert modes == {0}
