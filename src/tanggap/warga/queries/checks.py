"""Who asked about whom: for the citizen after the proof, and for officers in the dossier."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from tanggap.warga.models import Check

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """One question: when, and whether it was answered."""

    at: datetime
    was_shown: bool


def of(person_id: int, family_id: int, *, most: int = SHOWN) -> list[Seen]:
    """Return the newest questions about a person or the card of their family; one query."""
    query = Check.objects.filter(Q(person_id=person_id) | Q(family_id=family_id))
    rows = query.order_by("-at", "-pk").values_list("at", "outcome")[:most]
    return [Seen(at, outcome == Check.Outcome.SHOWN) for at, outcome in rows]
