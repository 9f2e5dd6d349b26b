"""Keys under which the spellings of one name meet.

A key is a second opinion and a blocking key; the word itself stays as it is written. All distinct
words are folded at once: joined by line ends, every rule is one replacement over the whole run,
and a line end in a rule stands for a word's border.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final, Literal

from tanggap.linkage.normalise.words import SPELLINGS

Style = Literal["id", "other"]

_VOWELS: Final = "aiueo"

_OLD_SPELLING: Final = (
    ("tj", "c"), ("dj", "j"), ("\nnj", "\nny"), ("sj", "sy"), ("oe", "u"), ("oo", "u"),
    ("jaja", "jaya"), ("dajat", "dayat"), ("aju\n", "ayu\n"), ("rj", "ry"),
    ("\njoh", "\nyoh"), ("\njog", "\nyog"),
)  # fmt: skip
"""Before 1972 (Van Ophuijsen 1901, Suwandi 1947). A j between vowels is left: Fajar is modern."""

_CH: Final = (
    ("\nchr", "\nkr"), ("\nchan", "\ncan"), ("\nche", "\nce"), ("\nchi", "\nci"),
    ("\nch", "\nk"), ("\nkh", "\nk"), ("ch", "h"), ("kh", "h"),
)  # fmt: skip
"""Rachmat = Rakhmat = Rahmat, Choirul = Khoirul, Chandra = Candra, Christina = Kristina."""

_SOUNDS: Final = (
    ("q", "k"), ("ck", "k"), ("x", "ks"), ("ph", "p"), ("f", "p"), ("v", "p"),
    ("sy", "s"), ("sh", "s"), ("dz", "z"), ("dh", "d"), ("th", "t"), ("ts", "s"), ("gh", "g"),
    ("bh", "b"), ("zz", "z"), ("zk", "sk"), ("z\n", "s\n"), ("z", "j"),
    ("y", "i"), ("deen", "din"), ("ie", "i"), ("ae", "ai"), ("ii", "i"), ("uw", "u"),
    ("h\n", "\n"), ("d\n", "t\n"), ("b\n", "p\n"),
)  # fmt: skip
"""Yusuf = Yusup, Zaenal = Jaenal, Rizky = Riski, Syaiful = Saepul, Aisyah = Aisya, Setyawan."""

_ENGLISH: Final = (
    ("\nkn", "\nn"), ("\nwr", "\nr"), ("\nmac", "\nmk"), ("\nmc", "\nmk"), ("\nps", "\ns"),
    ("tch", "x"), ("sch", "sk"), ("sh", "x"), ("ch", "x"), ("ph", "f"), ("gh", ""), ("ck", "k"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("dg", "j"), ("c", "k"), ("q", "k"), ("z", "s"),
    ("v", "f"), ("th", "t"), ("ge", "je"), ("gi", "ji"),
)  # fmt: skip


def fold_words(words: Sequence[str], style: Style = "id") -> list[str]:
    """Return the key of each word (lower-case ASCII). No longer word has an initial as its key."""
    if not words:
        return []
    known = [SPELLINGS.get(word, word) for word in words] if style == "id" else words
    run = "\n" + "\n".join(known) + "\n"
    run = _fold_indonesian(run) if style == "id" else _fold_english(run)
    keys = run[1:-1].split("\n")
    return [key if len(key) > 1 else word for word, key in zip(words, keys, strict=True)]


def _fold_indonesian(run: str) -> str:
    for rules in (_OLD_SPELLING, _CH, _SOUNDS):
        for old, new in rules:
            run = run.replace(old, new)
    return _without_doubles(run)


def _fold_english(run: str) -> str:
    for old, new in _ENGLISH:
        run = run.replace(old, new)
    for vowel in "aeiouy":
        run = run.replace("\n" + vowel, "\nA").replace(vowel, "")
    for first in "hw":  # silent but for the first letter
        run = run.replace("\n" + first, "\n" + first.upper()).replace(first, "")
    return _without_doubles(run.lower())


def _without_doubles(run: str) -> str:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        while letter * 2 in run:
            run = run.replace(letter * 2, letter)
    return run


def fold_street(words: Sequence[str]) -> list[str]:
    """Return light keys for street words: old spelling, y for i, doubled letters."""
    if not words:
        return []
    run = "\n" + "\n".join(words) + "\n"
    for old, new in (*_OLD_SPELLING[:6], ("y", "i"), ("v", "p"), ("f", "p"), ("h\n", "\n")):
        run = run.replace(old, new)
    keys = _without_doubles(run)[1:-1].split("\n")
    return [key or word for word, key in zip(words, keys, strict=True)]


_LETTERS: Final = str.maketrans(
    {"ø": "o", "ß": "ss", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ł": "l", "þ": "th", "ı": "i"}
)


def to_ascii(text: str) -> str:
    """Strip accents; a letter of another alphabet becomes "u" and its number, so none is lost."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(_ascii_letter(letter) for letter in plain)


def _ascii_letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    return f"u{ord(letter):x}" if letter.isalnum() else "" if unicodedata.combining(letter) else " "
