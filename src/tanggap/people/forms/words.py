"""Words that the forms of this app share."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanggap.language import Sentence
from tanggap.people.types import PURPOSES


def spoken(sentence: Sentence) -> str:
    """Return a sentence in the language of the request."""
    return sentence.in_language("en" if (get_language() or "id").startswith("en") else "id")


def purposes() -> list[tuple[str, str]]:
    """Return the purposes of a look as choices."""
    return [("", str(_("Pilih keperluan"))), *((p.value, spoken(s)) for p, s in PURPOSES.items())]
