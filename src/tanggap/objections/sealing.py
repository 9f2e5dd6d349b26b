"""Contacts and PINs of tickets: sealed for keeping, hashed with a key for comparing."""

from typing import Final

from tanggap.core import crypto

CONTACT: Final = "objections.contact"
PIN: Final = "objections.pin"
SURVEY: Final = "objections.survey"


def sealed(text: str) -> bytes | None:
    """Return a telephone number or address sealed, None for none."""
    return crypto.seal(text, purpose=CONTACT) if text else None


def contact_of(kept: bytes | memoryview | None) -> str:
    """Return a sealed telephone number or address, "" for none."""
    return crypto.unseal(bytes(kept), purpose=CONTACT) if kept is not None else ""


def pin_hash(code: str, pin: str) -> str:
    """Return what is kept of a PIN; the key to it lies outside the database."""
    return crypto.blind_index(f"{code}:{pin}", purpose=PIN).hex()


def survey_index(code: str) -> bytes:
    """Return what is kept of the code that opens a survey."""
    return crypto.blind_index(code, purpose=SURVEY)
