"""The one function that changes where a match stands."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.audit import services as audit
from tanggap.core import events
from tanggap.core.actor import Actor
from tanggap.fostering.domain import states
from tanggap.fostering.domain.states import Hand
from tanggap.fostering.events import MatchMoved
from tanggap.fostering.models import Candidate, Match, MatchChange
from tanggap.fostering.types import CandidateState, MatchState, NotAllowed

CHECKED: Final = "the hand that moves a match is checked here"
ENDINGS: Final = frozenset(
    {
        MatchState.COMPLETED, MatchState.REFUSED, MatchState.EXPIRED, MatchState.LAPSED,
        MatchState.ENDED,
    }
)  # fmt: skip


@transaction.atomic
def move(
    *,
    match_id: int,
    after: MatchState,
    hand: Hand,
    by: Actor,
    at: datetime,
    reason: str = "",
    **changes: Any,
) -> Match:
    """Move a match, write it down, and return it as it now stands.

    The caller has checked that `by` is the match's donor or family where `hand` says so; officers
    need `fostering.match` in its region. A family that was let go waits again in the same
    transaction. Raises NotAllowed: "table", "reason", "state" (somebody was faster); and Forbidden.
    """
    query = Match.objects.unscoped(reason=CHECKED)
    found = query.get(pk=match_id)
    stood = MatchState(found.state)
    states.check(stood, after, hand=hand, reason=reason)
    if hand == Hand.OFFICER:
        require(by, states.OFFICERS_RIGHT, region_code=found.region_code)
    told = {"state": after, "reason": reason[:500], **changes}
    if after in ENDINGS:
        told["ended_at"] = at
    if not query.filter(pk=match_id, state=stood).update(**told):
        raise NotAllowed("state")
    _candidate_follows(found.candidate_id, after)
    write(found, stood, after, hand, by, at, reason=reason)
    moved: Match = query.get(pk=match_id)
    return moved


def write(
    match: Match,
    before: MatchState | None,
    after: MatchState,
    hand: Hand,
    by: Actor,
    at: datetime,
    *,
    reason: str = "",
) -> None:
    """Write a step of a match into its history, the audit log, and tell the apps above."""
    MatchChange.objects.create(
        match=match, before=before or "", after=after, hand=hand, reason=reason[:500],
        by_id=by.user_id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(
        f"fostering.match.{after}", by=by, at=at, subject=f"match:{match.pk}",
        region_code=match.region_code, reason=reason,
        facts={"before": before or "", "candidate": match.candidate_id, "how": match.how},
    )  # fmt: skip
    events.publish(MatchMoved(match_id=match.pk, before=before, after=after, at=at))


def _candidate_follows(candidate_id: int, after: MatchState) -> None:
    """Keep the family's state with its match: matched while active, waiting when let go."""
    mine = Candidate.objects.unscoped(reason=CHECKED).filter(pk=candidate_id)
    if after == MatchState.ACTIVE:
        mine.filter(state=CandidateState.WAITING).update(state=CandidateState.MATCHED)
    elif after in ENDINGS:
        mine.filter(state=CandidateState.MATCHED).update(state=CandidateState.WAITING)
