"""A donor chooses a family, or answers what a round proposed; the database decides who was first.

A hold is a live match, and a family has at most one of these, a slot of a pledge too: both are
unique constraints. Of a hundred donors who choose at the same instant one holds the family, and
the others learn which families suit them as well.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from tanggap.core.actor import Actor
from tanggap.fostering.domain import states
from tanggap.fostering.domain.states import Hand
from tanggap.fostering.models import Candidate, Forbidden, Match, Package, Pledge
from tanggap.fostering.queries import mine, profiles
from tanggap.fostering.services import accepting, ending
from tanggap.fostering.services.moving import move, write
from tanggap.fostering.types import (
    CandidateState,
    MatchState,
    NotAllowed,
    PledgeState,
    Taken,
)

HELD_FOR: Final = timedelta(minutes=30)
OTHERS: Final = 3
CLOCK: Final = Actor.system("Tanggap: keluarga asuh")
ANY: Final = "whoever waits may be chosen by any donor of the city"
_TAKEN: Final = [*states.LIVE, MatchState.COMPLETED]


def hold(*, pledge_id: int, candidate_id: int, by: Actor, at: datetime) -> Match:
    """Keep a family for a donor while they make up their mind, for half an hour.

    Raises Taken with the next best where somebody was faster; NotAllowed: "state" (the pledge is
    closed), "full" (every slot is taken), "wishes" (the package is for others), "forbidden" (an
    officer keeps the two apart), "waiting" (the family waits no more), "shown" (it is not among
    the profiles that may be shown), "firm" (it does not keep a wish that must be kept);
    Pledge.DoesNotExist for another donor's, Forbidden.
    """
    mine.require_donor(by)
    pledge = mine.pledges(by).get(pk=pledge_id)
    candidate = _choosable(pledge, candidate_id)
    _expire_over(candidate_id, at)
    try:
        return _take(pledge, candidate, by, at)
    except Taken:
        others = profiles.next_best(pledge_id, beside=candidate_id, limit=OTHERS)
        raise Taken(others) from None


def confirm(*, match_id: int, by: Actor, at: datetime) -> Match:
    """Look after the family that one holds. Raises as `accept_offer` does."""
    return _accept(match_id, MatchState.HELD, by, at)


def accept_offer(*, match_id: int, by: Actor, at: datetime) -> Match:
    """Look after the family that a round proposed.

    Raises NotAllowed: "expired" (the time is over), "state", and what `accepting.accept` raises;
    Match.DoesNotExist for another donor's.
    """
    return _accept(match_id, MatchState.OFFERED, by, at)


def let_go(*, match_id: int, by: Actor, at: datetime, reason: str = "") -> Match:
    """Decline what one holds or was offered; the family is free for others at once.

    Raises NotAllowed: "table", "state"; Match.DoesNotExist for another donor's.
    """
    mine.require_donor(by)
    found = mine.matches(by).get(pk=match_id)
    if found.state not in (MatchState.HELD, MatchState.OFFERED):
        raise NotAllowed("table")
    return move(
        match_id=match_id, after=MatchState.REFUSED, hand=Hand.DONOR, by=by, at=at, reason=reason
    )


def stop(*, match_id: int, reason: str, by: Actor, at: datetime) -> Match:
    """Stop looking after a family; it waits on with its time kept, and the pledge is closed.

    Raises NotAllowed: "table", "reason", "state"; Match.DoesNotExist for another donor's.
    """
    mine.require_donor(by)
    found = mine.matches(by).get(pk=match_id)
    return ending.end(
        found.pk, after=MatchState.LAPSED, hand=Hand.DONOR, by=by, at=at, reason=reason
    )


def _accept(match_id: int, stands: MatchState, by: Actor, at: datetime) -> Match:
    mine.require_donor(by)
    found = mine.matches(by).get(pk=match_id)
    if found.state != stands:
        raise NotAllowed("state")
    if found.expires_at <= at:
        move(match_id=match_id, after=MatchState.EXPIRED, hand=Hand.SYSTEM, by=CLOCK, at=at)
        raise NotAllowed("expired")
    return accepting.accept(match_id, by=by, at=at)


def _choosable(pledge: Pledge, candidate_id: int) -> Candidate:
    """Return the family where this pledge may choose it. Raises NotAllowed."""
    if pledge.state != PledgeState.OPEN:
        raise NotAllowed("state")
    found = Candidate.objects.unscoped(reason=ANY).filter(
        pk=candidate_id, region_code__startswith=pledge.region_code
    )
    candidate: Candidate | None = found.exclude(state=CandidateState.LEFT).first()
    if candidate is None:
        raise NotAllowed("waiting")
    is_school = pledge.package.kind == Package.Kind.SCHOOL
    if is_school != (candidate.purpose == Candidate.Purpose.SCHOOL):
        raise NotAllowed("wishes")
    apart = Forbidden.objects.filter(pledge=pledge, candidate=candidate, lifted_at=None)
    if apart.exists():
        raise NotAllowed("forbidden")
    if candidate.state == CandidateState.WAITING:
        refusal = profiles.refusal(pledge, candidate_id)
        if refusal:
            raise NotAllowed(refusal)
    return candidate


def _take(pledge: Pledge, candidate: Candidate, by: Actor, at: datetime) -> Match:
    """Take the first free slot with the family; a slot that went meanwhile is passed over."""
    for slot_id in list(_free_slots(pledge)):
        if not _is_free(candidate.pk):
            raise Taken
        try:
            return _insert(slot_id, candidate, by, at)
        except IntegrityError:
            continue  # either the family is taken, which the next look tells, or the slot
    if not _is_free(candidate.pk):
        raise Taken
    raise NotAllowed("full")


@transaction.atomic
def _insert(slot_id: int, candidate: Candidate, by: Actor, at: datetime) -> Match:
    made: Match = Match.objects.create(
        slot_id=slot_id, candidate=candidate, region_code=candidate.region_code,
        state=MatchState.HELD, how=Match.How.CHOSEN, made_at=at, expires_at=at + HELD_FOR,
    )  # fmt: skip
    write(made, None, MatchState.HELD, Hand.DONOR, by, at)
    return made


def _free_slots(pledge: Pledge) -> list[int]:
    free = pledge.slots.exclude(matches__state__in=_TAKEN)
    return [int(number) for number in free.values_list("pk", flat=True)]


def _is_free(candidate_id: int) -> bool:
    """Tell whether a family waits and nobody holds it."""
    waits = Candidate.objects.unscoped(reason=ANY).filter(
        pk=candidate_id, state=CandidateState.WAITING
    )
    held = Match.objects.unscoped(reason=ANY).filter(
        candidate_id=candidate_id, state__in=list(states.LIVE)
    )
    return waits.exists() and not held.exists()


def _expire_over(candidate_id: int, at: datetime) -> None:
    """Let go what an earlier donor held longer than they may; the beat may not have come by yet."""
    over = Match.objects.unscoped(reason=ANY).filter(
        candidate_id=candidate_id, state__in=[MatchState.HELD, MatchState.OFFERED],
        expires_at__lte=at,
    )  # fmt: skip
    for number in list(over.values_list("pk", flat=True)):
        try:
            move(match_id=number, after=MatchState.EXPIRED, hand=Hand.SYSTEM, by=CLOCK, at=at)
        except NotAllowed:
            continue  # the donor or the beat was faster
