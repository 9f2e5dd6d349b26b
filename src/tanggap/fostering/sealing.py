"""Telephone numbers of donors and families: sealed in the database, the key outside it."""

from typing import Final

from tanggap.core import crypto

CONTACT: Final = "fostering.contact"


def sealed(text: str) -> bytes | None:
    """Return a telephone number sealed, None for none."""
    return crypto.seal(text, purpose=CONTACT) if text else None


def contact_of(kept: bytes | memoryview | None) -> str:
    """Return a sealed telephone number, "" for none."""
    return crypto.unseal(bytes(kept), purpose=CONTACT) if kept is not None else ""
