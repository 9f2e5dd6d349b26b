"""The processes of one `tanggap up`: they start together and none outlives the others."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import FrameType
from typing import Final

PATIENCE: Final = 20.0
"""Seconds that a process gets to finish what it is doing."""


class _Stop(Exception):
    """Somebody asked for an end."""


def run_together(modules: Sequence[Sequence[str]]) -> int:
    """Run Python modules (name and arguments) until one ends or somebody interrupts.

    Returns 0 where a person stopped it (Ctrl-C, SIGTERM), else the exit code of whoever ended.
    """
    signal.signal(signal.SIGTERM, _raise_stop)
    children = [_start(module) for module in modules]
    try:
        return _first_end(children)
    except (KeyboardInterrupt, _Stop):
        return 0
    finally:
        _end_all(children)


def end_with_parent() -> None:
    """End this process when its parent is gone, however the parent ended."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True, name="end-with-parent").start()


def _start(module: Sequence[str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches the parent only, which ends its children in order.
    return subprocess.Popen([sys.executable, "-m", *module], start_new_session=True)  # noqa: S603


def _first_end(children: Sequence[subprocess.Popen[bytes]]) -> int:
    while True:
        for child in children:
            code = child.poll()
            if code is not None:
                return code or 1  # nobody asked it to end
        time.sleep(0.2)


def _end_all(children: Sequence[subprocess.Popen[bytes]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _raise_stop(_number: int, _frame: FrameType | None) -> None:
    raise _Stop
