"""Names: titles stripped, marks noticed, words numbered, spellings folded."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

from tanggap.linkage.normalise import words as table
from tanggap.linkage.normalise.folding import Style, fold_words, to_ascii
from tanggap.linkage.normalise.slices import Int32s, Text, as_text, factorise, split_words
from tanggap.linkage.normalise.vocabulary import WordList
from tanggap.linkage.schema import NAME_TOKENS, Quality

PREFIX: Final = 1
SUFFIX: Final = 2
DEGREE_TAIL: Final = 4
DECEASED: Final = 8
ALIAS: Final = 16
PATRONYM: Final = 32
PLACEHOLDER: Final = 64
WEAK_PLACEHOLDER: Final = 128
DIGITS: Final = 256
INITIAL: Final = 512

_TITLE: Final = PREFIX | DECEASED
_MARKER: Final = ALIAS | PATRONYM | DECEASED
_ANY_PLACEHOLDER: Final = PLACEHOLDER | WEAK_PLACEHOLDER
_NAME_MISSING: Final = int(Quality.NAME_MISSING)
_NAME_PLACEHOLDER: Final = int(Quality.NAME_PLACEHOLDER)
_NAME_HAS_DIGITS: Final = int(Quality.NAME_HAS_DIGITS)
_DECEASED_MARK: Final = int(Quality.DECEASED_MARK)
_MOST_WORDS: Final = 24  # of one name; more is not a name

_BETWEEN_WORDS: Final = re.compile(r"[^a-z0-9]+")
_INSIDE_WORDS: Final = re.compile("['`\u2018\u2019\u02bc]")


@dataclass(frozen=True, slots=True)
class Names:
    """Word codes per record, and what was noticed."""

    tokens: Int32s  # (n, width), −1 filled
    quality: NDArray[np.uint32]
    patronym: Int32s  # place of the first word of the father's name, −1 where none is given


def read_names(text: Text, words: WordList, *, width: int, style: Style = "id") -> Names:
    """Read names into codes of `words`, which grows by the words that it did not hold.

    Titles are stripped at both ends unless nothing would be left. No shape of name is refused:
    real people are called "IT", "THR" and "NA70".
    """
    raw_words, offsets = split_words(text)
    codes, distinct = factorise(raw_words)
    pieces = [_pieces(raw, style) for raw in distinct]
    flat = [piece for several in pieces for piece in several]
    piece_offsets = np.zeros(len(pieces) + 1, np.int64)
    np.cumsum([len(several) for several in pieces], out=piece_offsets[1:])
    piece_codes = words.codes_of(word for word, _ in flat)
    classes = np.array([kind for _, kind in flat], dtype=np.int32)
    return Names(*_arrange(offsets, codes, piece_offsets, piece_codes, classes, width))


def fold_name(text: str, *, style: Style = "id") -> tuple[str, ...]:
    """Return the keys of a name's words, titles left out; for one name, as from a web form.

    >>> fold_name("H. Moh. Yusup, S.Pd.") == fold_name("MUHAMMAD YUSUF")
    True
    """
    words = WordList()
    names = read_names(as_text(pl.Series([text])), words, width=NAME_TOKENS, style=style)
    return tuple(fold_words([words.words[code] for code in names.tokens[0] if code >= 0], style))


def _pieces(raw: str, style: Style) -> list[tuple[str, int]]:
    """Split what stands between two blanks into words with classes ("h.ahmad," → h, ahmad)."""
    kinds = _KINDS[style]
    if raw.isalpha() and raw.isascii():
        return [(raw, kinds.get(raw, 0) | (INITIAL if len(raw) == 1 else 0))]
    if "," in raw:
        return [piece for part in raw.split(",") for piece in _pieces(part, style)]
    parts = _BETWEEN_WORDS.split(_INSIDE_WORDS.sub("", to_ascii(raw)))
    parts = [part for part in parts if part]
    whole = "".join(parts)
    if raw in ("n/a", "n.a", "n.a.", "#n/a"):
        return [(whole, PLACEHOLDER)]
    if len(parts) > 1 and "." in raw and (kind := _abbreviation(whole, kinds)):
        return [(whole, kind)]
    dotted = SUFFIX if style == "id" and whole in table.DOTTED_DEGREES and "." in raw else 0
    return [(part, kinds.get(part, 0) | _shape(part) | dotted) for part in parts]


def _abbreviation(whole: str, kinds: dict[str, int]) -> int:
    """Return the class of dotted letters ("s.pd.", "k.h."), 0 where they are no title."""
    if whole in table.DOTTED_DEGREES:
        return SUFFIX
    return kinds.get(whole, 0) & (PREFIX | SUFFIX | ALIAS)


def _shape(word: str) -> int:
    if word.isalpha():
        return INITIAL if len(word) == 1 else 0
    return DIGITS if any(letter.isdigit() for letter in word) else 0


def _kinds(*groups: tuple[frozenset[str], int]) -> dict[str, int]:
    kinds: dict[str, int] = {}
    for members, kind in groups:
        for word in members:
            kinds[word] = kinds.get(word, 0) | kind
    return kinds


_KINDS: Final[dict[Style, dict[str, int]]] = {
    "id": _kinds(
        (table.PREFIX_TITLES, PREFIX),
        (table.TITLES_AT_THE_END | table.DEGREES, SUFFIX),
        (table.DEGREE_TAILS, DEGREE_TAIL),
        (table.DECEASED, DECEASED),
        (table.ALIASES, ALIAS),
        (table.PATRONYMS, PATRONYM),
        (table.PLACEHOLDERS, PLACEHOLDER),
        (table.WEAK_PLACEHOLDERS, WEAK_PLACEHOLDER),
    ),
    "other": _kinds(
        (table.ENGLISH_PREFIXES, PREFIX),
        (table.ENGLISH_SUFFIXES, SUFFIX),
        (table.ENGLISH_PLACEHOLDERS, PLACEHOLDER),
    ),
}


@njit(cache=True, nogil=True)
def _arrange(offsets, codes, piece_offsets, piece_codes, classes, width):  # type: ignore[no-untyped-def]
    n = len(offsets) - 1
    tokens = np.full((n, width), -1, np.int32)
    quality = np.zeros(n, np.uint32)
    patronym = np.full(n, -1, np.int32)
    words, kinds = np.empty(_MOST_WORDS, np.int32), np.empty(_MOST_WORDS, np.int32)
    for row in range(n):
        count = 0
        for at in range(offsets[row], offsets[row + 1]):
            for piece in range(piece_offsets[codes[at]], piece_offsets[codes[at] + 1]):
                if count < _MOST_WORDS:
                    words[count], kinds[count] = piece_codes[piece], classes[piece]
                    count += 1
        quality[row] = _notice(offsets[row] < offsets[row + 1], kinds, count)
        if quality[row] & (_NAME_MISSING | _NAME_PLACEHOLDER):
            continue
        first, last = _without_titles(kinds, count)
        kept = 0
        for at in range(first, last):
            if kinds[at] & _MARKER and last - first > 1:
                if kinds[at] & PATRONYM and patronym[row] < 0 and kept > 0:
                    patronym[row] = kept
            elif kept < width:
                tokens[row, kept] = words[at]
                kept += 1
        if patronym[row] >= kept:
            patronym[row] = -1
    return tokens, quality, patronym


@njit(cache=True, nogil=True)
def _notice(filled, kinds, count):  # type: ignore[no-untyped-def]
    if count == 0:
        return np.uint32(_NAME_PLACEHOLDER if filled else _NAME_MISSING)
    quality, strong, weak = 0, 0, 0
    for at in range(count):
        strong += (kinds[at] & PLACEHOLDER) != 0
        weak += (kinds[at] & WEAK_PLACEHOLDER) != 0
        if kinds[at] & DIGITS:
            quality |= _NAME_HAS_DIGITS
        if kinds[at] & DECEASED:
            quality |= _DECEASED_MARK
    if strong > 0 and strong + weak == count:
        return np.uint32(_NAME_PLACEHOLDER)
    return np.uint32(quality)


@njit(cache=True, nogil=True)
def _without_titles(kinds, count):  # type: ignore[no-untyped-def]
    """Find the first and last word that is no title; all words where every one looks like one."""
    first, last = 0, count
    while first < last and kinds[first] & _TITLE:
        first += 1
    while last > first + 1:
        kind = kinds[last - 1]
        if kind & (SUFFIX | DECEASED):
            last -= 1
        elif kind & DEGREE_TAIL and kinds[last - 2] & INITIAL and last - first > 2:
            last -= 2
        else:
            break
    if first == last:
        return 0, count
    return first, last
