"""What crosses the border of this app: plain, frozen values."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What somebody says is wrong. The first three question a decision; the others report a fault.

    The faults follow the categories of KPK's JAGA Bansos (621 reports until 3 July 2020), with
    bribery, wrong data and forgotten households beside them. Abuse is told from a foster match.
    """

    REFUSAL = "refusal"
    AMOUNT = "amount"
    INCLUSION = "inclusion"
    NOT_RECEIVED = "not_received"
    SHORT = "short"
    BRIBERY = "bribery"
    NOT_HANDED = "not_handed"
    FORGOTTEN = "forgotten"
    WRONG_DATA = "wrong_data"
    DOUBLE = "double"
    FICTITIOUS = "fictitious"
    QUALITY = "quality"
    ABUSE = "abuse"
    OTHER = "other"


class State(StrEnum):
    """Where a ticket stands."""

    RECEIVED = "received"
    HANDLED = "handled"
    ASKED = "asked"
    ESCALATED = "escalated"
    GRANTED = "granted"
    REJECTED = "rejected"
    SOLVED = "solved"
    UNFOUNDED = "unfounded"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class NotAllowed(Exception):
    """There is no such step, or not by this person, or something is missing; the text says which.

    table, reason, rule, four eyes, kind, period, open, asked anew, same, application.
    """


class MovedMeanwhile(Exception):
    """Somebody else was faster: the ticket no longer stands where it stood."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What somebody tells. Empty name and phone: nobody knows who told it.

    `region_code` is the kelurahan; `about` whom or what it concerns, in the teller's words;
    `phone` is +62…. `award_id` and `month` come from a survey.
    """

    kind: Kind
    region_code: str
    story: str
    rw: str = ""
    rt: str = ""
    about: str = ""
    name: str = ""
    phone: str = ""
    award_id: int | None = None
    month: str = ""
    channel: str = "self"


@dataclass(frozen=True, slots=True)
class Given:
    """A ticket as its teller takes it home."""

    ticket_id: int
    code: str
    pin: str
