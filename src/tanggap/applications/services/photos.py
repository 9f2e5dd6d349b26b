"""Photos that citizens send: only what they claim to be, written anew, sealed, never executable.

A photo is opened by its own first bytes and not by its name, measured before it is unpacked, turned
upright, made smaller and written as a fresh JPEG: what hid in it (the place where it was taken, a
script behind the picture) stays behind. It lies sealed in the data folder under a random name.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import IO, Any, Final

from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from tanggap.applications.models import Photo
from tanggap.core.sealed_files import Store

STORE: Final = Store("photos", purpose="applications.photo")
FORMATS: Final = ("JPEG", "PNG", "WEBP")
MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
LEAST_SIDE: Final = 200
LONGEST_SIDE: Final = 1_600
QUALITY: Final = 80


class BadPhoto(Exception):
    """Not a photo that can be taken; `code`: large, no_photo, pixels, small."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def rewritten(file: IO[bytes], *, size: int) -> tuple[bytes, tuple[int, int]]:
    """Return a fresh JPEG of an uploaded photo, and its width and height. Raises BadPhoto."""
    if size > MOST_BYTES:
        raise BadPhoto("large")
    try:
        with Image.open(file, formats=FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise BadPhoto("pixels")
            if min(found.size) < LEAST_SIDE:
                raise BadPhoto("small")
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPhoto("pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise BadPhoto("no_photo") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    out = BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue(), clean.size


@transaction.atomic
def keep(
    file: IO[bytes],
    *,
    size: int,
    kind: str,
    at: datetime,
    draft_id: int | None = None,
    application_id: int | None = None,
) -> Photo:
    """Keep a photo of a kind. Raises BadPhoto.

    In a draft it takes the place of an earlier one; what an application was sent stays as evidence.
    """
    data, (width, height) = rewritten(file, size=size)
    name = secrets.token_hex(16)
    STORE.put(name, data)
    if draft_id is not None:
        forget(Photo.objects.filter(draft=draft_id, kind=kind))
    fresh: Photo = Photo.objects.create(
        draft_id=draft_id,
        application_id=application_id,
        kind=kind,
        name=name,
        width=width,
        height=height,
        size=len(data),
        added_at=at,
    )
    return fresh


def content(photo: Photo) -> bytes:
    """Return the JPEG of a photo. Raises FileNotFoundError."""
    return STORE.get(photo.name)


def hand_over(*, draft_id: int, application_id: int) -> None:
    """Give the photos of a draft to its application."""
    Photo.objects.filter(draft=draft_id).update(draft=None, application=application_id)


def forget(photos: Any) -> None:
    """Remove photos of a query, the files once that holds."""
    names = list(photos.values_list("name", flat=True))
    photos.delete()
    transaction.on_commit(lambda: STORE.remove(*names))


def forget_drafts(draft_ids: Iterable[int]) -> None:
    """Remove the photos of drafts."""
    forget(Photo.objects.filter(draft__in=list(draft_ids)))
