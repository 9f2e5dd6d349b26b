"""Codes and PINs of applications: easy to say on the telephone, hard to guess.

A code is eight signs of Crockford's base 32 (no I, L, O, U) and a check sign; a PIN six digits.
"""

import re
import secrets
from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 9
PIN_DIGITS: Final = 6
_ALIKE: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_code() -> str:
    """Return a fresh code: 40 random bits and their check sign."""
    body = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return body + _check_sign(body)


def new_pin() -> str:
    """Return a fresh PIN."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"


def read_code(text: str) -> str:
    """Return a code as it is kept from one as it was typed; "" where it cannot be one.

    Blanks, dots, dashes and case do not matter, nor do O for 0 and I or L for 1.
    """
    signs = re.sub(r"[\s.\-–—]", "", text).upper().translate(_ALIKE)
    if len(signs) != LENGTH or any(sign not in SIGNS for sign in signs):
        return ""
    return signs if _check_sign(signs[:-1]) == signs[-1] else ""


def read_pin(text: str) -> str:
    """Return the digits of a PIN as typed; "" where there are not six."""
    digits = re.sub(r"[\s.\-]", "", text)
    return digits if re.fullmatch(rf"[0-9]{{{PIN_DIGITS}}}", digits) else ""


def spelled(code: str) -> str:
    """Return a code in threes, as people read it: ABC-DEF-GH1."""
    return "-".join(code[start : start + 3] for start in range(0, len(code), 3))


def _check_sign(body: str) -> str:
    """Return a sign that changes with any one sign, and with most neighbours that swap places."""
    total = sum((2 * place + 1) * SIGNS.index(sign) for place, sign in enumerate(body))
    return SIGNS[total % len(SIGNS)]
