"""What the app does: each module is a noun, its functions are verbs."""

from tanggap.assistance.services import (
    cases,
    counter,
    ending,
    ledger,
    lists,
    programmes,
    rules,
    seed,
    stakes,
    verdicts,
)

__all__ = [
    "cases",
    "counter",
    "ending",
    "ledger",
    "lists",
    "programmes",
    "rules",
    "seed",
    "stakes",
    "verdicts",
]
