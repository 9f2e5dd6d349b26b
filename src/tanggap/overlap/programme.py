"""Programmes of aid, and the lists that look like aid but are none."""

from dataclasses import dataclass
from typing import Literal

from tanggap.language import Sentence

Kind = Literal["aid", "register", "application"]
Source = Literal["central", "province", "city", "village", "other"]
Unit = Literal["person", "family", "household"]

LAST_DOOR = 99
"""The door of a programme that nobody has put in order: every other programme comes first."""


@dataclass(frozen=True, slots=True)
class Payment:
    """What a programme pays to one unit in each month of a span.

    Months are `yyyy-mm` and both ends belong to the span. `monthly` is whole rupiah, or None
    where the amount differs from family to family, as in PKH.
    """

    first: str
    last: str
    monthly: int | None

    def months(self) -> tuple[str, ...]:
        """Return every month of the span, in order."""
        start, end = _month_number(self.first), _month_number(self.last)
        return tuple(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(start, end + 1))


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a programme with a condition of its own: PKH for families with a pregnancy."""

    code: str
    name: Sentence


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme: who pays, who may get it once, how much and when.

    `door` is its place in West Java's order of April 2020 ("pintu bantuan"): the first that
    fits keeps the family. `called` holds the folded words by which a file is recognised. A list
    about `region` (leading digits of a Kemendagri code) that was recognised as the programme
    `instead_of` is this programme: "bantuan provinsi" is West Java's in West Java.
    """

    code: str
    name: Sentence
    kind: Kind = "aid"
    source: Source = "other"
    unit: Unit = "family"
    door: int = LAST_DOOR
    payments: tuple[Payment, ...] = ()
    called: tuple[str, ...] = ()
    region: str = ""
    instead_of: str = ""
    components: tuple[Component, ...] = ()

    @property
    def is_aid(self) -> bool:
        """True for aid; false for a register or for applications."""
        return self.kind == "aid"

    def months(self) -> frozenset[str]:
        """Return the months it pays; none where nobody has written them down."""
        return frozenset(month for payment in self.payments for month in payment.months())

    def amount_in(self, month: str) -> int | None:
        """Return the whole rupiah of one month, None where that is not known."""
        for payment in self.payments:
            if payment.first <= month <= payment.last:
                return payment.monthly
        return None


def unlisted(code: str, title: str) -> Programme:
    """Return the programme of a list that no rule book knows: aid, with no rule but its own."""
    return Programme(code=code, name=Sentence(title, title))


def _month_number(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1
