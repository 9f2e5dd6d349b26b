"""The one function that changes where an application stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.applications.domain.statuses import check
from tanggap.applications.events import ApplicationMoved
from tanggap.applications.models import Application, StatusChange
from tanggap.applications.types import Status
from tanggap.audit import services as audit
from tanggap.core import events
from tanggap.core.actor import Actor

NO_FACTS: Final[Mapping[str, Any]] = {}


class MovedMeanwhile(Exception):
    """Somebody else was faster: the application no longer stands where it stood."""


@transaction.atomic
def move(
    *,
    application_id: int,
    after: Status,
    by: Actor,
    at: datetime,
    before: Status | None = None,
    reason: str = "",
    facts: Mapping[str, Any] = NO_FACTS,
) -> None:
    """Move an application to another status, write the move down and tell the other apps.

    `before` is where the caller saw it stand; MovedMeanwhile is raised where that is no longer so.
    Raises NotAllowed for moves that the table does not know or not without other eyes or a reason,
    and Forbidden where the officer may not do so in its region.
    """
    found = Application.objects.unscoped(reason="the move checks the region").get(pk=application_id)
    stood = Status(found.status)
    if before is not None and stood != before:
        raise MovedMeanwhile(found.code)
    earlier = set(found.changes.exclude(by_id=None).values_list("by_id", flat=True))
    needs = check(stood, after, by_id=by.user_id, earlier=earlier, reason=reason)
    if needs.permission is not None:
        require(by, needs.permission, region_code=found.region_code)
    moved = (
        Application.objects.unscoped(reason="the move checked the region")
        .filter(pk=application_id, status=stood)
        .update(status=after)
    )
    if not moved:
        raise MovedMeanwhile(found.code)
    StatusChange.objects.create(
        application=found,
        before=stood,
        after=after,
        reason=reason,
        facts=dict(facts),
        by_id=by.user_id,
        by_name=by.name,
        at=at,
    )
    audit.record(
        f"applications.{after}",
        by=by,
        at=at,
        subject=f"application:{application_id}",
        region_code=found.region_code,
        reason=reason,
        facts={"before": stood, **facts},
    )
    events.publish(ApplicationMoved(application_id, stood, after, reason, at))
