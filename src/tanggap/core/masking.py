"""How personal numbers are shown to those who need not know them whole."""

import re
from typing import Final

_NUMBERS: Final = re.compile(
    r"(?<!\w)(?:\d[ .-]?){15}\d(?!\w)|(?<![\w+])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\w)"
)


def mask_nik(text: str) -> str:
    """Return a NIK or KK number with its regency and its last four digits: 3271********0001.

    Anything that is not sixteen digits is hidden whole but for its last two characters.
    """
    digits = text.strip()
    if len(digits) == 16 and digits.isdigit():
        return f"{digits[:4]}********{digits[-4:]}"
    return _hide(digits, keep=2)


def mask_phone(text: str) -> str:
    """Return a phone number with its last three digits."""
    return _hide(text.strip(), keep=3)


def mask_numbers_in(text: str) -> str:
    """Return what somebody wrote with every NIK, KK and phone number in it masked."""
    return _NUMBERS.sub(_masked, text)


def _masked(found: re.Match[str]) -> str:
    digits = re.sub(r"[ .-]", "", found[0])
    return mask_nik(digits) if len(digits) == 16 and digits.isdigit() else mask_phone(digits)


def _hide(text: str, *, keep: int) -> str:
    if len(text) <= keep * 2:
        return "*" * len(text)
    return "*" * (len(text) - keep) + text[-keep:]
