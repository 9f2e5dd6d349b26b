"""Reading a backup: its manifest, then its members one after the other, in constant memory."""

import gzip
import io
import json
import tarfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, cast

from tanggap.config.upkeep.backup import FORMAT, MANIFEST
from tanggap.config.upkeep.refusals import DAMAGED, NO_FILE, NOT_A_BACKUP, CannotKeep
from tanggap.config.upkeep.sealed_stream import OpeningReader
from tanggap.config.upkeep.tables import Migration

TABLES: Final = "tables"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the first member says of the others."""

    version: str
    made_at: str
    migrations: list[Migration]
    rows: dict[str, int]
    columns: dict[str, list[str]]
    audit_links: int
    audit_hash: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the archive; `stream` holds good until the next one is asked for."""

    name: PurePosixPath
    stream: IO[bytes]

    @property
    def table(self) -> str | None:
        """The table that the member is a part of, None for a file."""
        parts = self.name.parts
        return parts[1] if parts[0] == TABLES and len(parts) == 3 else None


@contextmanager
def opened(file: Path, *, secret: str) -> Iterator[tuple[Manifest, Iterator[Member]]]:
    """Open a backup. Raises CannotKeep, also while its members are read."""
    if not file.is_file():
        raise CannotKeep(NO_FILE.format(file=file.name))
    with file.open("rb") as stream:
        reader = io.BufferedReader(OpeningReader(stream, secret, name=file.name), 1 << 20)
        try:
            with (
                gzip.GzipFile(fileobj=reader, mode="rb") as unzipped,
                tarfile.open(fileobj=cast(IO[bytes], unzipped), mode="r|") as archive,
            ):
                members = _members(archive)
                yield _manifest(next(members), file.name), members
        except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise CannotKeep(DAMAGED) from error


def check(file: Path, *, secret: str, progress: Callable[[float], None]) -> Manifest:
    """Read a backup to its end, and see that nothing is missing. Raises CannotKeep."""
    found: Counter[str] = Counter()
    with opened(file, secret=secret) as (manifest, members):
        total = max(1, sum(manifest.rows.values()))
        for member in members:
            if member.table is not None:
                found[member.table] += sum(1 for _ in member.stream)
                progress(found.total() / total)
            else:
                while member.stream.read(1 << 20):
                    pass
    if any(found[name] != rows for name, rows in manifest.rows.items()):
        raise CannotKeep(DAMAGED)
    return manifest


def _members(archive: tarfile.TarFile) -> Iterator[Member]:
    for entry in archive:
        name = PurePosixPath(entry.name)
        stream = archive.extractfile(entry) if entry.isfile() else None
        if stream is None or name.is_absolute() or ".." in name.parts:
            raise CannotKeep(DAMAGED)
        yield Member(name, stream)


def _manifest(member: Member, file: str) -> Manifest:
    found: dict[str, Any] = json.loads(member.stream.read())
    if str(member.name) != MANIFEST or found.get("format") != FORMAT:
        raise CannotKeep(NOT_A_BACKUP.format(file=file))
    return Manifest(
        version=found["version"],
        made_at=found["made_at"],
        migrations=[(app, name) for app, name in found["migrations"]],
        rows={name: one["rows"] for name, one in found["tables"].items()},
        columns={name: one["columns"] for name, one in found["tables"].items()},
        audit_links=found["audit"].get("links", 0),
        audit_hash=found["audit"].get("last_hash", ""),
    )
