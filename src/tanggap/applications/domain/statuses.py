"""Where an application stands, and who may move it: one table, and no other way.

received → visiting → visited → approved | waiting | refused; an objection can bring it back.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from tanggap.applications.types import NotAllowed, Status
from tanggap.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class Move:
    """What a move needs.

    `permission` is None where the citizen moves their own application; `other_eyes` forbids it to
    whoever moved the application before; `reason` asks for one in words.
    """

    permission: Permission | None
    other_eyes: bool = False
    reason: bool = False


MOVES: Final[dict[tuple[Status, Status], Move]] = {
    (Status.RECEIVED, Status.VISITING): Move(Permission.VISIT_ASSIGN),
    (Status.RECEIVED, Status.REFUSED): Move(Permission.APPLICATION_DECIDE, reason=True),
    (Status.RECEIVED, Status.JOINED): Move(Permission.APPLICATION_ENTER),
    (Status.RECEIVED, Status.WITHDRAWN): Move(None),
    (Status.VISITING, Status.RECEIVED): Move(Permission.VISIT_ASSIGN, reason=True),
    (Status.VISITING, Status.VISITED): Move(Permission.VISIT_REPORT),
    (Status.VISITING, Status.WITHDRAWN): Move(None),
    (Status.VISITED, Status.VISITING): Move(Permission.VISIT_ASSIGN, reason=True),
    (Status.VISITED, Status.APPROVED): Move(Permission.PLAN_APPROVE, other_eyes=True),
    (Status.VISITED, Status.WAITING): Move(Permission.PLAN_APPROVE, other_eyes=True),
    (Status.VISITED, Status.REFUSED): Move(Permission.PLAN_APPROVE, other_eyes=True, reason=True),
    (Status.VISITED, Status.WITHDRAWN): Move(None),
    (Status.WAITING, Status.APPROVED): Move(Permission.PLAN_APPROVE),
    (Status.WAITING, Status.REFUSED): Move(Permission.PLAN_APPROVE, reason=True),
    (Status.WAITING, Status.WITHDRAWN): Move(None),
    (Status.REFUSED, Status.RECEIVED): Move(Permission.OBJECTION_DECIDE, reason=True),
    (Status.REFUSED, Status.VISITED): Move(Permission.OBJECTION_DECIDE, reason=True),
    (Status.APPROVED, Status.REFUSED): Move(Permission.PLAN_APPROVE, reason=True),
    (Status.APPROVED, Status.VISITED): Move(Permission.OBJECTION_DECIDE, reason=True),
}

CLOSED: Final = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.JOINED})
"""No longer open: the family may ask anew."""

UNDECIDED: Final = frozenset({Status.RECEIVED, Status.VISITING, Status.VISITED, Status.WAITING})
"""Evidence can still change something."""

AT_THE_DESK: Final = frozenset(
    (before, after)
    for before, after in MOVES
    if after in {Status.WITHDRAWN, Status.JOINED}
    or (before, after) == (Status.RECEIVED, Status.REFUSED)
)
"""Moves of the desk; visits, plans and objections make the others with acts of their own."""


def check(
    before: Status, after: Status, *, by_id: int | None, earlier: Collection[int], reason: str
) -> Move:
    """Return what a move needs; raises NotAllowed where it is none.

    `earlier` are the officers who moved the application before.
    """
    move = MOVES.get((before, after))
    if move is None:
        raise NotAllowed(f"{before} → {after}")
    if move.reason and not reason.strip():
        raise NotAllowed("reason")
    if move.other_eyes and by_id is not None and by_id in earlier:
        raise NotAllowed("four eyes")
    return move
