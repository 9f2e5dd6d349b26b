"""What a donor shows for an instalment: a photo written anew, or a PDF as it came, sealed.

A PDF is taken for what its first and last bytes say and is never drawn inside our pages: whoever
looks at it downloads it.
"""

import secrets
from functools import partial
from io import BytesIO
from typing import IO, Final

from django.db import transaction

from tanggap.applications.services.photos import BadPhoto, rewritten
from tanggap.core.sealed_files import Store

__all__ = ["BadPhoto", "content", "keep"]

STORE: Final = Store("foster-proofs", purpose="fostering.proof")
MOST_BYTES: Final = 5 * 1024 * 1024
PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
_HEAD: Final = b"%PDF-"
_FOOT: Final = b"%%EOF"
_TAIL: Final = 1_024


def keep(file: IO[bytes]) -> str:
    """Seal a proof once the transaction holds, and return its name. Raises BadPhoto."""
    raw = file.read(MOST_BYTES + 1)
    if raw.startswith(_HEAD):
        data, ending = _pdf(raw), "pdf"
    else:
        more = file.read() if len(raw) > MOST_BYTES else b""
        raw += more
        data, ending = rewritten(BytesIO(raw), size=len(raw))[0], "jpg"
    name = f"{secrets.token_hex(16)}.{ending}"
    transaction.on_commit(partial(STORE.put, name, data))
    return name


def content(name: str) -> tuple[bytes, str]:
    """Return a proof and its kind of content. Raises FileNotFoundError."""
    return STORE.get(name), PDF if name.endswith(".pdf") else JPEG


def _pdf(raw: bytes) -> bytes:
    if len(raw) > MOST_BYTES:
        raise BadPhoto("large")
    if _FOOT not in raw[-_TAIL:]:
        raise BadPhoto("no_photo")
    return raw
