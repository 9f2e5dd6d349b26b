"""Who asked about whom: for the citizen after the proof, and for officers in the dossier."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.db.models import Q

from tanggap.core.prepared import Asking, Prepared, Value
from tanggap.warga.models import Check

SHOWN: Final = 10
MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Seen:
    """One question: when, and whether it was answered."""

    at: datetime
    was_shown: bool


def of(person_id: int, family_id: int, *, most: int = SHOWN) -> Asking[list[Seen]]:
    """Ask for the newest questions about a person or the card of their family; one query.

    `most` is MOST at the most.
    """
    values: dict[str, Value] = {"person": person_id, "family": family_id}
    return Asking(_NEWEST, values, lambda rows: _read(islice(rows, most)))


def _read(rows: Iterable[tuple[Any, ...]]) -> list[Seen]:
    return [Seen(at, outcome == Check.Outcome.SHOWN) for at, outcome in rows]


def _newest(person: int, family: int) -> Any:
    query = Check.objects.filter(Q(person_id=person) | Q(family_id=family))
    return query.order_by("-at", "-pk").values_list("at", "outcome")[:MOST]


_NEWEST: Final = Prepared(_newest, person=int, family=int)
