"""Numbers as people of the language write them."""

from datetime import date

from tanggap.language import Language

_SCALES = (
    (1_000_000_000_000, "triliun", "trillion"),
    (1_000_000_000, "miliar", "billion"),
    (1_000_000, "juta", "million"),
)

_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}


def long_date(day: date, language: Language) -> str:
    """Return a date in words: 3 Juni 2020."""
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def whole(value: int, language: Language) -> str:
    """Return a whole number: 40.000 in Indonesian, 40,000 in English."""
    text = f"{value:,}"
    return text.replace(",", ".") if language == "id" else text


def decimal(value: float, language: Language, digits: int = 1) -> str:
    """Return a number with decimals: 9,2 in Indonesian, 9.2 in English."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if language == "id" else text


def rupiah(value: int, language: Language) -> str:
    """Return whole rupiah in full: Rp600.000."""
    return f"Rp{whole(value, language)}"


def rupiah_in_short(value: int, language: Language) -> str:
    """Return rupiah as people say them: Rp5,02 miliar."""
    for size, indonesian, english in _SCALES:
        if value >= size:
            number = decimal(value / size, language, 2 if value < 100 * size else 0)
            return f"Rp{number} {indonesian if language == 'id' else english}"
    return rupiah(value, language)


def percent(part: int, total: int, language: Language) -> str:
    """Return a share in per cent, whole unless it is under ten: 61 %, 2,4 %."""
    if not total:
        return "–"
    share = 100 * part / total
    return f"{decimal(share, language, 1 if 0 < share < 10 else 0)} %"
