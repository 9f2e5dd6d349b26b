"""Numbers, rupiah and dates as Indonesian readers write them; pure, without a request.

Indonesian: 1.234 and 12,5. English: 1,234 and 12.5. Dates are day, short month, year in both,
since an officer must never wonder which number is the month.
"""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
MONTHS = {
    "id": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
SCALES = {
    "id": ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")),
    "en": ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")),
}
NOTHING = "–"
MONTH_CODE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def language_of(code: str | None) -> str:
    """Return "en" for any English, else "id"."""
    return "en" if (code or "").startswith("en") else "id"


def number(value: float | int, *, language: str = "id", decimals: int = 0) -> str:
    """Group thousands: 1234567 is 1.234.567."""
    text = f"{value:,.{decimals}f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def rupiah(value: int, *, language: str = "id") -> str:
    """Whole rupiah without a space, as the state's spelling guide writes it: Rp600.000."""
    sign = "−" if value < 0 else ""
    return f"{sign}Rp{number(abs(value), language=language)}"


def rupiah_short(value: int, *, language: str = "id") -> str:
    """Large sums in words: Rp1,2 miliar; below a million in full."""
    for scale, word in SCALES[language]:
        if abs(value) >= scale:
            sign = "−" if value < 0 else ""
            short = number(abs(value) / scale, language=language, decimals=1)
            return f"{sign}Rp{short.removesuffix(',0').removesuffix('.0')} {word}"
    return rupiah(value, language=language)


def percent(part: float, whole: float, *, language: str = "id", decimals: int = 0) -> str:
    """Share of a whole: 43 %; a dash where there is no whole."""
    if not whole:
        return NOTHING
    return f"{number(100 * part / whole, language=language, decimals=decimals)}%"


def day(value: date, *, language: str = "id") -> str:
    """24 Nov 2026; an instant is shown as the day it is in Jakarta."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(JAKARTA)
    return f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"


def instant(value: datetime, *, language: str = "id") -> str:
    """24 Nov 2026 14.05 WIB (Indonesian) or 14:05 WIB (English)."""
    local = value.astimezone(JAKARTA)
    colon = ":" if language == "en" else "."
    return f"{day(local, language=language)} {local:%H}{colon}{local:%M} WIB"


def month(value: date | str, *, language: str = "id") -> str:
    """Nov 2026; of a date or of a code such as 2026-11. Any other text comes back as it is."""
    if isinstance(value, str):
        found = MONTH_CODE.fullmatch(value)
        if found is None:
            return value
        year, number = int(found[1]), int(found[2])
    else:
        year, number = value.year, value.month
    return f"{MONTHS[language][number - 1]} {year}"
