"""The one function that changes where an application stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.applications.domain.statuses import CLOSED, check
from tanggap.applications.events import ApplicationMoved
from tanggap.applications.models import Application, StatusChange
from tanggap.applications.services import families
from tanggap.applications.types import NotAllowed, Status
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
    into: int | None = None,
) -> None:
    """Move an application to another status, write the move down and tell the other apps.

    `before` is where the caller saw it stand; MovedMeanwhile is raised where that is no longer so.
    `into` names the family's other application where it is joined to that. A closed application
    gives its family's place back; one that is opened again takes it, NotAllowed where it is taken.
    Raises NotAllowed for moves that the table does not know or not without other eyes or a reason,
    and Forbidden where the officer may not do so in its region.
    """
    query = Application.objects.unscoped(reason="the move checks the region")
    found = query.select_related("programme").get(pk=application_id)
    stood = Status(found.status)
    if before is not None and stood != before:
        raise MovedMeanwhile(found.code)
    earlier = set(found.changes.exclude(by_id=None).values_list("by_id", flat=True))
    needs = check(stood, after, by_id=by.user_id, earlier=earlier, reason=reason)
    if needs.permission is not None:
        require(by, needs.permission, region_code=found.region_code)
    moved = _swap(application_id, stood, after, into)
    if not moved:
        raise MovedMeanwhile(found.code)
    if after in CLOSED:
        families.release(application_id)
    elif stood in CLOSED:
        families.take_again(found, families.keys_of_kept(found))
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


def _swap(application_id: int, stood: Status, after: Status, into: int | None) -> int:
    """Compare and swap the status; NotAllowed where the family has another open application."""
    query = Application.objects.unscoped(reason="the move checked the region")
    try:
        with transaction.atomic():
            return int(
                query.filter(pk=application_id, status=stood).update(status=after, joined_into=into)
            )
    except IntegrityError as error:
        raise NotAllowed("asked anew") from error
