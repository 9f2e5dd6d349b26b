"""How far two officers agree who visited the same families without knowing of each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two answers to one criterion were the same.

    `kappa` is Cohen's: 1 means always, 0 no more often than by chance; None where chance alone
    explains everything, because everybody always gave one answer.
    """

    code: str
    pairs: int
    same: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """How far apart the scores of two visits were, in points of 1,000, rounded down.

    `turned` counts the families whom one visit found needy and the other not.
    """

    pairs: int
    mean_difference: int
    largest: int
    turned: int


def agreement(code: str, pairs: Iterable[tuple[Answers, Answers]]) -> Agreement:
    """Return the agreement on a criterion over the pairs in which both answered it."""
    both = [(one[code], two[code]) for one, two in pairs if code in one and code in two]
    same = sum(one == two for one, two in both)
    return Agreement(code, len(both), same, _kappa(both, same))


def differing(one: Answers, two: Answers, codes: Sequence[str]) -> list[str]:
    """Return the criteria that were answered differently, or by one officer only."""
    return [code for code in codes if one.get(code) != two.get(code)]


def scores(pairs: Sequence[tuple[int, int, int]]) -> Scores:
    """Return how far scores differ; each pair is (first, second, threshold of the programme)."""
    gaps = [abs(one - two) for one, two, _threshold in pairs]
    turned = sum((one >= bar) != (two >= bar) for one, two, bar in pairs)
    return Scores(len(pairs), sum(gaps) // len(gaps) if gaps else 0, max(gaps, default=0), turned)


def _kappa(both: Sequence[tuple[str, str]], same: int) -> float | None:
    count = len(both)
    firsts, seconds = Counter(one for one, _ in both), Counter(two for _, two in both)
    by_chance = sum(firsts[answer] * seconds[answer] for answer in firsts)
    if by_chance == count * count:  # also where there is no pair
        return None
    return (same * count - by_chance) / (count * count - by_chance)
