"""Text that no spreadsheet takes for a formula."""

from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters that make a spreadsheet run a cell (OWASP, CSV Injection)."""


def escape_formula(text: str) -> str:
    """Return the text so that a spreadsheet opens it as text: an apostrophe goes before it."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
