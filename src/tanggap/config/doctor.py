"""What is wrong with an installation, in plain words, and what to do about it."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from typing import Final

from tanggap.config import environment as env
from tanggap.config import safety
from tanggap.config.doctor_findings import Finding
from tanggap.language import Sentence

S = Sentence
LEAST_SPACE: Final = 2 * 1024**3
OLDEST_SQLITE: Final = (3, 35, 0)
OLDEST_POSTGRESQL: Final = 140_000


def examine() -> Iterator[Finding]:
    """Yield what was found, from the settings to the data; later checks need the earlier ones."""
    yield from _settings()
    yield from _folder()
    if not env.data_folder().exists():
        return  # looking further would make it
    try:
        import django  # noqa: PLC0415

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanggap.config.settings")
        django.setup()
    except env.BadSetting:
        return  # told already, above
    yield from _database()


def _settings() -> Iterator[Finding]:
    try:
        mode = env.mode()
        env.database(env.data_folder())
    except env.BadSetting as error:
        yield Finding("fault", error.sentence)
        return
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("good", S(f"Python {python}, mode {mode}.", f"Python {python}, mode {mode}."))
    if mode == "production":
        found = list(safety.unsafe())
        yield from (Finding("fault", sentence) for sentence in found)
        if not found:
            yield Finding("good", S("Setelan aman.", "The settings are safe."))
    if mode == "demo":
        yield Finding(
            "advice",
            S(
                "Ini demo: jangan masukkan data orang sungguhan.",
                "This is the demo: put no real people into it.",
            ),
        )


def _folder() -> Iterator[Finding]:
    folder = env.data_folder()
    if not folder.exists():
        yield Finding(
            "advice",
            S(
                f"Folder data {folder} belum ada; “tanggap up” membuatnya.",
                f"There is no data folder {folder} yet; “tanggap up” makes it.",
            ),
        )
        return
    if not os.access(folder, os.W_OK):
        yield Finding(
            "fault",
            S(f"Folder data {folder} tidak dapat ditulisi.", f"{folder} cannot be written to."),
        )
    free = shutil.disk_usage(folder).free
    if free < LEAST_SPACE:
        yield Finding(
            "fault",
            S(
                f"Ruang tersisa hanya {free // 1024**2} MB; sediakan sedikitnya 2 GB.",
                f"Only {free // 1024**2} MB are free; make room for at least 2 GB.",
            ),
        )
    else:
        yield Finding("good", S(f"Folder data: {folder}.", f"Data folder: {folder}."))


def _database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection  # noqa: PLC0415

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        kind = type(error).__name__
        yield Finding(
            "fault",
            S(
                f"Basis data tidak menjawab ({kind}). Periksa TANGGAP_DATABASE_URL.",
                f"The database does not answer ({kind}). Check TANGGAP_DATABASE_URL.",
            ),
        )
        return
    yield _version(connection.vendor)
    yield from _migrations()


def _version(vendor: str) -> Finding:
    from django.db import connection  # noqa: PLC0415

    if vendor == "sqlite":
        good = sqlite3.sqlite_version_info >= OLDEST_SQLITE
        name = f"SQLite {sqlite3.sqlite_version}"
    else:
        version = connection.pg_version  # type: ignore[attr-defined]
        good, name = version >= OLDEST_POSTGRESQL, f"PostgreSQL {version // 10_000}"
    if good:
        return Finding("good", S(f"Basis data: {name}.", f"Database: {name}."))
    return Finding("fault", S(f"{name} terlalu lama.", f"{name} is too old."))


def _migrations() -> Iterator[Finding]:
    from tanggap.config.preparing import is_behind  # noqa: PLC0415

    if is_behind():
        yield Finding(
            "advice",
            S(
                "Basis data belum sesuai versi ini; “tanggap upgrade” memperbaruinya.",
                "The database is behind this version; “tanggap upgrade” brings it up to date.",
            ),
        )
        return
    from tanggap.config import doctor_data  # noqa: PLC0415

    yield from doctor_data.examine()
