"""What other aid stands against fostering: always read from the ledger, never remembered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils import timezone

from tanggap.assistance.queries import against
from tanggap.assistance.types import Standing

PROGRAMME: Final = "JAGA-ASA"


def holders(standings: Mapping[int, Standing], *, at: datetime) -> dict[int, tuple[str, ...]]:
    """Return whom a rule keeps from foster aid from this month on, and by which programmes."""
    month = f"{timezone.localdate(at):%Y-%m}"
    return against.forbidden(PROGRAMME, standings, since=month)


def broken(award_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """Return the foster awards that other aid does not allow, and which programmes those are."""
    return against.broken(award_ids)
