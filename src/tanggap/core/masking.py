"""How personal numbers are shown to those who need not know them whole."""


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


def _hide(text: str, *, keep: int) -> str:
    if len(text) <= keep * 2:
        return "*" * len(text)
    return "*" * (len(text) - keep) + text[-keep:]
