"""Making, approving and carrying out plans."""

from tanggap.decisions.services import (
    approving,
    carrying,
    decrees,
    places,
    planning,
    telling,
    waiting,
)

__all__ = ["approving", "carrying", "decrees", "places", "planning", "telling", "waiting"]
