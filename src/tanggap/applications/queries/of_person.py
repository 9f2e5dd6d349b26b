"""The applications of somebody who proved who they are. One query, also for nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tanggap.applications.models import Application
from tanggap.applications.types import Status
from tanggap.core.prepared import Asking, Prepared
from tanggap.core.registry import text_of
from tanggap.language import Sentence

PROVED: Final = "the citizen proved who they are"
MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """An application: what it asks for, and where it stands; no code, which would open it."""

    programme: str
    status: Status
    received_at: datetime


def of(person_id: int) -> Asking[list[Asked]]:
    """Ask for the applications of a person, the newest first."""
    return Asking(_OF_PERSON, {"person": person_id}, _read)


def _read(rows: Iterable[tuple[Any, ...]]) -> list[Asked]:
    return [
        Asked(text_of(Sentence(name, english or name)), Status(status), at)
        for name, english, status, at in rows
    ]


def _of_person(person: int) -> Any:
    query = Application.objects.unscoped(reason=PROVED).filter(person_id=person)
    return query.exclude(status=Status.JOINED).order_by("-received_at").values_list(
        "programme__name_id", "programme__name_en", "status", "received_at"
    )[:MOST]  # fmt: skip


_OF_PERSON: Final = Prepared(_of_person, person=int)
