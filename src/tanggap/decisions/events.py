"""What was decided, for the apps above."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PlanApproved:
    """A plan has all its approvals; its awards follow one by one. In the same transaction."""

    plan_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PlaceFreed:
    """Somebody who had a place of a plan does not have it any more. In the same transaction."""

    plan_id: int
    application_id: int
    at: datetime
