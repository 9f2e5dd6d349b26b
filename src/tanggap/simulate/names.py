"""Names by generation and sex, with the frequencies and spellings of West Java."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

WORDS: Final = 4
NO_WORD: Final = -1
MALE: Final = 1
FEMALE: Final = 2
COHORTS: Final = ("old", "middle", "young", "child")
_COHORT_STARTS: Final = (1960, 1980, 2000)  # first birth year of the second, third, fourth cohort
_ZIPF: Final = 0.75
_RARE_SPELLINGS: Final = 0.12  # share of a word's people who were registered under a rarer spelling
_SEXES: Final = {MALE: "male", FEMALE: "female"}
_SOUNDS_ALIKE: Final = (
    ("sy", "s"), ("kh", "h"), ("th", "t"), ("dh", "d"), ("f", "p"), ("z", "j"), ("v", "f"),
    ("nn", "n"), ("ll", "l"), ("aa", "a"), ("q", "k"), ("iy", "i"), ("ae", "ai"), ("y", "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Words (as codes of the book) with the cumulated shares to draw them by."""

    codes: NDArray[np.int32]
    cumulated: NDArray[np.float64]

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.int32]:
        """Draw `count` words."""
        found = np.searchsorted(self.cumulated, rng.random(count), side="right")
        return self.codes[np.minimum(found, len(self.codes) - 1)]


class NameBook:
    """All words that names are made of, each known by a code into `words`."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self._codes: dict[str, int] = {}
        self._first: dict[tuple[int, int], Choice] = {}
        self._last: dict[tuple[int, int], Choice] = {}
        for sex, sex_name in _SEXES.items():
            for cohort, cohort_name in enumerate(COHORTS):
                mix: dict[str, float] = tables["mix"][cohort_name][sex_name]
                sources = tables["first"][sex_name]
                self._first[sex, cohort] = self._choice(
                    [(_split(sources[s]), share) for s, share in mix.items()]
                )
                self._last[sex, cohort] = self._choice(
                    [(_split(tables["last"][sex_name][cohort_name]), 1.0)]
                )
        self.christian = {
            sex: self._choice([(_split(tables["first"][name]["christian"]), 1.0)])
            for sex, name in _SEXES.items()
        }
        self.clans = self._choice(
            [(_split(tables["clan"]["batak"]), 0.75), (_split(tables["clan"]["minahasa"]), 0.25)]
        )
        self._word_counts = [np.cumsum(tables["words"][name]) for name in COHORTS]
        self._spellings = [
            (self._code(word), self._spelled(shares)) for word, shares in tables["spelling"].items()
        ]
        self.words: NDArray[np.object_] = np.array([*self._codes, ""], dtype=object)

    def draw(
        self, rng: np.random.Generator, sex: NDArray[np.int8], birth_year: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """Draw a name for everyone: (n, WORDS) codes, NO_WORD after the last word."""
        names = np.full((len(sex), WORDS), NO_WORD, dtype=np.int32)
        cohort = np.searchsorted(_COHORT_STARTS, birth_year, side="right")
        for key in self._first:
            who = np.flatnonzero((sex == key[0]) & (cohort == key[1]))
            names[who] = self._draw_group(rng, key, len(who))
        return self._spell(rng, names)

    def _draw_group(
        self, rng: np.random.Generator, key: tuple[int, int], count: int
    ) -> NDArray[np.int32]:
        names = np.stack([self._first[key].draw(rng, count) for _ in range(WORDS)], axis=1)
        last = self._last[key].draw(rng, count)
        length = 1 + np.searchsorted(self._word_counts[key[1]], rng.random(count))
        length = np.minimum(length, WORDS)
        ends_in_last = (length > 2) | ((length == 2) & (rng.random(count) < 0.75))
        rows = np.flatnonzero(ends_in_last)
        names[rows, length[rows] - 1] = last[rows]
        names[np.arange(WORDS) >= length[:, None]] = NO_WORD
        return _without_repeats(names)

    def _spell(self, rng: np.random.Generator, names: NDArray[np.int32]) -> NDArray[np.int32]:
        for code, spelled in self._spellings:
            where = names == code
            names[where] = spelled.draw(rng, int(where.sum()))
        return names

    def _choice(self, groups: Sequence[tuple[list[str], float]]) -> Choice:
        """Merge word lists, most frequent first, into one choice with Zipf weights."""
        codes: list[int] = []
        weights: list[float] = []
        for words, share in groups:
            zipf = np.arange(1, len(words) + 1) ** -_ZIPF
            for word, weight in zip(words, share * zipf / zipf.sum(), strict=True):
                rarer = _rarer_spellings(word)
                kept = 1 - _RARE_SPELLINGS * bool(rarer)
                codes += [self._code(w) for w in (word, *rarer)]
                weights += [weight * kept, *[weight * (1 - kept) / max(len(rarer), 1)] * len(rarer)]
        return Choice(np.array(codes, dtype=np.int32), np.cumsum(weights) / sum(weights))

    def _spelled(self, shares: dict[str, float]) -> Choice:
        codes = np.array([self._code(word) for word in shares], dtype=np.int32)
        return Choice(codes, np.cumsum(list(shares.values())) / sum(shares.values()))

    def _code(self, word: str) -> int:
        return self._codes.setdefault(word, len(self._codes))


@cache
def name_book() -> NameBook:
    """Return the names of `facts/names.toml`."""
    text = resources.files("tanggap.simulate").joinpath("facts/names.toml").read_text("utf-8")
    return NameBook(tomllib.loads(text))


def full_names(names: NDArray[np.int32]) -> NDArray[np.object_]:
    """Write names (n, WORDS) out as text, words divided by a space."""
    words = name_book().words[names]  # NO_WORD is the last entry, an empty word
    text: NDArray[np.object_] = words[:, 0]
    for column in range(1, names.shape[1]):
        more = np.where(names[:, column] == NO_WORD, "", " ").astype(object)
        text = text + more + words[:, column]
    return text


def word_counts(names: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return how many words every name has."""
    return np.asarray((names != NO_WORD).sum(axis=1), dtype=np.int64)


def _split(block: str) -> list[str]:
    return list(dict.fromkeys(block.split()))


def _without_repeats(names: NDArray[np.int32]) -> NDArray[np.int32]:
    """Drop a word that is said twice and close the gap."""
    for column in range(1, WORDS):
        again = (names[:, :column] == names[:, column : column + 1]).any(axis=1)
        names[again, column] = NO_WORD
    order = np.argsort(names == NO_WORD, axis=1, kind="stable")
    return np.take_along_axis(names, order, axis=1)


def _rarer_spellings(word: str) -> list[str]:
    """Return up to two other ways in which a registrar may have heard the word."""
    lower = word.lower()
    heard = [
        lower.replace(old, new, 1)
        for old, new in _SOUNDS_ALIKE
        if old in lower[1:] or lower.startswith(old)
    ]
    return [h.capitalize() for h in dict.fromkeys(heard) if h != lower][:2]
