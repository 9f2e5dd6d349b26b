"""What other apps see of visits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID


class VisitState(StrEnum):
    """Where a visit stands."""

    PLANNED = "planned"
    REPORTED = "reported"
    CANCELLED = "cancelled"


class Unmet(StrEnum):
    """Why a visit found nobody to ask."""

    NOBODY = "nobody"
    MOVED = "moved"
    REFUSED = "refused"


class Opinion(StrEnum):
    """What a meeting says of a name."""

    AGREE = "agree"
    OBJECT = "object"


Answer = Literal["done", "again", "reported", "taken", "closed", "incomplete", "photo", "unknown"]
"""What became of a report that a phone sent.

`done`: kept; `again`: the same report was kept before; `reported`: another report of this visit was
kept; `taken`: the visit is no longer this officer's; `closed`: the application is; `incomplete`: a
criterion has no answer; `photo`: a photo is none; `unknown`: there is no such visit.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report was written, as the phone told it: degrees, and metres of accuracy."""

    latitude: float
    longitude: float
    accuracy: int


@dataclass(frozen=True, slots=True)
class Told:
    """What an officer reports of a visit.

    `uuid` is made on the phone, so that a report that arrives twice counts once. `answers` are the
    codes of choices by criterion; `reported_at` is the phone's clock.
    """

    uuid: UUID
    visit_id: int
    answers: Mapping[str, str]
    reported_at: datetime
    note: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Attempted:
    """An officer went and met nobody.

    `uuid` is made with the form or on the phone, so that an attempt that arrives twice counts once.
    `made_at` is the phone's clock; `next_on` the new day, None where the desk is to go on.
    """

    uuid: UUID
    visit_id: int
    why: Unmet
    made_at: datetime
    next_on: date | None = None
    note: str = ""
    place: Place | None = None


class NotAnOfficer(Exception):
    """This account may not visit families there."""


class SameOfficer(Exception):
    """The second visit is another officer's."""


class NoOtherOfficer(Exception):
    """Nobody is left who could visit a second time."""


class NotOpenAnyMore(Exception):
    """The visit or the meeting has ended already."""


class ReasonMissing(Exception):
    """This needs a reason in words."""
