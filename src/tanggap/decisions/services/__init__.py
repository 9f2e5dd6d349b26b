"""Making, approving and carrying out plans."""

from tanggap.decisions.services import (
    approving,
    carrying,
    decrees,
    places,
    planning,
    registering,
    telling,
    waiting,
)

__all__ = [
    "approving",
    "carrying",
    "decrees",
    "places",
    "planning",
    "registering",
    "telling",
    "waiting",
]
