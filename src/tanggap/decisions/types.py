"""What other apps see of plans."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a plan has for an application."""

    IN = "in"
    WAITING = "waiting"
    OUT = "out"


class PlanStatus(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    DROPPED = "dropped"


class RowState(StrEnum):
    """Where a row of a proposed plan stands.

    `held` has its place, but the money waits; `freed` had an award that ended; `lapsed` is a row
    whose application went another way.
    """

    PLANNED = "planned"
    HELD = "held"
    AWARDED = "awarded"
    WAITING = "waiting"
    REFUSED = "refused"
    FREED = "freed"
    LAPSED = "lapsed"


class NotAllowed(Exception):
    """A plan does not take this act now, or not from this officer; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Full(Exception):
    """Every place of the plan, or of the kelurahan in it, is taken."""
