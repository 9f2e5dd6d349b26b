"""Who decided what about an application, for those who hear an objection to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tanggap.applications.models import Application
from tanggap.applications.types import Status

DECISIONS: Final = (Status.APPROVED, Status.REFUSED)


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision under which an application stands; `by_id` is None where the system made it."""

    application_id: int
    code: str
    programme: str
    status: Status
    region_code: str
    rw: str
    rt: str
    head_name: str
    by_id: int | None
    by_name: str
    at: datetime
    reason: str


def of(application_id: int) -> Decided | None:
    """Return the decision that an application stands under, None where it is not decided.

    The caller checks access.
    """
    query = Application.objects.unscoped(reason="the caller checks the region or the PIN")
    found = query.select_related("programme").filter(pk=application_id).first()
    if found is None or found.status not in DECISIONS:
        return None
    change = found.changes.filter(after=found.status).order_by("-pk").first()
    if change is None:
        return None
    return Decided(
        application_id=found.pk,
        code=found.code,
        programme=found.programme.name_id,
        status=Status(found.status),
        region_code=found.region_code,
        rw=found.rw,
        rt=found.rt,
        head_name=found.head_name,
        by_id=change.by_id,
        by_name=change.by_name,
        at=change.at,
        reason=change.reason,
    )


def number_of(code: str) -> int | None:
    """Return the number of the application with a code. The caller checks access."""
    query = Application.objects.unscoped(reason="the caller checks the region")
    return query.filter(code=code).values_list("pk", flat=True).first() if code else None
