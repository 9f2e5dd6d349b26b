"""How an overlap case is settled: the states it may take, and which award gives way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Status = Literal["open", "proposed", "settled", "reopened", "lapsed"]
Outcome = Literal["keep_one", "keep_other", "keep_both"]

ALLOWED: Final[Mapping[Status, frozenset[Status]]] = {
    "open": frozenset({"proposed", "lapsed"}),
    "reopened": frozenset({"proposed", "lapsed"}),
    "proposed": frozenset({"settled", "reopened", "lapsed"}),
    "settled": frozenset({"reopened"}),
    "lapsed": frozenset({"open"}),
}
"""Where a case may go from each status. "lapsed" is a case whose reason fell away by itself."""


class CannotSettle(Exception):
    """A settlement that may not be; `code` says why, for a message in the user's language."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Proposal:
    """How one officer would settle a case; an exception needs the number of its decree."""

    outcome: Outcome
    reason: str
    decree: str = ""


def may_go(before: Status, after: Status) -> bool:
    """Tell whether a case may change from one status to another."""
    return after in ALLOWED[before]


def check_proposal(proposal: Proposal) -> None:
    """Raise CannotSettle where a proposal lacks a reason, or an exception its decree."""
    if not proposal.reason.strip():
        raise CannotSettle("reason_missing")
    if proposal.outcome == "keep_both" and not proposal.decree.strip():
        raise CannotSettle("decree_missing")


def check_four_eyes(*, proposed_by: int | None, approved_by: int | None) -> None:
    """Raise CannotSettle where the same officer, or nobody, would approve what they proposed."""
    if approved_by is None or proposed_by is None or approved_by == proposed_by:
        raise CannotSettle("same_person")


def gives_way(outcome: Outcome) -> Literal["one", "other"] | None:
    """Return which of the two awards ends for the months of the case; None for neither."""
    ending: Mapping[Outcome, Literal["one", "other"] | None] = {
        "keep_one": "other",
        "keep_other": "one",
        "keep_both": None,
    }
    return ending[outcome]
