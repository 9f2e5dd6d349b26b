"""What is wrong with an installation, in plain words, and what to do about it."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from tanggap.config import environment as env
from tanggap.config import safety
from tanggap.language import Sentence

S = Sentence
Grade = Literal["good", "advice", "fault"]
LEAST_SPACE: Final = 2 * 1024**3
OLDEST_SQLITE: Final = (3, 35, 0)
OLDEST_POSTGRESQL: Final = 140_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `good`, worth an `advice`, or a `fault` to be mended."""

    grade: Grade
    sentence: Sentence


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
                "Basis data belum sesuai versi ini; “tanggap up” memperbaruinya.",
                "The database is behind this version; “tanggap up” brings it up to date.",
            ),
        )
        return
    for check in _data_checks():
        yield check()


def _data_checks() -> list[Callable[[], Finding]]:
    return [_audit, _triggers, _jobs, _regions, _administrator]


def _audit() -> Finding:
    from tanggap.audit import queries  # noqa: PLC0415

    proof = queries.prove()
    if proof.broken_at is None:
        return Finding(
            "good",
            S(
                f"Catatan audit utuh ({proof.links} catatan).",
                f"The audit log holds good ({proof.links} events).",
            ),
        )
    return Finding(
        "fault",
        S(
            f"Catatan audit terputus pada nomor {proof.broken_at}. Laporkan kepada inspektorat.",
            f"The audit log is broken at number {proof.broken_at}. Tell the inspectorate.",
        ),
    )


def _triggers() -> Finding:
    from tanggap.audit import queries  # noqa: PLC0415

    if queries.is_append_only():
        return Finding("good", S("Catatan audit terkunci.", "The audit log is locked."))
    return Finding(
        "fault",
        S(
            "Kunci catatan audit tidak terpasang. Jalankan: tanggap manage lock_audit",
            "The lock of the audit log is missing. Run: tanggap manage lock_audit",
        ),
    )


def _jobs() -> Finding:
    from tanggap.core.models import JobRun, JobState  # noqa: PLC0415

    waiting = JobRun.objects.filter(state=JobState.QUEUED).count()
    if waiting < 50:
        return Finding("good", S(f"Pekerjaan menunggu: {waiting}.", f"Jobs that wait: {waiting}."))
    return Finding(
        "advice",
        S(
            f"{waiting} pekerjaan menunggu: apakah pekerja latar berjalan?",
            f"{waiting} jobs wait: does the background worker run?",
        ),
    )


def _regions() -> Finding:
    from tanggap.regions import queries  # noqa: PLC0415

    if queries.children(""):
        return Finding("good", S("Wilayah sudah dimuat.", "Regions are loaded."))
    return Finding(
        "fault",
        S(
            "Belum ada wilayah. Jalankan: tanggap manage load_regions 32.71 (kode wilayah Anda)",
            "No region is loaded. Run: tanggap manage load_regions 32.71 (your region's code)",
        ),
    )


def _administrator() -> Finding:
    from tanggap.accounts import queries  # noqa: PLC0415

    if queries.has_administrator():
        return Finding("good", S("Ada administrator.", "There is an administrator."))
    return Finding(
        "fault",
        S(
            "Belum ada administrator. Jalankan: tanggap manage first_administrator NAMA",
            "There is no administrator. Run: tanggap manage first_administrator NAME",
        ),
    )
