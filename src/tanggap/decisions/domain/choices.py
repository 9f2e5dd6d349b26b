"""What a plan is made of: the choices of its author, as they are kept, and what they amount to."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from tanggap.decisions.domain.allocation import Limits
from tanggap.language import Sentence

WHOLE: Final = 1_000
MOST: Final = 10_000_000
"""More places, or points of weight, are a slip of the finger."""

MOST_RUPIAH: Final = 10**14


class BadChoices(Exception):
    """A choice makes no sense; `sentence` says which one, `where` names the field."""

    def __init__(self, sentence: Sentence, where: str) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence
        self.where = where


@dataclass(frozen=True, slots=True)
class Choices:
    """Cut-off in points of 1,000; quota in places; money in whole rupiah; None: no limit.

    `quotas`, `budgets` and `minimum` are by kelurahan. `weights` by criterion, empty where the
    scores of the visits count as they are. `overlap_out` refuses who would overlap;
    `unknown_wait` lets those wait whom the registry does not know for sure.
    """

    cut_off: int = 0
    quota: int | None = None
    budget: int | None = None
    quotas: Mapping[str, int] = field(default_factory=dict)
    budgets: Mapping[str, int] = field(default_factory=dict)
    minimum: Mapping[str, int] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    overlap_out: bool = True
    unknown_wait: bool = False

    def document(self) -> dict[str, Any]:
        """Return the choices as they are kept."""
        return {
            name: dict(value) if isinstance(value, Mapping) else value
            for name, value in asdict(self).items()
        }


NEGATIVE: Final = Sentence(
    "Isi bilangan bulat, nol atau lebih, dan tidak sebesar itu.",
    "Give a whole number, zero or more, and not as large as that.",
)
BEYOND: Final = Sentence("Batas skor 0 sampai 1000.", "The cut-off is 0 to 1,000.")
NO_WEIGHT: Final = Sentence(
    "Paling sedikit satu kriteria harus berbobot.", "At least one criterion must have a weight."
)


def read(document: Mapping[str, Any]) -> Choices:
    """Return the choices of a document. Raises BadChoices."""
    choices = Choices(**{name: document[name] for name in Choices.__slots__ if name in document})
    if not _is_number(choices.cut_off, WHOLE):
        raise BadChoices(BEYOND, "cut_off")
    for name, most in (("quota", MOST), ("budget", MOST_RUPIAH)):
        value = getattr(choices, name)
        if value is not None and not _is_number(value, most):
            raise BadChoices(NEGATIVE, name)
    for name, most in (("quotas", MOST), ("minimum", MOST), ("budgets", MOST_RUPIAH),
                       ("weights", MOST)):  # fmt: skip
        for key, value in getattr(choices, name).items():
            if not _is_number(value, most):
                raise BadChoices(NEGATIVE, f"{name}-{key}")
    if choices.weights and not any(choices.weights.values()):
        raise BadChoices(NO_WEIGHT, "weights")
    return choices


def limits(choices: Choices, *, cost: int) -> Limits:
    """Return the places that quotas and money allow; `cost` is whole rupiah for one family.

    Every family of a plan costs the same, so that money is a number of places. Goods without a
    price cost nothing, and no budget limits them.
    """
    regions = {*choices.quotas, *choices.budgets}
    by_region = {
        code: _fewer(choices.quotas.get(code), choices.budgets.get(code), cost) for code in regions
    }
    return Limits(
        cut_off=choices.cut_off,
        places=_fewer(choices.quota, choices.budget, cost),
        by_region={code: most for code, most in by_region.items() if most is not None},
        minimum=choices.minimum,
    )


def _fewer(quota: int | None, budget: int | None, cost: int) -> int | None:
    known = [quota] if quota is not None else []
    if budget is not None and cost > 0:
        known.append(budget // cost)
    return min(known, default=None)


def _is_number(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
