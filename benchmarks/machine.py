"""Where and with what a run was made."""

import os
import platform
import resource
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import psutil

_KILOBYTE: Final = 1024
PACKAGES: Final = (
    *("tanggap", "polars", "numpy", "numba", "splink", "duckdb", "recordlinkage", "pandas"),
    *("scipy", "pseudopeople"),
)


def described() -> str:
    """Return cores, memory, system and Python in one line."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}"
    )


def versions() -> str:
    """Return the versions of everything that computes."""
    return ", ".join(f"{package} {_version(package)}" for package in PACKAGES)


def revision() -> str:
    """Return the commit of the code, with a plus where a file of code differs from it."""
    commit = _git("rev-parse", "--short", "HEAD") or "unknown"
    return commit + "+" if _git("status", "--porcelain", "src", "benchmarks") else commit


def peak_memory() -> int:
    """Return the most bytes that this process has held in memory."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * _KILOBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.is_file() else []
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown processor")
