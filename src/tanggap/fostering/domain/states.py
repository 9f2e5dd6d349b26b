"""Where a match stands, and who may move it: one table, and no other way.

held (chosen) or offered (proposed) → active → completed. What ends before its time lapses (the
donor stopped) or ends (the family's side); a family that was let go waits on, as long as before.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tanggap.core.permissions import Permission
from tanggap.fostering.types import MatchState, NotAllowed


class Hand(StrEnum):
    """Who moves a match."""

    DONOR = "donor"
    FAMILY = "family"
    OFFICER = "officer"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Move:
    """What a move needs: whose hand, and whether a reason in words."""

    hands: frozenset[Hand]
    reason: bool = False


_D, _F, _O, _S = Hand.DONOR, Hand.FAMILY, Hand.OFFICER, Hand.SYSTEM
_H, _P, _A = MatchState.HELD, MatchState.OFFERED, MatchState.ACTIVE

MOVES: Final[dict[tuple[MatchState, MatchState], Move]] = {
    (_H, _A): Move(frozenset({_D})),
    (_P, _A): Move(frozenset({_D})),
    (_H, MatchState.REFUSED): Move(frozenset({_D, _F, _O})),
    (_P, MatchState.REFUSED): Move(frozenset({_D, _F, _O})),
    (_H, MatchState.EXPIRED): Move(frozenset({_S})),
    (_P, MatchState.EXPIRED): Move(frozenset({_S})),
    (_H, MatchState.ENDED): Move(frozenset({_S}), reason=True),
    (_P, MatchState.ENDED): Move(frozenset({_S}), reason=True),
    (_A, MatchState.COMPLETED): Move(frozenset({_S})),
    (_A, MatchState.LAPSED): Move(frozenset({_D, _O, _S}), reason=True),
    (_A, MatchState.ENDED): Move(frozenset({_F, _O, _S}), reason=True),
}
"""Before and after of every move that there is."""

LIVE: Final = frozenset({_H, _P, _A})
"""A family has at most one match of these, and each takes a slot of its pledge."""
OFFICERS_RIGHT: Final = Permission.FOSTER_MATCH


def check(before: MatchState, after: MatchState, *, hand: Hand, reason: str) -> Move:
    """Return what a move needs; raises NotAllowed ("table", "reason") where it is none."""
    move = MOVES.get((before, after))
    if move is None or hand not in move.hands:
        raise NotAllowed("table")
    if move.reason and not reason.strip():
        raise NotAllowed("reason")
    return move
