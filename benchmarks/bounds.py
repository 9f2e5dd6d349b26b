"""A process with a limit of time and of memory."""

import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Final

import psutil

TIMEOUT_SECONDS: Final = 300  # of a method alone; preparing and scoring are not counted
_WHOLE_SECONDS: Final = 1_200
MEMORY_SHARE: Final = 0.75  # of the machine's; a peer that needs more is stopped
_LOOK_EVERY: Final = 0.1


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its output, or the reason why there is none."""

    output: str = ""
    failure: str = ""


def run_module(module: str, *arguments: str, timeout: float = _WHOLE_SECONDS) -> Ended:
    """Run `python -m module arguments` within the limits; never raises for what it does."""
    command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
    most = int(psutil.virtual_memory().total * MEMORY_SHARE)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        failure = _watch(process, timeout, most)
        if failure:
            process.kill()
        output, errors = process.communicate()
    if failure:
        return Ended(failure=failure)
    if process.returncode == -signal.SIGALRM:
        return Ended(failure=f"stopped at {TIMEOUT_SECONDS} s")
    if process.returncode:
        last = errors.strip().splitlines()[-1:] or [f"exit code {process.returncode}"]
        return Ended(failure=f"failed: {last[0][:120]}")
    return Ended(output=output)


def _watch(process: "subprocess.Popen[str]", timeout: float, most: int) -> str:
    """Wait for the end; answer why it must be stopped, or nothing."""
    start = time.monotonic()
    while process.poll() is None:
        if time.monotonic() - start > timeout:
            return f"stopped at {timeout:.0f} s"
        if _memory(process.pid) > most:
            return f"stopped at {most / 2**30:.0f} GiB"
        time.sleep(_LOOK_EVERY)
    return ""


def _memory(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
