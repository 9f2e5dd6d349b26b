"""What other apps see of the ledger: plain, frozen values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from tanggap.language import Sentence
from tanggap.overlap import Answer

Level = Literal["person", "family", "household"]
RowState = Literal["clear", "served", "overlap", "warn", "review", "unknown", "unreadable"]

WAITING: Final = frozenset({"open", "reopened", "proposed"})
"""Statuses of a case in which money is at stake."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands now: their own number, their family's and their household's."""

    person: int
    family: int | None = None
    household: int | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """One award that stands in the way, and the rule by which it does.

    `award` is its number in the ledger; `source` says where it was read ("list, sheet, row"),
    empty where an officer entered it. `months` are `yyyy-mm`. `undecided` are the components on
    which the rule hangs and that nobody knows.
    """

    award: int
    programme: str
    rule: str
    reason: Sentence
    basis: str
    action: Literal["block", "warn"]
    tie: Level
    months: tuple[str, ...]
    source: str = ""
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of the ledger, in words, with everything that stands in the way."""

    answer: Answer
    explanation: Sentence
    against: tuple[Against, ...] = ()

    @property
    def blocked(self) -> bool:
        """True where a rule forbids the award; a warning alone does not."""
        return self.answer == "overlap"


@dataclass(frozen=True, slots=True)
class Money:
    """Rupiah of the ledger; lower bounds, because amounts that nobody knows count as nothing.

    `counted_at` is when that was so, None for now.
    """

    at_stake: int
    saved: int
    cases_open: int
    cases_proposed: int
    cases_settled: int
    counted_at: datetime | None = None
