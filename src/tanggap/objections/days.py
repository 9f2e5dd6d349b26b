"""Days as people read them: 8 Des 2026."""

from datetime import date

from django.utils import formats, translation

from tanggap.language import Language

UNBROKEN = "\N{NO-BREAK SPACE}"


def written(day: date, language: Language | None = None) -> str:
    """Return a day that stays on one line, in a language or in that of the request."""
    with translation.override(language or translation.get_language()):
        return formats.date_format(day, "j M Y").replace(" ", UNBROKEN)
