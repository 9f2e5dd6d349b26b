"""Finding a name that was typed otherwise than it was written, word by word."""

from collections.abc import Iterable, Mapping, Sequence

SHORTEST_WITH_SLIP = 4
"""Words of fewer letters must match as they are: one slip makes another name of them."""
EXACT, NEAR, INITIAL = 1.0, 0.8, 0.5
MISSING_WORD = 0.35
"""What a word that only one side has costs, as a share of that word."""


def variants(key: str) -> set[str]:
    """Return a word and all that is left of it with one letter out.

    Two words that are one slip apart (a letter more, fewer, other, or two swapped) share one.
    """
    if len(key) < SHORTEST_WITH_SLIP:
        return {key}
    return {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}


def one_slip_apart(a: str, b: str) -> bool:
    """Tell whether one letter too many, too few, wrong, or a swap of neighbours parts two words."""
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < SHORTEST_WITH_SLIP - 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    swapped = rest_a[:2] == rest_b[1::-1] and len(rest_a) > 1 and rest_a[2:] == rest_b[2:]
    return rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:] or swapped


def likeness(a: str, b: str) -> float:
    """Return how alike two folded words are: 1 equal, 0 different."""
    if a == b:
        return EXACT
    if one_slip_apart(a, b):
        return NEAR
    if min(len(a), len(b)) == 1 and a[0] == b[0]:
        return INITIAL
    return 0.0


def score(asked: Sequence[str], written: Sequence[str]) -> float:
    """Return how well a written name answers the asked one, 0 to 1, whatever the order of words.

    Each asked word takes the best written word that is left. Words that only one side has cost a
    little: people leave out a name more often than they invent one.
    """
    if not asked or not written:
        return 0.0
    left = list(written)
    got = 0.0
    missed = 0
    for word in asked:
        best = max(left, key=lambda other: likeness(word, other), default="")
        if best and likeness(word, best) > 0:
            got += likeness(word, best)
            left.remove(best)
        else:
            missed += 1
    return got / (len(asked) + MISSING_WORD * len(left) + MISSING_WORD * missed)


def fewest_words(asked: Sequence[str]) -> int:
    """Return how many of the asked words a name must hold: all of one or two, else all but one."""
    return len(asked) if len(asked) <= 2 else len(asked) - 1


def ranked(
    asked: Sequence[str], candidates: Mapping[int, Iterable[str]], *, least: float = 0.45
) -> list[tuple[int, float]]:
    """Return the candidates with their scores, the best first; poor ones are left out."""
    scored = [(person, score(asked, tuple(words))) for person, words in candidates.items()]
    return sorted(
        [(person, value) for person, value in scored if value >= least],
        key=lambda one: (-one[1], one[0]),
    )
