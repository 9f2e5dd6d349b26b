"""The imported files, sealed in the data folder under the hash of their content."""

import base64
import hashlib
import os
import re
import shutil
import socket
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tanggap.core import crypto
from tanggap.core.sealed_files import UNFINISHED

PURPOSE = "people.file"
CHUNK = 3 << 20
READABLE = "readable-"
LONGEST_WORK = 24 * 3600
"""Seconds after which whatever is unfinished was left behind, whoever made it."""


def most_bytes() -> int:
    """Return how large a file may be."""
    return int(settings.UPLOAD_LIMIT)


def most_megabytes() -> int:
    """Return how large a file may be, as people say it."""
    return most_bytes() >> 20


class TooLarge(Exception):
    """The file is larger than the setting `UPLOAD_LIMIT` (TANGGAP_UPLOAD_MB)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the vault."""

    sha256: str
    size: int


def keep(chunks: Iterable[bytes], *, name: str = "") -> Kept:
    """Seal a file chunk by chunk; the clear text never reaches the disk. Raises TooLarge.

    It is kept under the hash of its content, unless it gets a name of its own.
    """
    folder = _folder()
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=_mine(UNFINISHED), delete=False) as file:
        fresh = Path(file.name)
        try:
            for chunk in _regular(chunks):
                size += len(chunk)
                if size > settings.UPLOAD_LIMIT:
                    raise TooLarge
                digest.update(chunk)
                sealed = crypto.seal(base64.b64encode(chunk).decode(), purpose=PURPOSE)
                file.write(len(sealed).to_bytes(4, "big") + sealed)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    fresh.replace(folder / (name or digest.hexdigest()))
    return Kept(digest.hexdigest(), size)


def content(sha256: str) -> Iterator[bytes]:
    """Yield the clear content of a kept file; raises FileNotFoundError where it is not kept."""
    with (_folder() / sha256).open("rb") as file:
        while header := file.read(4):
            sealed = file.read(int.from_bytes(header, "big"))
            yield base64.b64decode(crypto.unseal(sealed, purpose=PURPOSE))


@contextmanager
def opened(sha256: str, file_name: str) -> Iterator[Path]:
    """Give the clear file under its own name, for as long as the block runs."""
    folder = Path(tempfile.mkdtemp(prefix=_mine(READABLE), dir=_folder()))
    path = folder / _harmless(file_name)
    try:
        with path.open("wb") as file:
            for chunk in content(sha256):
                file.write(chunk)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def forget(sha256: str) -> None:
    """Remove a file that no list needs any more."""
    (_folder() / sha256).unlink(missing_ok=True)


def sweep() -> int:
    """Remove half uploads and clear copies that killed processes left; return how many."""
    found = [path for kind in (UNFINISHED, READABLE) for path in _folder().glob(f"{kind}*")]
    left = [path for path in found if _is_left_behind(path)]
    for path in left:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(left)


def _mine(kind: str) -> str:
    """Return the beginning of a name that tells which process is at work on the file."""
    return f"{kind}{socket.gethostname()}~{os.getpid()}~"


def _is_left_behind(path: Path) -> bool:
    """Tell whether the process is gone; of another machine's, only the age is known."""
    host, process, _ = path.name.partition("-")[2].rsplit("~", 2)
    try:
        if time.time() - path.stat().st_mtime > LONGEST_WORK:
            return True
        if host == socket.gethostname():
            os.kill(int(process), 0)
    except (FileNotFoundError, ProcessLookupError):
        return True
    except PermissionError:
        return False
    return False


def _folder() -> Path:
    folder = Path(settings.TANGGAP_DATA) / "lists"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _harmless(file_name: str) -> str:
    name = re.sub(r"[/\\\x00-\x1f]", "_", file_name).lstrip(".")[-200:]
    return name or "daftar"


def _regular(chunks: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= CHUNK:
            yield bytes(held[:CHUNK])
            del held[:CHUNK]
    if held:
        yield bytes(held)
