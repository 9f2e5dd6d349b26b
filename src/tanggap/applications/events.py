"""What happened to applications, for the apps above."""

from dataclasses import dataclass
from datetime import datetime

from tanggap.applications.types import Status


@dataclass(frozen=True, slots=True)
class ApplicationReceived:
    """A family has asked; published in the transaction that received it."""

    application_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationMoved:
    """An application moved from one status to another; published in the same transaction."""

    application_id: int
    before: Status
    after: Status
    reason: str
    at: datetime
