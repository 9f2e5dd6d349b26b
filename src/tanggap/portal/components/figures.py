"""Numbers, money and dates in the language of the reader; the rules are in `portal.formats`."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import get_language

from tanggap.portal import formats
from tanggap.portal.components.library import register


def _spoken() -> str:
    return formats.language_of(get_language())


@register.filter
def number(value: float | None) -> str:
    """1.234."""
    return formats.NOTHING if value is None else formats.number(value, language=_spoken())


@register.filter
def rupiah(value: int | None) -> str:
    """Rp600.000."""
    return formats.NOTHING if value is None else formats.rupiah(int(value), language=_spoken())


@register.filter
def rupiah_short(value: int | None) -> str:
    """Rp1,2 miliar."""
    if value is None:
        return formats.NOTHING
    return formats.rupiah_short(int(value), language=_spoken())


@register.filter
def percent_of(part: float | None, whole: float | None) -> str:
    """43%."""
    return formats.percent(part or 0, whole or 0, language=_spoken())


@register.filter
def day(value: date | None) -> str:
    """24 Nov 2026."""
    return formats.day(value, language=_spoken()) if value else formats.NOTHING


@register.filter
def instant(value: datetime | None) -> str:
    """24 Nov 2026 14.05 WIB."""
    return formats.instant(value, language=_spoken()) if value else formats.NOTHING


@register.filter
def month(value: date | str | None) -> str:
    """Nov 2026."""
    return formats.month(value, language=_spoken()) if value else formats.NOTHING


@register.filter
def months(values: Sequence[str]) -> str:
    """Nov 2026–Jan 2027: codes of months in order; one by one where some between are missing."""
    numbers = [int(code[:4]) * 12 + int(code[5:]) for code in values]
    if len(values) > 1 and numbers[-1] - numbers[0] == len(values) - 1:
        return f"{month(values[0])}–{month(values[-1])}"
    return ", ".join(month(code) for code in values) or formats.NOTHING
