"""One sealed file with everything: tables, keys, the imported files.

Inside the seal is a gzipped tar: `manifest.json`, `keys.json`, the tables as lines of JSON, then
the files. The whole format is told in docs/operations.md and decided in docs/adr.
"""

import gzip
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, cast

from django.conf import settings
from django.db import connection, transaction

from tanggap import __version__
from tanggap.audit import services as audit
from tanggap.config import environment as env
from tanggap.config.keys import FILE_NAME as KEY_FILE
from tanggap.config.keys import OWNER_ONLY
from tanggap.config.safety import DEMO_MARK
from tanggap.config.upkeep import tables as neutral
from tanggap.config.upkeep.refusals import (
    EXISTS,
    NO_DATABASE,
    NO_PASSPHRASE,
    SHORT_PASSPHRASE,
    CannotKeep,
)
from tanggap.config.upkeep.sealed_stream import SealingWriter
from tanggap.config.upkeep.snapshot import Snapshot, snapshot
from tanggap.config.upkeep.tables import Table
from tanggap.core import clock, sealed_files
from tanggap.core.actor import Actor

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
PART: Final = 4 << 20
"""Bytes of rows in one member of the archive."""

SHORTEST: Final = 12
LEVEL: Final = 3
UNFINISHED: Final = (sealed_files.UNFINISHED, "readable-")
FOLDERS: Final = ("lists", "files", "channels")
"""Besides the folders of the stores."""

KEEPER: Final = Actor.system("cadangan")
MADE: Final = "config.backup.made"
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds; `size` in bytes of the sealed file."""

    rows: int
    files: int
    size: int


def passphrase() -> str:
    """Return the passphrase of the settings. Raises CannotKeep where it is none or too short."""
    file = env.text("TANGGAP_BACKUP_PASSPHRASE_FILE")
    given = env.text("TANGGAP_BACKUP_PASSPHRASE")
    if file:
        given = Path(file).expanduser().read_text(encoding="utf-8").strip()
    if not given:
        raise CannotKeep(NO_PASSPHRASE)
    if len(given) < SHORTEST:
        raise CannotKeep(SHORT_PASSPHRASE)
    return given


def back_up(file: Path, *, secret: str, at: datetime, progress: Progress) -> Kept:
    """Write everything into a new file, while the application goes on working.

    The file appears whole or not at all. Raises CannotKeep.
    """
    if file.exists():
        raise CannotKeep(EXISTS.format(file=file.name))
    if "django_migrations" not in connection.introspection.table_names():
        raise CannotKeep(NO_DATABASE)
    fresh = file.with_name(f"{file.name}.{os.getpid()}.part")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "wb") as stream, snapshot() as seen:
            rows, files = _write(stream, seen, secret=secret, at=at, progress=progress)
            os.fsync(stream.fileno())
        os.link(fresh, file)  # fails where somebody was faster
    finally:
        fresh.unlink()
    kept = Kept(rows, files, file.stat().st_size)
    with transaction.atomic():
        facts = {"rows": rows, "files": files, "bytes": kept.size}
        audit.record(MADE, by=KEEPER, at=at, facts=facts)
    return kept


def before_upgrade() -> Path | None:
    """Return where the backup before an upgrade goes, None where there is nothing to lose yet."""
    if "django_migrations" not in connection.introspection.table_names():
        return None
    folder: Path = settings.TANGGAP_DATA / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"before-upgrade-{clock.now():%Y%m%d-%H%M%S}.tanggap"


def _write(
    stream: IO[bytes], seen: Snapshot, *, secret: str, at: datetime, progress: Progress
) -> tuple[int, int]:
    sealing = SealingWriter(stream, secret)
    zipped = gzip.GzipFile(
        fileobj=cast(IO[bytes], sealing), mode="wb", compresslevel=LEVEL, mtime=0
    )
    with zipped, tarfile.open(fileobj=zipped, mode="w|") as archive:
        manifest, tables = _manifest(seen, at)
        _add(archive, MANIFEST, json.dumps(manifest).encode())
        for name in (KEY_FILE, DEMO_MARK):
            if (path := settings.TANGGAP_DATA / name).exists():
                _add(archive, name, path.read_bytes())
        total = sum(one["rows"] for one in manifest["tables"].values())
        done = 0
        for table in tables:
            for number, part in enumerate(_parts(seen, table), start=1):
                _add(archive, f"tables/{table.name}/{number:06}.jsonl", part)
                done += part.count(b"\n")
                progress(done / max(1, total))
        files = _add_files(archive)
    sealing.finish()
    return total, files


def _manifest(seen: Snapshot, at: datetime) -> tuple[dict[str, Any], list[Table]]:
    migrations = neutral.applied(connection)
    tables = neutral.tables_of(neutral.models_at(migrations))
    last = seen.one("SELECT number, hash FROM audit_chainlink ORDER BY number DESC LIMIT 1")
    manifest = {
        "format": FORMAT,
        "version": __version__,
        "made_at": at.isoformat(),
        "engine": seen.vendor,
        "migrations": migrations,
        "audit": {"links": last[0], "last_hash": last[1]} if last else {},
        "tables": {
            table.name: {"columns": table.columns, "rows": seen.count(table)} for table in tables
        },
    }
    return manifest, tables


def _parts(seen: Snapshot, table: Table) -> Iterator[bytes]:
    """Yield the rows of a table as lines of JSON, some megabytes at a time."""
    change = [neutral.to_neutral(kind) for kind in table.kinds]
    held = io.BytesIO()
    for row in seen.rows(table):
        values = [turn(value) for turn, value in zip(change, row, strict=True)]
        held.write(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        if held.tell() >= PART:
            yield held.getvalue()
            held = io.BytesIO()
    if held.tell():
        yield held.getvalue()


def kept_folders() -> tuple[str, ...]:
    """Return the folders that an office cannot make again."""
    return (*FOLDERS, *sealed_files.folders())


def _add_files(archive: tarfile.TarFile) -> int:
    """Add the imported files, which are sealed already; return how many."""
    added = 0
    for folder in kept_folders():
        root = settings.TANGGAP_DATA / folder
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.relative_to(root).parts[0].startswith(UNFINISHED):
                added += _add_file(archive, path, path.relative_to(settings.TANGGAP_DATA))
    return added


def _add_file(archive: tarfile.TarFile, path: Path, name: Path) -> int:
    try:
        stream = path.open("rb")
    except FileNotFoundError:  # discarded since the folder was listed
        return 0
    with stream:
        entry = tarfile.TarInfo(str(name))
        entry.size, entry.mode = os.fstat(stream.fileno()).st_size, OWNER_ONLY
        archive.addfile(entry, stream)
    return 1


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), OWNER_ONLY
    archive.addfile(entry, io.BytesIO(content))
