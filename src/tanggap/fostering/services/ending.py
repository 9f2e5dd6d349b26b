"""A match is over: its award ends, its slot is free, both sides hear of it."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from tanggap.assistance.services import ending as aid
from tanggap.core.actor import Actor
from tanggap.fostering.domain import notices, states
from tanggap.fostering.domain.states import Hand
from tanggap.fostering.models import Candidate, Consent, Instalment, Introduction, Match, Pledge
from tanggap.fostering.services import telling
from tanggap.fostering.services.moving import move
from tanggap.fostering.types import (
    CandidateState,
    InstalmentState,
    MatchState,
    NotAllowed,
    PledgeState,
)

ENDING: Final = "the match moves by the table, which checks the hand"
LEDGER: Final = Actor.system("Tanggap: buku bantuan")


@transaction.atomic
def end(
    match_id: int,
    *,
    after: MatchState,
    hand: Hand,
    by: Actor,
    at: datetime,
    reason: str,
    told: str = "",
) -> Match:
    """End a match, with its award if it has one; return it as it now stands.

    What was received stays, what was sent may still be confirmed, what was due is dropped; consent
    to contact and a planned meeting end with it. `told` is what both sides read, the reason where
    it is empty. A donor who lets a family go is offered no other. Raises NotAllowed, Forbidden.
    """
    hold([match_id])
    ended = move(match_id=match_id, after=after, hand=hand, by=by, at=at, reason=reason)
    if ended.award_id is None:
        return ended
    authority = Actor(by.user_id, by.name, is_system=True)
    aid.end(award_id=ended.award_id, reason=reason, by=authority, at=at)
    Instalment.objects.filter(match=match_id, state=InstalmentState.DUE).update(
        state=InstalmentState.DROPPED
    )
    _part(ended, at)
    if after == MatchState.LAPSED:
        _close_pledge(ended, by=by, at=at, reason=reason)
    telling.ended(ended, told or reason, at)
    return ended


def hold(match_ids: Collection[int]) -> None:
    """Keep the awards of matches: first the award, then the match and the family, in every path."""
    rows = Match.objects.unscoped(reason=ENDING).filter(pk__in=match_ids, award_id__isnull=False)
    aid.hold(list(rows.values_list("award_id", flat=True)))


@transaction.atomic
def aided(
    match_id: int, *, at: datetime, stands: Collection[MatchState] = states.LIVE
) -> None:  # fmt: skip
    """End a live match whose family has official aid now; the family waits until that ends.

    Only where it `stands` so. Somebody may have been faster; doing it twice changes nothing.
    """
    query = Match.objects.unscoped(reason=ENDING)
    found = query.filter(pk=match_id, state__in=sorted(stands)).first()
    if found is not None:
        words = notices.OFFICIAL_AID.id
        try:
            end(match_id, after=MatchState.ENDED, hand=Hand.SYSTEM, by=LEDGER, at=at, reason=words)
        except NotAllowed:
            return
        waits = Candidate.objects.unscoped(reason=ENDING).filter(state=CandidateState.WAITING)
        waits.filter(pk=found.candidate_id).update(state=CandidateState.AIDED)


def _close_pledge(ended: Match, *, by: Actor, at: datetime, reason: str) -> None:
    """Look for no more families for a donor who stopped; whom they have not answered is free."""
    open_ = Pledge.objects.unscoped(reason=ENDING).filter(state=PledgeState.OPEN)
    if not open_.filter(pk=ended.slot.pledge_id).update(state=PledgeState.LAPSED, closed_at=at):
        return
    undecided = Match.objects.unscoped(reason=ENDING).filter(
        slot__pledge=ended.slot.pledge_id, state__in=[MatchState.HELD, MatchState.OFFERED]
    )
    for number in sorted(undecided.values_list("pk", flat=True)):
        move(match_id=number, after=MatchState.ENDED, hand=Hand.SYSTEM, by=by, at=at, reason=reason)


def _part(match: Match, at: datetime) -> None:
    """Let the sides know nothing more of one another."""
    Consent.objects.filter(match=match, withdrawn_at=None).update(withdrawn_at=at)
    planned = Introduction.objects.filter(match=match, state=Introduction.State.PLANNED)
    planned.update(state=Introduction.State.CANCELLED)
