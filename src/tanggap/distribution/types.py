"""What other apps see of payments: plain, frozen values."""

from enum import StrEnum


class BatchState(StrEnum):
    """Where a batch stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    SENT = "sent"
    RECONCILED = "reconciled"
    CLOSED = "closed"
    DROPPED = "dropped"


class PaymentState(StrEnum):
    """Where the aid of one award for one month stands."""

    PLANNED = "planned"
    SENT = "sent"
    PAID = "paid"
    FAILED = "failed"
    RETURNED = "returned"
    DROPPED = "dropped"


class Reason(StrEnum):
    """Why a payment did not reach anybody."""

    NOT_FOUND = "not_found"
    MOVED = "moved"
    DIED = "died"
    NAME_DIFFERS = "name_differs"
    DOUBLE = "double"
    OTHER = "other"


class Lost(StrEnum):
    """Why aid cannot reach who was promised it, so that the place goes to the waiting list."""

    DIED = "died"
    DOUBLE = "double"
    TRIES = "tries"
    GIVEN_UP = "given_up"


class AccountState(StrEnum):
    """Where a recipient's bank account stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class NotAllowed(Exception):
    """The table does not know this move, or not by this officer; the text says which."""
