"""Months as pledges name them: "2026-12"."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

AHEAD: Final = 6
"""So many months ahead of this one a pledge may begin, this one counted."""
LONG: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
_HERE: Final = ZoneInfo("Asia/Jakarta")


def pledgeable(at: datetime) -> list[str]:
    """Return the months in which a pledge that is made now may begin."""
    here = at.astimezone(_HERE)
    return [after(f"{here:%Y-%m}", number) for number in range(AHEAD)]


def after(month: str, number: int) -> str:
    """Return the month that comes so many months later."""
    year, place = int(month[:4]), int(month[5:]) - 1 + number
    return f"{year + place // 12}-{place % 12 + 1:02d}"
