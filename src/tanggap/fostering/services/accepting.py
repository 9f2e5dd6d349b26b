"""A donor accepts: from then on the family holds an award like any other."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tanggap.assistance.services import ledger
from tanggap.core.actor import Actor
from tanggap.fostering.domain import instalments
from tanggap.fostering.domain.states import Hand
from tanggap.fostering.models import Candidate, Instalment, Match
from tanggap.fostering.queries import settings
from tanggap.fostering.services import city, ending, telling
from tanggap.fostering.services.moving import move
from tanggap.fostering.types import (
    CandidateState,
    InstalmentState,
    MatchState,
    NotAllowed,
    PledgeState,
)

CALLER: Final = "the caller has checked that the match is the donor's"
_OPEN: Final = (MatchState.HELD, MatchState.OFFERED)


def accept(match_id: int, *, by: Actor, at: datetime) -> Match:
    """Let a donor's match begin: the award, its instalments, and word to both sides, or nothing.

    The caller has checked that `by` is the donor. Raises NotAllowed: "state" (it went another way,
    or its time is over), "unknown" (nobody has proved who the family is; the match waits), "aided"
    (the family has other aid meanwhile; the match has ended, in a transaction of its own).
    """
    try:
        return _accept(match_id, by, at)
    except ledger.AlreadyServed as served:
        if Match.objects.unscoped(reason=CALLER).get(pk=match_id).state not in _OPEN:
            raise NotAllowed("state") from served  # the same click, twice at once
        ending.aided(match_id, at=at, stands=_OPEN)
        raise NotAllowed("aided") from served


@transaction.atomic
def _accept(match_id: int, by: Actor, at: datetime) -> Match:
    found = _open(match_id, at)
    candidate, pledge = found.candidate, found.slot.pledge
    plan = instalments.months(
        pledge.first_month, _months_left(found), today=timezone.localdate(at),
        habits=settings.habits(),
    )  # fmt: skip
    told: dict[str, Any] = {
        "person_id": candidate.person_id,
        "programme": pledge.package.programme,
        "months": [month for month, _ in plan],
    }
    verdict = ledger.check(**told)
    if verdict.answer == "unknown":
        raise NotAllowed("unknown")
    award = ledger.award(**told, amount=pledge.amount, by=authority(by), at=at)
    _still_waits(candidate.pk)
    moved = move(
        match_id=match_id, after=MatchState.ACTIVE, hand=Hand.DONOR, by=by, at=at,
        award_id=award.pk, accepted_at=at, replaces_id=_replaced(found),
    )  # fmt: skip
    Instalment.objects.bulk_create(
        Instalment(match=moved, number=number, month=month, due_on=due, amount=pledge.amount)
        for number, (month, due) in enumerate(plan, start=1)
    )
    city.expect(moved)
    telling.accepted(moved, at)
    return moved


def authority(by: Actor) -> Actor:
    """Return who awards when a donor accepts: the donor, by force of the family's consent.

    A donor's own hands hold no right to award aid.
    """
    return Actor(by.user_id, by.name, is_system=True)


def _open(match_id: int, at: datetime) -> Match:
    query = Match.objects.unscoped(reason=CALLER).select_related("slot__pledge__package")
    found: Match = query.select_related("candidate").get(pk=match_id)
    if found.candidate.state == CandidateState.AIDED:
        raise NotAllowed("aided")
    waits = found.state in _OPEN
    in_time = found.expires_at is not None and found.expires_at > at
    if not (waits and in_time and found.candidate.state == CandidateState.WAITING):
        raise NotAllowed("state")
    if found.slot.pledge.state != PledgeState.OPEN:
        raise NotAllowed("state")
    return found


def _still_waits(candidate_id: int) -> None:
    """Hold the family's row, now that its places are taken: official aid locks in this order."""
    rows = Candidate.objects.unscoped(reason=CALLER).select_for_update()
    if rows.get(pk=candidate_id).state != CandidateState.WAITING:
        raise NotAllowed("state")


def _months_left(match: Match) -> int:
    """Return how many months are left of a slot's package, at least one."""
    given = Instalment.objects.filter(
        match__slot=match.slot_id, state__in=[InstalmentState.RECEIVED, InstalmentState.SENT]
    )
    return max(1, match.slot.pledge.months - given.count())


def _replaced(match: Match) -> int | None:
    """Return the match whose place this one takes: of the slot, else of the family."""
    if match.replaces_id is not None:
        return int(match.replaces_id)
    begun = Match.objects.unscoped(reason=CALLER).exclude(award_id=None).exclude(pk=match.pk)
    stopped = begun.filter(state__in=[MatchState.LAPSED, MatchState.ENDED]).order_by("-ended_at")
    earlier = stopped.filter(slot=match.slot_id).first() or _lapsed_of(match, stopped)
    return earlier.pk if earlier else None


def _lapsed_of(match: Match, stopped: Any) -> Match | None:
    """Return the family's match that a donor let lapse since its wait began, if there is one."""
    last = stopped.filter(candidate=match.candidate_id, state=MatchState.LAPSED).first()
    since = match.candidate.waiting_since
    if last is None or last.ended_at is None or timezone.localdate(last.ended_at) < since:
        return None
    found: Match = last
    return found
