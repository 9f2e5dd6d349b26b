"""Codes that people can read aloud: Crockford's base 32 with a check digit."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = ALPHABET + "*~$=U"
"""Crockford's check digit: the number modulo 37."""
LENGTH = 10
_BYTES = 7  # 50 bits of them are used
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code(prefix: str) -> str:
    """Return a new random code such as "W-8JQ2KM04ZT-7"; 50 random bits say nothing of anybody."""
    return _written(prefix, secrets.randbits(5 * LENGTH))


def new_codes(prefix: str, count: int) -> list[str]:
    """Return many new random codes; the system is asked for their bits only once."""
    bits = secrets.token_bytes(_BYTES * count)
    numbers = (
        int.from_bytes(bits[start : start + _BYTES], "big") % 32**LENGTH
        for start in range(0, len(bits), _BYTES)
    )
    return [_written(prefix, number) for number in numbers]


def read_code(text: str) -> str:
    """Return a code as it is stored, however it was typed; "" where the check digit is wrong."""
    letters = "".join(text.upper().split()).replace("-", "")
    if len(letters) != LENGTH + 2:
        return ""
    prefix, body = letters[0], letters[1:-1].translate(_ALIKE)
    if any(letter not in ALPHABET for letter in body):
        return ""
    number = 0
    for letter in body:
        number = number * 32 + ALPHABET.index(letter)
    check = letters[-1] if letters[-1] in CHECKS else letters[-1].translate(_ALIKE)
    return _written(prefix, number) if check == CHECKS[number % 37] else ""


def _written(prefix: str, number: int) -> str:
    letters = []
    rest = number
    for _ in range(LENGTH):
        rest, digit = divmod(rest, 32)
        letters.append(ALPHABET[digit])
    return f"{prefix}-{''.join(reversed(letters))}-{CHECKS[number % 37]}"
