"""Numbers of applications: sealed for keeping, indexed as `people` indexes its own."""

from typing import Final

from tanggap.core import crypto

NIK: Final = "people.nik"
KK: Final = "people.kk"
CONTACT: Final = "applications.contact"
NUMBER: Final = "applications.number"
PIN: Final = "applications.pin"


def sealed_number(digits: str) -> bytes | None:
    """Return a NIK or KK number sealed, None for none."""
    return crypto.seal(digits, purpose=NUMBER) if digits else None


def number_of(sealed: bytes | memoryview | None) -> str:
    """Return a sealed NIK or KK number, "" for none."""
    return crypto.unseal(bytes(sealed), purpose=NUMBER) if sealed is not None else ""


def sealed_contact(text: str) -> bytes | None:
    """Return a telephone number or address sealed, None for none."""
    return crypto.seal(text, purpose=CONTACT) if text else None


def contact_of(sealed: bytes | memoryview | None) -> str:
    """Return a sealed telephone number or address, "" for none."""
    return crypto.unseal(bytes(sealed), purpose=CONTACT) if sealed is not None else ""


def nik_index(digits: str) -> bytes | None:
    """Return the blind index of a NIK, the same that the registry has; None for none."""
    return crypto.blind_index(digits, purpose=NIK) if digits else None


def kk_index(digits: str) -> bytes | None:
    """Return the blind index of a KK number, the same that the registry has; None for none."""
    return crypto.blind_index(digits, purpose=KK) if digits else None


def pin_hash(code: str, pin: str) -> str:
    """Return what is kept of a PIN.

    Six digits fall to any trial, however slow the hash; this one needs the key, which lies outside
    the database, and the tries are counted.
    """
    return crypto.blind_index(f"{code}:{pin}", purpose=PIN).hex()
