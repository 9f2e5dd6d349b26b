"""When money is due in this city, and how long it may be late."""

from datetime import datetime

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.fostering.domain.instalments import Habits
from tanggap.fostering.models import Habit
from tanggap.fostering.types import NotAllowed


@transaction.atomic
def save(chosen: Habits, *, by: Actor, at: datetime) -> None:
    """Choose the city's days; they hold for matches that begin from now on, lateness for all.

    Raises NotAllowed("table") where a match would lapse before it is late; and Forbidden.
    """
    require(by, Permission.FOSTER_MATCH)
    if not 1 <= chosen.hand_within <= 60:
        raise NotAllowed("table")
    if not (1 <= chosen.due_day <= 28 and 1 <= chosen.late_after < chosen.lapse_after <= 90):
        raise NotAllowed("table")
    told = {
        "due_day": chosen.due_day, "late_after": chosen.late_after,
        "lapse_after": chosen.lapse_after, "hand_within": chosen.hand_within,
    }  # fmt: skip
    Habit.objects.update_or_create(
        pk=1, defaults={**told, "changed_by_id": by.user_id, "changed_at": at}
    )
    audit.record("fostering.habits.set", by=by, at=at, facts=told)
