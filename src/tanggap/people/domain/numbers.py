"""What a number that was typed into a search may be."""

import re
from collections.abc import Iterator
from enum import StrEnum


class Kind(StrEnum):
    """A kind of number by which people are found."""

    NIK = "nik"
    KK = "kk"
    PHONE = "phone"
    CODE = "code"


def read_number(text: str) -> Iterator[tuple[Kind, str]]:
    """Yield what the digits may be: sixteen a NIK or a KK number, eight to fifteen a phone.

    Blanks, dots and dashes are left out; a phone loses +62 or the leading 0.
    """
    if re.search(r"[A-Za-z]", text):
        return
    digits = re.sub(r"\D", "", text)
    if len(digits) == 16:
        yield Kind.NIK, digits
        yield Kind.KK, digits
    elif 8 <= len(digits) <= 15:
        yield Kind.PHONE, re.sub(r"^(?:0062|62|0)", "", digits)
