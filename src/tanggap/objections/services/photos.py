"""Photos that come with tickets: written anew, sealed in the data folder, read by officers only."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import IO, Final

from django.db import transaction

from tanggap.applications.services.photos import BadPhoto, rewritten
from tanggap.core.sealed_files import Store
from tanggap.objections.models import Ticket, TicketPhoto

__all__ = ["BadPhoto", "Kept", "attach", "content", "keep"]

STORE: Final = Store("ticket-photos", purpose="objections.photo")
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo as we wrote it anew."""

    data: bytes
    width: int
    height: int


def keep(files: Sequence[IO[bytes]]) -> list[Kept]:
    """Write photos anew. Raises BadPhoto, and then keeps none."""
    found = []
    for file in files[:MOST]:
        raw = file.read()
        data, (width, height) = rewritten(BytesIO(raw), size=len(raw))
        found.append(Kept(data, width, height))
    return found


def attach(ticket: Ticket, kept: Iterable[Kept]) -> None:
    """Seal photos into the data folder once the ticket stands, and write them down with it."""
    for one in kept:
        name = secrets.token_hex(16)
        TicketPhoto.objects.create(
            ticket=ticket, name=name, width=one.width, height=one.height, size=len(one.data)
        )
        transaction.on_commit(partial(STORE.put, name, one.data))


def content(photo: TicketPhoto) -> bytes:
    """Return the JPEG of a photo. Raises FileNotFoundError."""
    return STORE.get(photo.name)
