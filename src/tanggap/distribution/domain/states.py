"""Where batches and payments may go, and who may move them: two tables, nothing beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tanggap.core.permissions import Permission
from tanggap.distribution.types import BatchState, NotAllowed, PaymentState, Reason


@dataclass(frozen=True, slots=True)
class Move:
    """What a move of a batch needs: a permission, other eyes than the preparer's, a reason."""

    permission: Permission
    other_eyes: bool = False
    reason: bool = False


B, P = BatchState, PaymentState
MOVES: Final[Mapping[tuple[BatchState, BatchState], Move]] = {
    (B.DRAFT, B.PROPOSED): Move(Permission.PAYMENT_PREPARE),
    (B.DRAFT, B.DROPPED): Move(Permission.PAYMENT_PREPARE, reason=True),
    (B.PROPOSED, B.APPROVED): Move(Permission.PAYMENT_APPROVE, other_eyes=True),
    (B.PROPOSED, B.DRAFT): Move(Permission.PAYMENT_APPROVE, other_eyes=True, reason=True),
    (B.APPROVED, B.SENT): Move(Permission.PAYMENT_RECORD),
    (B.SENT, B.RECONCILED): Move(Permission.PAYMENT_RECORD),
    (B.RECONCILED, B.CLOSED): Move(Permission.PAYMENT_APPROVE, other_eyes=True),
}
PAYMENT_MOVES: Final = frozenset(
    {
        (P.PLANNED, P.SENT),
        (P.PLANNED, P.DROPPED),
        (P.SENT, P.PAID),
        (P.SENT, P.FAILED),
        (P.FAILED, P.RETURNED),
        (P.SENT, P.RETURNED),
    }
)
"""Nothing leads away from PAID: what arrived has arrived once."""

LIVING: Final = frozenset({P.PLANNED, P.SENT, P.PAID})
"""An award has at most one payment of a month in these states."""

FOR_GOOD: Final = frozenset({Reason.DIED, Reason.DOUBLE})
"""Reasons after which nothing is tried again; the place goes to the waiting list."""

MOST_TRIES: Final = 3
"""How often a month is tried; then its place goes to the waiting list."""


def check_batch(
    before: BatchState, after: BatchState, *, by_id: int | None, prepared_by: int | None,
    reason: str = "",
) -> Move:  # fmt: skip
    """Return what a move needs; raises NotAllowed where it is none.

    The system's own hand (`by_id` None) never counts as other eyes.
    """
    move = MOVES.get((before, after))
    if move is None:
        raise NotAllowed(f"{before} → {after}")
    if move.reason and not reason.strip():
        raise NotAllowed("reason")
    if move.other_eyes and (by_id is None or by_id == prepared_by):
        raise NotAllowed("four eyes")
    return move


def check_payment(before: PaymentState, after: PaymentState) -> None:
    """Raise NotAllowed where a payment may not go there."""
    if (before, after) not in PAYMENT_MOVES:
        raise NotAllowed(f"{before} → {after}")


def may_retry(reasons: list[str], *, living: bool) -> bool:
    """Tell whether a month may be tried again: all tries failed, none of them for good."""
    return not living and bool(reasons) and not lost(reasons)


def lost(reasons: list[str]) -> bool:
    """Tell whether a month's failed tries, by reason, leave no hope: one for good, or too many."""
    return bool(FOR_GOOD & set(reasons)) or len(reasons) >= MOST_TRIES
