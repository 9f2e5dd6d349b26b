"""What happened to matches, for the apps above; in the transaction that did it."""

from dataclasses import dataclass
from datetime import datetime

from tanggap.fostering.types import MatchState


@dataclass(frozen=True, slots=True)
class MatchMoved:
    """A match stands elsewhere now."""

    match_id: int
    before: MatchState | None
    after: MatchState
    at: datetime
