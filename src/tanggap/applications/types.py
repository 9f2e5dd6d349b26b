"""What other apps see of applications."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

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


Channel = Literal["self", "assisted", "proposal"]


@dataclass(frozen=True, slots=True)
class MemberAsked:
    """Somebody of the family besides the head, as told; the NIK is sixteen digits or empty."""

    name: str
    relation: str = ""
    sex: str = ""
    birth_date: date | None = None
    nik: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a family asks for, as told: numbers in digits, `region_code` the kelurahan.

    Who has no NIK says why in `no_nik_reason`. `answers` are codes of choices by criterion;
    `circumstances` as kept with the application. `phone` is +62….
    """

    programme: str
    region_code: str
    address: str
    head_name: str
    nik: str = ""
    no_nik_reason: str = ""
    kk: str = ""
    head_sex: str = ""
    head_birth_date: date | None = None
    mother_name: str = ""
    phone: str = ""
    email: str = ""
    rw: str = ""
    rt: str = ""
    members: tuple[MemberAsked, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    circumstances: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """How an application came in. `joined_into` is the code of the family's earlier one, or ""."""

    application_id: int
    code: str
    pin: str
    desk_answer: DeskAnswer
    joined_into: str = ""


class NotOpen(Exception):
    """The programme takes no applications now."""


class Incomplete(Exception):
    """What was told is not enough to receive it; `problems` are codes by field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{name}: {code}" for name, code in problems.items()))
        self.problems = dict(problems)
