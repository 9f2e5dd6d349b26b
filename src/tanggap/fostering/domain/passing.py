"""Where a gift stands that goes through the city's account, and whose hand moves it: one table.

expected → said (by the donor) → received (the treasurer has found it on the statement) → handed on.
What was received and cannot be handed on any more goes back to the donor, or on to another family
where the donor agrees. Who received a gift does not hand it on: four eyes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tanggap.fostering.types import NotAllowed, PassageState

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXY"
"""Signs that nobody confuses on a slip: no 0, 1, I, L, O, U, Z. There are 29, a prime."""
HEAD: Final = "JA"
BODY: Final = 7


class Hand(StrEnum):
    """Who moves a gift."""

    DONOR = "donor"
    TREASURER = "treasurer"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Move:
    """What a move needs: whose hand, and whether a reason in words."""

    hands: frozenset[Hand]
    reason: bool = False


_D, _T, _C, _S = (frozenset({hand}) for hand in Hand)
_STATES = PassageState

MOVES: Final[dict[tuple[PassageState, PassageState], Move]] = {
    (_STATES.EXPECTED, _STATES.SAID): Move(_D),
    (_STATES.EXPECTED, _STATES.RECEIVED): Move(_T | _S),  # the system's: moved from another family
    (_STATES.SAID, _STATES.RECEIVED): Move(_T),
    (_STATES.SAID, _STATES.EXPECTED): Move(_T, reason=True),  # not on the statement
    (_STATES.RECEIVED, _STATES.RECEIVED): Move(_T),  # the rest came later
    (_STATES.RECEIVED, _STATES.HANDED): Move(_C),
    (_STATES.HANDED, _STATES.RECEIVED): Move(_C, reason=True),  # it did not reach the family
    (_STATES.RECEIVED, _STATES.RETURNED): Move(_C),
    (_STATES.RECEIVED, _STATES.MOVED): Move(_C),
}
"""Before and after of every move that there is."""

WITH_THE_CITY: Final = (PassageState.SAID, PassageState.RECEIVED, PassageState.HANDED)
"""The donor has done their part: no arrears are theirs any more."""


def check(before: PassageState, after: PassageState, *, hand: Hand, reason: str = "") -> Move:
    """Return what a move needs; raises NotAllowed ("table", "reason") where it is none."""
    move = MOVES.get((before, after))
    if move is None or hand not in move.hands:
        raise NotAllowed("table")
    if move.reason and not reason.strip():
        raise NotAllowed("reason")
    return move


@dataclass(frozen=True, slots=True)
class Sums:
    """Rupiah: what came in, and where it is; what came in is the sum of the other three."""

    received: int = 0
    handed: int = 0
    returned: int = 0

    @property
    def held(self) -> int:
        """What the city still has in hand."""
        return self.received - self.handed - self.returned


def sums(gifts: Iterable[tuple[str, int]]) -> Sums:
    """Return the sums of gifts by state and rupiah; what moved on counts where it arrived."""
    by_state: dict[str, int] = {}
    for state, amount in gifts:
        by_state[state] = by_state.get(state, 0) + amount
    handed, returned = (by_state.get(one, 0) for one in (_STATES.HANDED, _STATES.RETURNED))
    held = by_state.get(_STATES.RECEIVED, 0)
    return Sums(received=handed + returned + held, handed=handed, returned=returned)


def is_late(received_on: date, *, today: date, within: int) -> bool:
    """Tell whether the city has had a gift in hand for longer than so many days."""
    return (today - received_on).days > within


def reference(number: int) -> str:
    """Return the words for a transfer, of a number: JA and seven signs, a check sign at the end.

    A number below 29⁷; nothing in it tells who gives or to whom.
    """
    signs = ""
    for _ in range(BODY):
        number, rest = divmod(number, len(ALPHABET))
        signs += ALPHABET[rest]
    return f"{HEAD}{signs}{_check_sign(signs)}"


def read(typed: str) -> str:
    """Return a reference as it is kept, "" for what can be none (a sign is wrong or missing)."""
    found = "".join(sign for sign in typed.upper() if sign.isalnum())
    signs, last = found[len(HEAD) : -1], found[-1:]
    known = found.startswith(HEAD) and len(signs) == BODY and set(signs) <= set(ALPHABET)
    return found if known and _check_sign(signs) == last else ""


def _check_sign(signs: str) -> str:
    """Return a sign that differs where one sign is mistyped or two neighbours are swapped."""
    weighed = sum(place * ALPHABET.index(sign) for place, sign in enumerate(signs, start=1))
    return ALPHABET[weighed % len(ALPHABET)]
