"""Following the ledger: official aid ends a match, and lets a family wait again when it is over."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from tanggap.assistance.queries import against, awards, who
from tanggap.assistance.types import Standing
from tanggap.core.batches import batches
from tanggap.fostering.domain import notices
from tanggap.fostering.domain.states import LIVE, Hand
from tanggap.fostering.models import Candidate, Match
from tanggap.fostering.queries import aid
from tanggap.fostering.services import ending
from tanggap.fostering.services.families import note
from tanggap.fostering.types import CandidateState, MatchState, NotAllowed

FOLLOWING: Final = "the ledger counts for every region alike"
FEW: Final = 500
"""From so many changed awards on, all families are looked at instead of asking who is meant."""
_STAYING: Final = (CandidateState.WAITING, CandidateState.MATCHED, CandidateState.AIDED)


@transaction.atomic
def awards_changed(award_ids: Sequence[int], *, at: datetime) -> None:
    """Bring the families that changed awards concern up to date; in the ledger's transaction."""
    concerned = _concerned(award_ids)
    if concerned.exists():
        sync_with_ledger(list(concerned.values_list("pk", flat=True)), at=at)


@transaction.atomic
def sync_with_ledger(candidate_ids: Collection[int] | None = None, *, at: datetime) -> int:
    """Let families follow the ledger, all of them where none are named; return how many moved.

    A match whose award ended, or that other aid does not allow, ends; a family with official aid
    is aided, and waits again, as long as before, once that is over. Twice changes nothing.
    """
    if candidate_ids is None:
        candidate_ids = list(_staying().values_list("pk", flat=True))
    moved = 0
    for some in batches(sorted(candidate_ids)):
        moved += _end_matches(some, at)
        moved += _follow(some, at)
    return moved


def _end_matches(candidate_ids: list[int], at: datetime) -> int:
    active = _matches().filter(candidate__in=candidate_ids, state=MatchState.ACTIVE)
    by_award = dict(active.values_list("award_id", "pk"))
    over = awards.over(by_award)
    forbidden = aid.broken([award for award in by_award if award not in over])
    ending.hold([by_award[award] for award in {*over, *forbidden}])
    for award in sorted(over):
        _end_over(by_award[award], at)
    for award in sorted(forbidden):
        ending.aided(by_award[award], at=at)
    return len(over) + len(forbidden)


def _end_over(match_id: int, at: datetime) -> None:
    try:
        ending.end(
            match_id, after=MatchState.ENDED, hand=Hand.SYSTEM, by=ending.LEDGER, at=at,
            reason=notices.OFFICIAL_AID.id,
        )  # fmt: skip
    except NotAllowed:
        return  # the donor stopped in the same instant


def _follow(candidate_ids: list[int], at: datetime) -> int:
    """Put families into "waiting" or "aided", as the ledger has it."""
    asking = _rows().filter(
        pk__in=candidate_ids, purpose=Candidate.Purpose.AID,
        state__in=[CandidateState.WAITING, CandidateState.AIDED],
    )  # fmt: skip
    found = {one.pk: one for one in asking}
    standings = _standings(list(found.values()))
    held = aid.holders(standings, at=at)
    moved = 0
    for pk, one in found.items():
        after = CandidateState.AIDED if pk in held else CandidateState.WAITING
        if one.state != after:
            moved += _turn(one, after, held.get(pk, ()), at)
    return moved


def _turn(one: Candidate, after: CandidateState, by: tuple[str, ...], at: datetime) -> int:
    if not _rows().filter(pk=one.pk, state=one.state).update(state=after):
        return 0
    if after == CandidateState.AIDED:
        for match in _matches().filter(candidate=one.pk, state__in=sorted(LIVE)):
            ending.aided(match.pk, at=at)
    act = "family.aided" if after == CandidateState.AIDED else "family.waits"
    note(act, one, ending.LEDGER, at, facts={"programmes": list(by)})
    return 1


def _standings(families: list[Candidate]) -> dict[int, Standing]:
    """Return where families stand in the registry now, and write it down where that changed."""
    now = who.standings({one.person_id for one in families})
    found = {}
    for one in families:
        standing = now.get(one.person_id) or Standing(
            one.person_id, one.family_id, one.household_id
        )
        found[one.pk] = standing
        if (one.family_id, one.household_id) != (standing.family, standing.household):
            _write(one.pk, standing)
    return found


def _write(candidate_id: int, standing: Standing) -> None:
    try:
        with transaction.atomic():
            _rows().filter(pk=candidate_id).update(
                family_id=standing.family, household_id=standing.household
            )
    except IntegrityError:
        return  # another of the same family waits already; the ledger serves it once


def _concerned(award_ids: Sequence[int]) -> QuerySet[Candidate]:
    if len(award_ids) > FEW:
        return _staying()
    standings = against.standings_of(award_ids)
    families = {one.family for one in standings if one.family is not None}
    mine = Q(person_id__in={one.person for one in standings}) | Q(family_id__in=families)
    return _staying().filter(mine | Q(matches__award_id__in=list(award_ids))).distinct()


def _staying() -> QuerySet[Candidate]:
    rows: QuerySet[Candidate] = _rows().filter(state__in=_STAYING).order_by()
    return rows


def _rows() -> Any:
    return Candidate.objects.unscoped(reason=FOLLOWING)


def _matches() -> Any:
    return Match.objects.unscoped(reason=FOLLOWING)
