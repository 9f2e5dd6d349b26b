"""What happened to payments, for the apps above; in the payer's transaction."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PaymentDone:
    """An award's aid for a month arrived."""

    award_id: int
    month: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaymentFailed:
    """An award's aid for a month reached nobody; `reason` is a value of `types.Reason`."""

    award_id: int
    month: str
    reason: str
    at: datetime
