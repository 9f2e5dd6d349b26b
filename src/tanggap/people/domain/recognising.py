"""Which programme a list is of, as its file's name tells."""

import re
from collections.abc import Iterable

from tanggap import overlap


def programme_of(file_name: str, region_code: str, offered: Iterable[str] = ()) -> str | None:
    """Return the code of a list's programme in a region; None where the name does not tell.

    The rules of 2020 know what offices call their programmes; of the codes that are `offered`
    besides, the longest one that stands in the name counts.
    """
    book = overlap.rules_of_2020()
    found = book.in_region(overlap.recognise(file_name, [], book), region_code)
    if found.code in book.programmes:
        return found.code
    words = _words(file_name)
    named = [code for code in offered if _words(code) and f" {_words(code)} " in f" {words} "]
    return max(named, key=len, default=None)


def known(offered: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the programmes that an app above offers, else those of 2020, as (code, label)."""
    book = overlap.rules_of_2020()
    return offered or [(one.code, f"{one.code}: {one.name.id}") for one in book.programmes.values()]


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
