"""Photos of visits: written anew, sealed in the data folder, given out to nobody but officers."""

import base64
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from tanggap.applications.services.photos import BadPhoto, rewritten
from tanggap.core import crypto
from tanggap.verification.models import VisitPhoto, VisitReport

__all__ = ["BadPhoto", "Kept", "attach", "content", "keep", "remove"]

PURPOSE: Final = "verification.photo"


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo that lies in the data folder and belongs to no report yet."""

    name: str
    width: int
    height: int
    size: int


def keep(files: Sequence[IO[bytes]]) -> list[Kept]:
    """Write photos anew and seal them. Raises BadPhoto, and then keeps none."""
    fresh = [rewritten(BytesIO(data), size=len(data)) for data in (file.read() for file in files)]
    kept = []
    for data, (width, height) in fresh:
        name = secrets.token_hex(16)
        path = _path(name)
        path.write_bytes(crypto.seal(base64.b64encode(data).decode(), purpose=PURPOSE))
        path.chmod(0o600)
        kept.append(Kept(name, width, height, len(data)))
    return kept


def attach(report: VisitReport, kept: Iterable[Kept]) -> None:
    """Give kept photos to a report."""
    VisitPhoto.objects.bulk_create(
        VisitPhoto(report=report, name=one.name, width=one.width, height=one.height, size=one.size)
        for one in kept
    )


def remove(kept: Iterable[Kept]) -> None:
    """Delete photos that found no report."""
    for one in kept:
        _path(one.name).unlink(missing_ok=True)


def content(photo: VisitPhoto) -> bytes:
    """Return the JPEG of a photo. Raises FileNotFoundError."""
    return base64.b64decode(crypto.unseal(_path(photo.name).read_bytes(), purpose=PURPOSE))


def _path(name: str) -> Path:
    folder = Path(settings.TANGGAP_DATA) / "visit-photos"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / name
