"""How long somebody waits, as people count: days at first, then months, then years."""

from typing import Final

DAYS_BELOW: Final = 61
"""Below two months days are told."""
_MONTH: Final = 365.2425 / 12
_YEAR: Final = 12


def years_and_months(days: int) -> tuple[int, int]:
    """Return full years and the months beside them, to the nearest month."""
    return divmod(round(days / _MONTH), _YEAR)
