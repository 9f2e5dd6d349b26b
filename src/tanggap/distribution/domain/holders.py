"""Does the name at a bank belong to the person? A pure rule; people read its answer and decide.

Banks shorten, leave titles out and turn names round; none of that is another person. Two names are
compared by the keys of their words (`linkage.normalise.fold_name`), never by their letters alone.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

WHOLE_WORD: Final = 3
"""From how many letters on a word tells one person from another."""


class Likeness(StrEnum):
    """How the holder's name stands to the person's."""

    SAME = "same"
    SHORTER = "shorter"
    SPELLING = "spelling"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


NEEDS_A_REASON: Final = frozenset({Likeness.DIFFERS, Likeness.UNKNOWN})
"""Where whoever approves must say why it is the right account all the same."""


def compare(holder: Sequence[str], person: Sequence[str]) -> Likeness:
    """Return how two names, as keys of their words, stand to each other.

    >>> compare(["siti", "aminah"], ["aminah", "siti"])
    <Likeness.SAME: 'same'>
    """
    if not holder or not person:
        return Likeness.UNKNOWN
    if sorted(holder) == sorted(person):
        return Likeness.SAME
    if len(holder) == len(person) and all(_nearly(a, b) for a, b in _side_by_side(holder, person)):
        return Likeness.SPELLING
    short, long = sorted((list(holder), list(person)), key=len)
    return Likeness.SHORTER if _within(short, long) else Likeness.DIFFERS


def _side_by_side(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(sorted(left), sorted(right), strict=True))


def _within(short: list[str], long: list[str]) -> bool:
    """Tell whether each word stands in the other name, whole or by its initial; one whole."""
    left, whole = list(long), False
    for word in sorted(short, key=len, reverse=True):
        found = next((one for one in left if one == word), None)
        if found is None:
            found = next((one for one in left if _initial(word, one)), None)
        elif len(word) >= WHOLE_WORD:
            whole = True
        if found is None:
            return False
        left.remove(found)
    return whole


def _initial(left: str, right: str) -> bool:
    return 1 in (len(left), len(right)) and left[0] == right[0]


def _nearly(left: str, right: str) -> bool:
    """Tell whether two words are the same but for one letter; short words must be the same."""
    if left == right:
        return True
    if min(len(left), len(right)) <= WHOLE_WORD or abs(len(left) - len(right)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)
    if start is None:
        return True
    return left[start + 1 :] == right[start + 1 :] or (
        left[start:] == right[start + 1 :] or left[start + 1 :] == right[start:]
    )
