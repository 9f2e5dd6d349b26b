"""Templates and what is filled into them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Final

from tanggap.language import Language, Sentence

_PERSONAL_NUMBER: Final = re.compile(r"\d(?:[ .-]?\d){15,}")


COVER: Final = "•••"


class BadTemplate(Exception):
    """The two languages of a template do not have the same places to fill."""


class BadContext(Exception):
    """What should be filled in does not fit the template, or holds a number of a person."""


@dataclass(frozen=True, slots=True)
class Template:
    """A message in both languages, with places in braces; `secret` ones open something."""

    code: str
    title: Sentence
    body: Sentence
    secret: frozenset[str] = frozenset()

    @property
    def places(self) -> frozenset[str]:
        """The names of what must be filled in."""
        return _places(self.title.id) | _places(self.body.id)


def template(code: str, title: Sentence, body: Sentence, secret: Collection[str] = ()) -> Template:
    """Return a checked template. Raises BadTemplate."""
    for text in (title, body):
        if not text.id.strip() or not text.en.strip() or _places(text.id) != _places(text.en):
            raise BadTemplate(code)
    return Template(code, title, body, frozenset(secret))


def check(wording: Template, context: Mapping[str, str]) -> None:
    """Raise BadContext where a place stays empty, something is too much, or a NIK stands in it."""
    if set(context) != wording.places:
        raise BadContext(f"{wording.code}: {sorted(set(context) ^ wording.places)}")
    if any(_PERSONAL_NUMBER.search(value) for value in context.values()):
        raise BadContext(f"{wording.code}: a number of a person")


def covered(wording: Template, context: Mapping[str, str]) -> dict[str, str]:
    """Return what is filled in as an officer may see it: what opens something is covered."""
    return {name: COVER if name in wording.secret else text for name, text in context.items()}


def filled(wording: Template, context: Mapping[str, str], language: Language) -> tuple[str, str]:
    """Return title and body of a message in a language."""
    return (
        wording.title.format(**context).in_language(language),
        wording.body.format(**context).in_language(language),
    )


def _places(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
