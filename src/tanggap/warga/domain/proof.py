"""Whether somebody who types a number is the one who bears it, as far as the registry can tell.

Who asks tells the birth date and the first letters of their own and of their mother's name. The
birth date stands in the NIK already, so the letters count: the own name must agree, and where the
registry holds the mother's name, that one too. What the registry does not hold proves nothing.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LETTERS: Final = 3
_TITLES: Final = frozenset(
    {
        "alm", "almh", "almarhum", "almarhumah", "bp", "bpk", "bapak", "ibu", "ny", "nyonya", "tn",
        "tuan", "sdr", "sdri", "h", "hj", "haji", "hajah", "kh", "ust", "ustad", "ustadz",
        "ustadzah", "dr", "drs", "dra", "drg", "ir", "prof", "r", "rd", "rr", "raden",
    }
)  # fmt: skip
_MUHAMMAD: Final = frozenset(
    {
        "m", "mh", "mhd", "mhmd", "moh", "mohd", "moch", "moc", "muh", "muhd", "much", "muhamad",
        "muhammad", "mohamad", "mohammad", "mochamad", "mochammad", "muchamad", "muchammad",
        "mukhamad", "mukhammad",
    }
)  # fmt: skip
_OLD_SPELLING: Final = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("ch", "h"), ("nj", "ny"))


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of themselves: birth as yyyymmdd, letters as typed."""

    birth: int
    own: str
    mother: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What the registry holds of somebody: births as yyyymmdd (yyyy0000: only the year), names."""

    births: frozenset[int]
    names: frozenset[str]
    mothers: frozenset[str] = frozenset()


def proves(told: Told, held: Held) -> bool:
    """Tell whether what is told agrees with what is held."""
    born = any(_same_birth(told.birth, known) for known in held.births)
    named = begins_any(held.names, told.own)
    mother = begins_any(held.mothers, told.mother)
    return born and named and (mother or not any(map(_bare, held.mothers)))


def begins_any(names: Iterable[str], letters: str) -> bool:
    """Tell whether any of the names begins with the letters."""
    return any(begins(name, letters) for name in names)


def begins(name: str, letters: str) -> bool:
    """Tell whether a name, without titles, begins with these letters.

    Old spelling (Soekarno) and the ways to write Muhammad do no harm. Fewer than LETTERS letters
    must be the whole name.
    """
    typed, bare = _letters(letters), _bare(name)
    if not typed or not bare:
        return False
    if len(typed) < LETTERS:
        return "".join(bare) == typed
    if bare[0] in _MUHAMMAD and typed[:LETTERS] in {"muh", "moh", "moc", "muc", "mhd"}:
        return True
    whole, first = "".join(bare), typed[:LETTERS]
    return whole.startswith(first) or _plain(whole).startswith(_plain(first))


def _same_birth(told: int, known: int) -> bool:
    if not told or not known:
        return False
    return told == known if known % 10_000 else told // 10_000 == known // 10_000


def _bare(name: str) -> list[str]:
    """Return the words of a name in small plain letters, without titles unless it is nothing else.

    What follows a comma is a degree.
    """
    words = [_letters(word) for word in re.split(r"[\s./-]+", name.partition(",")[0])]
    words = [word for word in words if word]
    untitled = list(words)
    while len(untitled) > 1 and untitled[0] in _TITLES:
        untitled.pop(0)
    return untitled


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if "a" <= sign <= "z")


def _plain(text: str) -> str:
    for old, new in _OLD_SPELLING:
        text = text.replace(old, new)
    return text
