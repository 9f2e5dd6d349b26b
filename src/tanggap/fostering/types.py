"""What crosses the border of this app: plain, frozen values."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class CandidateState(StrEnum):
    """Where a family that may be looked after stands."""

    WAITING = "waiting"
    MATCHED = "matched"
    AIDED = "aided"  # official aid landed; it comes back by itself when that ends
    LEFT = "left"


class PledgeState(StrEnum):
    """Where a pledge stands."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class MatchState(StrEnum):
    """Where a family and a donor stand with one another."""

    HELD = "held"  # a donor has chosen and not confirmed yet
    OFFERED = "offered"  # proposed by a round, the donor has not answered yet
    ACTIVE = "active"
    COMPLETED = "completed"
    REFUSED = "refused"
    EXPIRED = "expired"
    LAPSED = "lapsed"  # the donor stopped
    ENDED = "ended"  # official aid landed, the family left, or an officer ended it


class InstalmentState(StrEnum):
    """Where one instalment stands."""

    DUE = "due"
    SENT = "sent"  # the donor says so, with a proof
    RECEIVED = "received"  # the family, or an officer who asked it, says so
    DISPUTED = "disputed"  # the family says that it did not come, or not in full
    DROPPED = "dropped"  # its match ended before it was due


class PassageState(StrEnum):
    """Where a gift stands that goes through the city's account."""

    EXPECTED = "expected"
    SAID = "said"  # the donor says that it is on its way
    RECEIVED = "received"  # the treasurer has found it on the statement; the city holds it
    HANDED = "handed"  # handed on to the family
    RETURNED = "returned"  # given back to the donor
    MOVED = "moved"  # gone on to another family of the donor, who agreed


class NotAllowed(Exception):
    """There is no such step, or not by this person, or something is missing; the text says which.

    table, reason, four eyes, consent, approval, state, wishes, full, forbidden, shown, firm, aided,
    unknown, proposed, account, again, target, wish.
    """


class Taken(Exception):
    """Somebody was faster. `others` are candidates that suit as well, the best first."""

    def __init__(self, others: tuple[int, ...] = ()) -> None:
        super().__init__("taken")
        self.others = others


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a donor wishes; a wish in `firm` must be kept, the others weigh.

    `regions` are codes of kelurahan or kecamatan; `near` is the donor's own kelurahan, empty where
    that does not matter. `firm` names fields of this class.
    """

    regions: tuple[str, ...] = ()
    children: bool = False
    elderly: bool = False
    disabled: bool = False
    near: str = ""
    firm: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the rules know of a family: no name, no number, nothing finer than the kelurahan.

    `score` is the need in points of 1,000, higher for the needier; `waiting_since` the day on which
    it first was known to wait.
    """

    candidate_id: int
    region_code: str
    people: int
    score: int
    waiting_since: date
    children: bool = False
    elderly: bool = False
    disabled: bool = False
    orphans: bool = False
    purpose: str = "aid"


@dataclass(frozen=True, slots=True)
class Offer:
    """What the rules know of a pledge: for how many more families there is room, and its wishes.

    `arrived` tells which of two pledges was there first.
    """

    pledge_id: int
    room: int
    wishes: Wishes = Wishes()
    purpose: str = "aid"
    arrived: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """What a family says when it asks to be looked after.

    `how` tells how it agreed and how the officer knows that it understood. `shown` are codes of
    `domain.profiles.SHOWABLE`. `purpose` is "aid" or "school".
    """

    how: str
    shown: tuple[str, ...] = ()
    needs: str = ""
    story: str = ""
    children: bool = False
    elderly: bool = False
    disabled: bool = False
    orphans: bool = False
    purpose: str = "aid"


@dataclass(frozen=True, slots=True)
class PackageDraft:
    """What a package should be: rupiah in each of so many months; `kind` is cash, goods, school."""

    kind: str
    name_id: str
    name_en: str
    months: int
    amount: int
    contents: str = ""


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """What the city's account should be; `basis` is the decree behind it."""

    region_code: str
    bank: str
    number: str
    holder: str
    basis: str
    valid_from: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A line of the bank's statement: rupiah, the day, and the bank's own number of it."""

    amount: int
    on: date
    line: str


@dataclass(frozen=True, slots=True)
class Handing:
    """How a gift left the city's hands: the day, the way in words, the number of the receipt."""

    on: date
    how: str
    receipt: str
