"""What happened to objections, for the apps above; in the transaction that decided them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ObjectionDecided:
    """An objection about an application was granted or rejected."""

    ticket_id: int
    application_id: int
    granted: bool
    at: datetime
