"""References of payments, which are the numbers of their vouchers: short, speakable, checked.

Eight signs of Crockford's base 32 (no I, L, O, U) and a check sign that changes with any one sign
and with neighbours that swap places: weights 1, 3, 5 … are odd, so no sign is lost modulo 32.
"""

import re
import secrets
from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 9
QR: Final = "TANGGAP"
SIGNATURE: Final = 16
"""Signs of the signature in a QR code: 80 bits in base 32."""

_ALIKE: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_reference() -> str:
    """Return a fresh reference: 40 random bits and their check sign."""
    body = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return body + check_sign(body)


def read_reference(text: str) -> str:
    """Return a reference from one as typed or scanned; "" where it cannot be one.

    Blanks, dots, dashes and case do not matter, nor do O for 0 and I or L for 1.
    """
    signs = re.sub(r"[\s.\-–—]", "", text).upper().translate(_ALIKE)
    if len(signs) != LENGTH or any(sign not in SIGNS for sign in signs):
        return ""
    return signs if check_sign(signs[:-1]) == signs[-1] else ""


def spelled(reference: str) -> str:
    """Return a reference in threes, as people read it: ABC-DEF-GH1."""
    return "-".join(reference[start : start + 3] for start in range(0, len(reference), 3))


def qr_text(reference: str, mac: bytes) -> str:
    """Return what a voucher's QR code holds: the reference and its signature, nothing personal."""
    return f"{QR} {reference} {signature_of(mac)}"


def signature_of(mac: bytes) -> str:
    """Return the first 80 bits of a MAC of at least ten bytes in base 32."""
    number = int.from_bytes(mac[:10], "big")
    return "".join(SIGNS[number >> 5 * place & 31] for place in reversed(range(SIGNATURE)))


def read_qr(text: str) -> tuple[str, str]:
    """Return reference and signature of a scanned code; ("", "") where it is none of ours."""
    parts = text.strip().upper().split()
    if len(parts) != 3 or parts[0] != QR:
        return "", ""
    reference = read_reference(parts[1])
    return (reference, parts[2]) if reference else ("", "")


def check_sign(body: str) -> str:
    """Return the check sign of a body."""
    total = sum((2 * place + 1) * SIGNS.index(sign) for place, sign in enumerate(body))
    return SIGNS[total % len(SIGNS)]
