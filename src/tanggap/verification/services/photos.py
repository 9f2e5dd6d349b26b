"""Photos of visits: written anew, sealed in the data folder, given out to nobody but officers."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final

from tanggap.applications.services.photos import BadPhoto, rewritten
from tanggap.core.sealed_files import Store
from tanggap.verification.models import VisitPhoto, VisitReport

__all__ = ["BadPhoto", "Kept", "attach", "content", "keep", "remove"]

STORE: Final = Store("visit-photos", purpose="verification.photo")


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
        STORE.put(name, data)
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
    STORE.remove(*(one.name for one in kept))


def content(photo: VisitPhoto) -> bytes:
    """Return the JPEG of a photo. Raises FileNotFoundError."""
    return STORE.get(photo.name)
