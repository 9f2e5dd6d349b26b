"""Writing applications."""

from tanggap.applications.services.changing import correct, join, withdraw
from tanggap.applications.services.moving import MovedMeanwhile, move
from tanggap.applications.services.receiving import receive
from tanggap.applications.services.scoring import record_score

__all__ = [
    "MovedMeanwhile",
    "correct",
    "join",
    "move",
    "receive",
    "record_score",
    "withdraw",
]
