"""Break-glass: seeing people's data for some hours, with a reason, on the record."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from tanggap.accounts import access
from tanggap.accounts.models import RoleAssignment
from tanggap.accounts.roles import EMERGENCY
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor

LONGEST: Final = timedelta(hours=4)
SHORTEST_REASON: Final = 20
"""Characters; a reason that an inspector can judge does not fit in fewer."""


class BadEmergency(Exception):
    """The reason says too little, or the time is too long."""


@transaction.atomic
def break_glass(
    *, region_code: str, reason: str, duration: timedelta, by: Actor, at: datetime
) -> RoleAssignment:
    """Take the emergency role for oneself until it ends by itself. Raises BadEmergency, Forbidden.

    An earlier emergency of the same person ends with it.
    """
    access.require(by, Permission.BREAK_GLASS, region_code=region_code)
    if (
        by.user_id is None
        or len(reason.strip()) < SHORTEST_REASON
        or not timedelta() < duration <= LONGEST
    ):
        raise BadEmergency
    earlier = RoleAssignment.objects.filter(user_id=by.user_id, is_break_glass=True).in_force(at)
    earlier.update(valid_to=at)
    taken = RoleAssignment.objects.create(
        user_id=by.user_id,
        role=EMERGENCY.code,
        region_code=region_code,
        valid_from=at,
        valid_to=at + duration,
        reason=reason.strip(),
        is_break_glass=True,
        given_by_id=by.user_id,
    )
    audit.record(
        "accounts.emergency.opened",
        by=by,
        at=at,
        subject=f"user:{by.user_id}",
        region_code=region_code,
        reason=reason.strip(),
        facts={"minutes": int(duration.total_seconds() // 60)},
    )
    return taken


@transaction.atomic
def end_emergency(*, by: Actor, at: datetime) -> None:
    """Give one's own emergency access back before it ends by itself; without one, nothing."""
    held = RoleAssignment.objects.filter(user_id=by.user_id or 0, is_break_glass=True).in_force(at)
    taken = held.first()
    if taken is None:
        return
    held.update(valid_to=at, ended_by_id=by.user_id)
    audit.record(
        "accounts.emergency.ended",
        by=by,
        at=at,
        subject=f"user:{by.user_id}",
        region_code=taken.region_code,
    )
