"""Which kinds of tickets go which way."""

from typing import Final

from tanggap.objections.types import Kind, State

OBJECTIONS: Final = frozenset({Kind.REFUSAL, Kind.AMOUNT, Kind.INCLUSION})
"""They question a decision and end granted or rejected."""

OWN: Final = frozenset({Kind.REFUSAL, Kind.AMOUNT})
"""Objections of the family that was decided about; they name its application."""

SENSITIVE: Final = frozenset({Kind.BRIBERY, Kind.NOT_HANDED, Kind.ABUSE})
"""They accuse an official, or one side of a foster match: the inspectorate has them at once, and
the desk does not read them."""

REPORTS: Final = (
    Kind.NOT_RECEIVED,
    Kind.SHORT,
    Kind.BRIBERY,
    Kind.NOT_HANDED,
    Kind.INCLUSION,
    Kind.FORGOTTEN,
    Kind.WRONG_DATA,
    Kind.DOUBLE,
    Kind.FICTITIOUS,
    Kind.QUALITY,
    Kind.OTHER,
)
"""What anybody may report, in the order of the form."""


def first_state(kind: Kind) -> State:
    """Return where a ticket of a kind begins."""
    return State.ESCALATED if kind in SENSITIVE else State.RECEIVED
