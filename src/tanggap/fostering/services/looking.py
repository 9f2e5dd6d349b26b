"""What time brings: holds and offers run out, donors are reminded, and who does not give is let go.

The worker looks every few seconds: what runs out is cheap to find, and the rest is gone through
once a day. Everything may be done twice, and by several workers at once.
"""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tanggap.accounts import queries as accounts
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.fostering.domain import instalments, notices
from tanggap.fostering.domain.instalments import Habits, Step
from tanggap.fostering.domain.states import Hand
from tanggap.fostering.models import Habit, Instalment, Match
from tanggap.fostering.queries import settings
from tanggap.fostering.services import city_looking, ending, following, telling
from tanggap.fostering.services.giving import CLOCK
from tanggap.fostering.services.moving import move
from tanggap.fostering.types import InstalmentState, MatchState, NotAllowed

TIMED: Final = "time runs in every region alike"
TEMPLATES: Final = {
    Step.SOON: notices.DONOR_SOON,
    Step.TODAY: notices.DONOR_TODAY,
    Step.LATE: notices.DONOR_LATE,
}


def look() -> None:
    """Do what is due now. The worker calls this again and again."""
    at = clock.now()
    expire(at=at)
    today = timezone.localdate(at)
    habit, _ = Habit.objects.get_or_create(pk=1)
    if habit.looked_on is None or habit.looked_on < today:
        go_through(at=at)
        Habit.objects.filter(pk=1).update(looked_on=today)


def expire(*, at: datetime) -> int:
    """Let go of the holds and offers whose time is over; return how many."""
    over = Match.objects.unscoped(reason=TIMED).filter(
        state__in=[MatchState.HELD, MatchState.OFFERED], expires_at__lte=at
    )
    done = 0
    for number in list(over.values_list("pk", flat=True)):
        try:
            move(match_id=number, after=MatchState.EXPIRED, hand=Hand.SYSTEM, by=CLOCK, at=at)
        except NotAllowed:
            continue  # the donor was faster
        done += 1
    return done


def go_through(*, at: datetime) -> None:
    """Remind, tell the coordinators, let lapse; and look whether aid elsewhere has ended."""
    today, habits = timezone.localdate(at), settings.habits()
    due = Instalment.objects.filter(
        state=InstalmentState.DUE, match__state=MatchState.ACTIVE,
        due_on__lte=today + instalments.BEFORE,
    ).order_by("due_on", "pk")  # fmt: skip
    for number in list(due.values_list("pk", flat=True)):
        _attend(number, today, habits, at)
    city_looking.look(at=at)
    following.sync_with_ledger(at=at)


@transaction.atomic
def _attend(number: int, today: date, habits: Habits, at: datetime) -> None:
    query = Instalment.objects.select_related("match__slot__pledge__donor", "match__candidate")
    one = query.get(pk=number)
    if one.state != InstalmentState.DUE or one.match.state != MatchState.ACTIVE:
        return  # an earlier instalment has just let the match lapse
    if not city_looking.is_open(one, today):
        return  # the donor has done their part
    step = instalments.step(one.due_on, today=today, reminded_on=one.reminded_on, habits=habits)
    if step == Step.LAPSE:
        _lapse(one.match, at)
        return
    if step is not None and _note(one, reminded_on=today, reminders=F("reminders") + 1):
        city_looking.remind(one, TEMPLATES[step], at)
    late = instalments.is_late(one.due_on, today=today, habits=habits)
    if late and one.late_told_on is None and _note(one, late_told_on=today):
        _tell_coordinators(one, (today - one.due_on).days, at)


def _note(one: Instalment, **changes: Any) -> bool:
    """Write a reminder down; False where another worker has just done so."""
    rows = Instalment.objects.filter(
        pk=one.pk, state=one.state, reminded_on=one.reminded_on, late_told_on=one.late_told_on
    )
    if not rows.update(**changes):
        return False
    one.refresh_from_db(fields=["reminded_on", "late_told_on"])
    return True


def _lapse(match: Match, at: datetime) -> None:
    try:
        ending.end(
            match.pk, after=MatchState.LAPSED, hand=Hand.SYSTEM, by=CLOCK, at=at,
            reason=notices.ARREARS.id,
        )  # fmt: skip
    except NotAllowed:
        return  # another worker was faster


def _tell_coordinators(one: Instalment, days: int, at: datetime) -> None:
    able = accounts.officers_with(Permission.FOSTER_MATCH, one.match.region_code)
    for email in sorted({officer.email for officer in able if officer.email}):
        telling.late(one, days, at, email=email)
