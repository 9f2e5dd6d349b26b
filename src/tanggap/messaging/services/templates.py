"""The templates that the apps above bring, by code."""

from collections.abc import Collection

from tanggap.language import Sentence
from tanggap.messaging.domain.wording import Template, template

_known: dict[str, Template] = {}


def register(code: str, *, title: Sentence, body: Sentence, secret: Collection[str] = ()) -> None:
    """Add a template; the same code replaces the earlier one. Raises BadTemplate.

    What fills the `secret` places is for the recipient alone; the outbox covers it.
    """
    _known[code] = template(code, title, body, secret)


def of(code: str) -> Template:
    """Return a template; raises KeyError for one that nobody registered."""
    return _known[code]


def all_of_them() -> list[Template]:
    """Return every template, by code."""
    return [_known[code] for code in sorted(_known)]
