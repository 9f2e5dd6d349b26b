"""Who may share a place of the ledger under a rule.

A rule keeps every programme of one side apart from every programme of the other, yet leaves the
programmes of one side alone: PKH and the food card may come together, neither may come with BST.
A place (rule, subject, month) is therefore held by one *holder*, and a programme may join a place
only as the same holder. Two programmes exclude each other exactly where their holders differ.

A side may also name a component of a programme. An award takes its place as the holder of those
of its members that the rule names; where these differ it shares with nobody.
"""

from collections.abc import Iterable, Set
from typing import Final

ONE_SIDE: Final = "<"
OTHER_SIDE: Final = ">"
ITSELF: Final = ""
"""Holder of a rule against the same aid twice: every award is its own, none can join."""


def holders(between: Set[str], other: Set[str]) -> dict[str, str]:
    """Return the holder of every member (programme or component) that a rule names.

    One that stands on both sides excludes everybody else of the rule, so it is a holder of its own.
    """
    on_both = between & other
    return (
        {code: code for code in on_both}
        | dict.fromkeys(between - on_both, ONE_SIDE)
        | dict.fromkeys(other - on_both, OTHER_SIDE)
    )


def joined(several: Iterable[str]) -> str:
    """Return as whom an award takes a place that its members would take as several holders."""
    distinct = set(several)
    return distinct.pop() if len(distinct) == 1 else ITSELF
