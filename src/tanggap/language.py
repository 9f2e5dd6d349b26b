"""Sentences in the two languages of Tanggap: Indonesian first, English second."""

import os
from typing import Literal, NamedTuple

Language = Literal["id", "en"]


class Sentence(NamedTuple):
    """One sentence for people, in both languages.

    `id` is what an Indonesian civil servant reads; `en` says the same in plain English.
    Reports and problem lists carry both, therefore both live in one place.
    """

    id: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the sentence in the language asked for."""
        return self.id if language == "id" else self.en

    def format(self, **values: object) -> "Sentence":
        """Fill the same named values into both languages."""
        return Sentence(self.id.format(**values), self.en.format(**values))


def chosen_language() -> Language:
    """Return the user's language: TANGGAP_LANG (`id` or `en`), Indonesian where it is not set."""
    return "en" if os.environ.get("TANGGAP_LANG", "id").lower().startswith("en") else "id"
