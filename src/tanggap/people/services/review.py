"""Handing out doubtful pairs: two clerks never hold the same one."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.audit.services import record
from tanggap.core.actor import Actor
from tanggap.people.models import ReviewPair, ReviewSkip
from tanggap.people.services.refusals import PairTaken
from tanggap.people.types import PairStatus

HELD_FOR: Final = timedelta(minutes=15)
TRIES: Final = 20


def take(*, by: Actor, at: datetime, besides: int | None = None) -> ReviewPair | None:
    """Give the most valuable pair that nobody else holds, and hold it for the actor.

    A pair that the actor holds already comes first; `besides` is left out, so that the next pair
    can be prepared while one is looked at. None where nothing waits.
    """
    for _ in range(TRIES):
        pair: ReviewPair | None = _candidates(by, at).exclude(pk=besides).first()
        if pair is None or _hold(pair, by, at):
            return pair
    return None


def take_escalated(pair_id: int, *, by: Actor, at: datetime) -> ReviewPair:
    """Hold an escalated pair; raises PairTaken where somebody else does."""
    pair: ReviewPair = ReviewPair.objects.visible_to(by).get(pk=pair_id)
    access.require(by, Permission.PERSON_EDIT, region_code=pair.region_code)
    if not _hold(pair, by, at):
        raise PairTaken
    return pair


@transaction.atomic
def skip(pair_id: int, *, by: Actor, at: datetime) -> None:
    """Leave a pair to others; it comes back to the actor only when all others are done."""
    pair = _held(pair_id, by, at)
    ReviewSkip.objects.get_or_create(pair=pair, user_id=by.user_id or 0)
    _all().filter(pk=pair.pk).update(assigned_to=None, assigned_until=None)


@transaction.atomic
def escalate(pair_id: int, *, by: Actor, at: datetime, note: str = "") -> None:
    """Leave a pair to somebody who may see more."""
    pair = _held(pair_id, by, at)
    _all().filter(pk=pair.pk).update(
        status=PairStatus.ESCALATED, note=note[:500], assigned_to=None, assigned_until=None
    )
    record(
        "people.match.escalated",
        by=by,
        at=at,
        subject=f"pair:{pair.pk}",
        region_code=pair.region_code,
        reason=note,
    )


def settle(pair: ReviewPair, *, by: Actor, at: datetime) -> None:
    """Mark a pair decided; raises PairTaken unless the actor holds it or nobody does."""
    done = (
        _all()
        .filter(free_for(by, at), pk=pair.pk, status__in=[PairStatus.OPEN, PairStatus.ESCALATED])
        .update(status=PairStatus.DECIDED, assigned_to=None, assigned_until=None)
    )
    if not done:
        raise PairTaken


def reopen(pair_id: int) -> None:
    """Put a pair whose decision was undone back into the queue."""
    _all().filter(pk=pair_id, status=PairStatus.DECIDED).update(status=PairStatus.OPEN)


def free_for(by: Actor, at: datetime) -> Q:
    """Return the condition that a pair is the actor's own or nobody's; every change insists."""
    return Q(assigned_to=by.user_id) | Q(assigned_until=None) | Q(assigned_until__lt=at)


def _candidates(by: Actor, at: datetime) -> Any:
    open_pairs = ReviewPair.objects.visible_to(by).filter(free_for(by, at), status=PairStatus.OPEN)
    skipped = ReviewSkip.objects.filter(user_id=by.user_id or 0).values("pair")
    return open_pairs.exclude(pk__in=skipped).order_by("-priority", "pk")


def _hold(pair: ReviewPair, by: Actor, at: datetime) -> bool:
    """Hold a pair by compare and swap; false where somebody was faster."""
    held = _all().filter(free_for(by, at), pk=pair.pk, status=pair.status)
    pair.assigned_to_id, pair.assigned_until = by.user_id, at + HELD_FOR
    return bool(held.update(assigned_to=by.user_id, assigned_until=pair.assigned_until))


def _held(pair_id: int, by: Actor, at: datetime) -> ReviewPair:
    pair: ReviewPair = ReviewPair.objects.visible_to(by).get(pk=pair_id)
    elsewhere = pair.assigned_to_id not in (None, by.user_id)
    if pair.status != PairStatus.OPEN or (
        elsewhere and pair.assigned_until is not None and pair.assigned_until >= at
    ):
        raise PairTaken
    return pair


def _all() -> Any:
    return ReviewPair.objects.unscoped(reason="one pair, which the actor may see")
