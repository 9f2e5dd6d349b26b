"""What it is worth to join a family and a pledge, in whole points, part by part.

Need and waiting are of the family alone, wishes of the donor's wishes and the family's class,
fairness of how many families of the kelurahan are looked after already.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from tanggap.fostering.types import Traits

WHOLE: Final = 1_000
"""Most points of need, of waiting and of fairness before the weights."""
LONGEST: Final = 365
"""Days after which waiting counts no more."""
PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts, in percent; 0 lets it count nothing."""

    need: int = 100
    waiting: int = 50
    wishes: int = 100
    fairness: int = 100

    def document(self) -> dict[str, int]:
        """Return the weights as JSON can carry them."""
        return asdict(self)


def read(kept: Mapping[str, Any]) -> Weights:
    """Return weights from what `document` made; what is missing counts as usual."""
    return Weights(**{name: int(kept[name]) for name in Weights().document() if name in kept})


def need(traits: Traits, weights: Weights) -> int:
    """Return the points of a family's need."""
    return traits.score * weights.need // PERCENT


def waiting(traits: Traits, weights: Weights, today: date) -> int:
    """Return the points of the time that a family has waited; after a year they grow no more."""
    days = min(max((today - traits.waiting_since).days, 0), LONGEST)
    return WHOLE * days * weights.waiting // (LONGEST * PERCENT)


def fairness(before: int, families: int, weights: Weights) -> int:
    """Return the points of the next family of a kelurahan of which `before` are looked after.

    `families` are those and all that wait, at least one more than `before`. The points fall from
    family to family, the slower the more families there are: equal shares are worth most.
    """
    return WHOLE * (families - before) * weights.fairness // (families * PERCENT)
