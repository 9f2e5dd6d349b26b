"""What each way of settling a case would do to the money: told before anybody chooses. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from tanggap.assistance.domain.settlement import Outcome, gives_way

OUTCOMES: Final[tuple[Outcome, ...]] = ("keep_one", "keep_other", "keep_both")
Pays = Mapping[str, int | None]
"""Rupiah by month (`yyyy-mm`); None where nobody knows the amount."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """The months that one award loses, and rupiah: not paid any more, or paid twice by exception.

    `is_exact` is False where the amount of a month is unknown; rupiah is a lower bound then.
    """

    outcome: Outcome
    months: tuple[str, ...]
    rupiah: int
    is_exact: bool

    @property
    def ends_nothing(self) -> bool:
        """Whether both awards go on."""
        return gives_way(self.outcome) is None


def consequences(months: Collection[str], one: Pays, other: Pays) -> tuple[Consequence, ...]:
    """Return what each outcome does in the contested months, in the order of the choices.

    `one` and `other` are what the two awards still pay. An exception lets both go on: what the
    second pays then is paid beside the first.
    """
    paid = {"one": one, "other": other}
    found = []
    for outcome in OUTCOMES:
        losing = paid[gives_way(outcome) or "other"]
        lost = tuple(sorted(set(months) & losing.keys()))
        amounts = [losing[month] for month in lost]
        found.append(
            Consequence(outcome, lost, sum(amount or 0 for amount in amounts), None not in amounts)
        )
    return tuple(found)
