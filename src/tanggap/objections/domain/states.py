"""Where a ticket stands, and who may move it: one table, and no other way.

received → handled ⇄ asked; objections end granted or rejected, reports solved or unfounded, some by
way of the inspectorate. Repeats are merged; whoever told it may take it back, or come again.
"""

from dataclasses import dataclass
from typing import Final

from tanggap.core.permissions import Permission
from tanggap.objections.domain.kinds import OBJECTIONS
from tanggap.objections.types import Kind, NotAllowed, State


@dataclass(frozen=True, slots=True)
class Move:
    """What a move needs.

    `permission` is what an officer needs, None where no officer makes it; `citizen` lets whoever
    told it make it. `of` says for which tickets it is. `reason` asks for one in words, `rule` for
    the rule that a rejection rests on; `other_eyes` forbids it to who made the decision.
    """

    permission: Permission | None
    citizen: bool = False
    of: str = "all"
    reason: bool = False
    rule: bool = False
    other_eyes: bool = False


_HANDLE: Final = Permission.OBJECTION_HANDLE
_DECIDE: Final = Permission.OBJECTION_DECIDE
_INSPECT: Final = Permission.OBJECTION_INSPECT
_R, _H, _A, _E = State.RECEIVED, State.HANDLED, State.ASKED, State.ESCALATED

MOVES: Final[dict[tuple[State, State], Move]] = {
    (_R, _H): Move(_HANDLE),
    (_H, _A): Move(_HANDLE, reason=True),
    (_A, _H): Move(_HANDLE, citizen=True),
    (_R, _E): Move(_HANDLE, of="report", reason=True),
    (_H, _E): Move(_HANDLE, of="report", reason=True),
    (_A, _E): Move(_HANDLE, of="report", reason=True),
    (_E, _H): Move(_INSPECT, of="report", reason=True),
    (_H, State.GRANTED): Move(_DECIDE, of="objection", reason=True, other_eyes=True),
    (_H, State.REJECTED): Move(_DECIDE, of="objection", reason=True, rule=True, other_eyes=True),
    (_H, State.SOLVED): Move(_HANDLE, of="report", reason=True),
    (_H, State.UNFOUNDED): Move(_HANDLE, of="report", reason=True),
    (_E, State.SOLVED): Move(_INSPECT, of="report", reason=True),
    (_E, State.UNFOUNDED): Move(_INSPECT, of="report", reason=True),
    (_R, State.MERGED): Move(_HANDLE),
    (_H, State.MERGED): Move(_HANDLE),
    (_A, State.MERGED): Move(_HANDLE),
    (_E, State.MERGED): Move(_INSPECT),
    (_R, State.WITHDRAWN): Move(None, citizen=True),
    (_H, State.WITHDRAWN): Move(None, citizen=True),
    (_A, State.WITHDRAWN): Move(None, citizen=True),
    (State.SOLVED, _R): Move(None, citizen=True, of="report", reason=True),
    (State.UNFOUNDED, _R): Move(None, citizen=True, of="report", reason=True),
}

OPEN: Final = frozenset({_R, _H, _A, _E})
ANSWERED: Final = frozenset({State.GRANTED, State.REJECTED, State.SOLVED, State.UNFOUNDED})
DECIDED: Final = frozenset({State.GRANTED, State.REJECTED})


def check(
    before: State,
    after: State,
    *,
    kind: Kind,
    by_id: int | None,
    decided_by_id: int | None,
    citizen: bool,
    reason: str,
    rule: str = "",
) -> Move:
    """Return what a move needs; raises NotAllowed where it is none.

    `by_id` is the officer, None for the citizen and the system; `decided_by_id` who made the
    decision that is objected to.
    """
    move = MOVES.get((before, after))
    if move is None or not (move.citizen if citizen else move.permission):
        raise NotAllowed("table")
    if move.of != "all" and (kind in OBJECTIONS) != (move.of == "objection"):
        raise NotAllowed("kind")
    if move.reason and not reason.strip():
        raise NotAllowed("reason")
    if move.rule and not rule.strip():
        raise NotAllowed("rule")
    if move.other_eyes and by_id is not None and by_id == decided_by_id:
        raise NotAllowed("four eyes")
    return move


def from_here(state: State, kind: Kind) -> list[State]:
    """Return where an officer could move a ticket from here, whoever they are."""
    which = "objection" if kind in OBJECTIONS else "report"
    return [
        after
        for (before, after), move in MOVES.items()
        if before == state and move.permission and move.of in {"all", which}
    ]
