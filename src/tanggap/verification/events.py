"""What happened to visits, for the apps above; published in the same transaction."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class VisitPlanned:
    """An officer will visit a family until a day."""

    visit_id: int
    application_id: int
    officer_id: int
    due_on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class VisitReported:
    """A family was visited; `score` in points of 1,000. A second visit changes no application."""

    application_id: int
    score: int
    at: datetime
    is_second: bool = False
