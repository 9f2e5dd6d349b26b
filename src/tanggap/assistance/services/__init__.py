"""What the app does: each module is a noun, its functions are verbs."""

from tanggap.assistance.services import (
    cases,
    counter,
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
    "ledger",
    "lists",
    "programmes",
    "rules",
    "seed",
    "stakes",
    "verdicts",
]
