"""What a linkage answers: who is who, who lives with whom, what is doubtful, and why."""

from dataclasses import dataclass
from typing import Literal

from tanggap.language import Sentence

Verdict = Literal["same", "doubtful", "household", "different"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one field says about two records.

    `weight` is in bits (log2 of the likelihood ratio): +10 makes "the same person" a thousand
    times likelier, −10 a thousand times less likely; 0 says nothing. Together with the
    explanation's `prior_weight` the weights of all fields are the log2 odds of its `probability`.
    """

    field: str
    label: Sentence
    finding: Sentence
    weight: float
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two records are, or are not, one person."""

    probability: float
    household_probability: float
    verdict: Verdict
    prior_weight: float
    evidence: tuple[Evidence, ...]
    summary: Sentence
