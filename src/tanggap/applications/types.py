"""What other apps see of applications."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

DeskAnswer = Literal["clear", "overlap", "unknown"]


class Status(StrEnum):
    """Where an application stands."""

    RECEIVED = "received"
    VISITING = "visiting"
    VISITED = "visited"
    APPROVED = "approved"
    WAITING = "waiting"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"


class NotAllowed(Exception):
    """There is no such move, or not by this person, or not without a reason."""


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What is known of one application, without the numbers of people.

    `score` is the need found at the visit in points of 1,000, higher for the needier, None before;
    `region_code` the kelurahan. `person_id`, `family_id` and `household_id` are those of the
    registry, None while the applicant is unknown there.
    """

    id: int
    code: str
    programme: str
    status: Status
    region_code: str
    rw: str
    rt: str
    head_name: str
    head_sex: str
    head_birth_date: date | None
    people: int
    desk_answer: DeskAnswer
    score: int | None
    received_at: datetime
    person_id: int | None = None
    family_id: int | None = None
    household_id: int | None = None
