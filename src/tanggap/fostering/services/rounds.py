"""A round: solved, corrected by pins and forbidden pairs, and offered or dropped."""

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core import jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun
from tanggap.fostering.domain import wishes
from tanggap.fostering.domain.worth import Weights
from tanggap.fostering.models import Candidate, Forbidden, Pledge, Proposal, Round
from tanggap.fostering.queries import traits
from tanggap.fostering.services import offering, solving
from tanggap.fostering.types import NotAllowed

CHECKED: Final = "the right is checked where the round is"
State = Round.State


@transaction.atomic
def start(*, region_code: str, by: Actor, at: datetime, weights: Weights | None = None) -> Round:
    """Start a round for all that waits in a region; it is solved in the background.

    Raises NotAllowed: "round" (one of the region is open), "nobody" (no free family), "pledges" (no
    pledge with room); and Forbidden.
    """
    require(by, Permission.FOSTER_MATCH, region_code=region_code)
    if not traits.free(region_code).exists():
        raise NotAllowed("nobody")
    if not traits.offers(region_code):
        raise NotAllowed("pledges")
    try:
        with transaction.atomic():
            made: Round = Round.objects.create(
                region_code=region_code, weights=(weights or Weights()).document(),
                made_by_id=by.user_id, made_by_name=by.name, made_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise NotAllowed("round") from error
    _solve(made, by)
    _note("fostering.round.started", made, by, at)
    return made


@transaction.atomic
def solve_again(*, round_id: int, by: Actor, at: datetime) -> None:
    """Solve a round anew, with its pins and what was forbidden. Raises NotAllowed("state")."""
    found = _round(round_id, by)
    _swap(found, State.SOLVED, state=State.SOLVING)
    _solve(found, by)
    _note("fostering.round.solved_again", found, by, at)


@transaction.atomic
def pin(*, round_id: int, pledge_id: int, candidate_id: int, by: Actor, at: datetime) -> Proposal:
    """Join a family and a pledge whatever the solver thinks, from the next solving on at the least.

    Raises NotAllowed: "state" (the round, or the family is not free), "full", "wishes" (one that
    must be kept is not), "purpose", "forbidden"; and Forbidden.
    """
    found = _round(round_id, by)
    _swap(found, State.SOLVED)
    candidate = traits.free(found.region_code).filter(pk=candidate_id).first()
    if candidate is None:
        raise NotAllowed("state")
    _check(found, pledge_id, candidate)
    before = found.proposals.filter(candidate=candidate).first()
    moved = before is None or before.pledge_id != pledge_id
    same = {} if moved else {"why": before.why, "worth": before.worth} if before else {}
    proposal, _ = Proposal.objects.update_or_create(
        round=found, candidate=candidate,
        defaults={
            "pledge_id": pledge_id, "is_pinned": True, "why": {}, "worth": 0, **same,
            **({"wishes": {}, "second": None, "second_worth": 0} if moved else {}),
        },
    )  # fmt: skip
    if moved:
        _swap(found, State.SOLVED, is_stale=True)
    _note("fostering.round.pinned", found, by, at, pledge=pledge_id, candidate=candidate_id)
    return proposal


@transaction.atomic
def unpin(*, round_id: int, candidate_id: int, by: Actor, at: datetime) -> None:
    """Let a pinned pair be weighed again. Raises NotAllowed("state"), Forbidden."""
    found = _round(round_id, by)
    pinned = found.proposals.filter(candidate_id=candidate_id, is_pinned=True)
    if not pinned.update(is_pinned=False):
        raise NotAllowed("state")
    _swap(found, State.SOLVED, is_stale=True)
    _note("fostering.round.unpinned", found, by, at, candidate=candidate_id)


@transaction.atomic
def forbid(*, pledge_id: int, candidate_id: int, reason: str, by: Actor, at: datetime) -> Forbidden:
    """Keep a pledge and a family apart, in every round and among the profiles.

    Raises NotAllowed: "reason", "forbidden" (it is already); and Forbidden.
    """
    pledge = Pledge.objects.unscoped(reason=CHECKED).get(pk=pledge_id)
    candidate = Candidate.objects.unscoped(reason=CHECKED).get(pk=candidate_id)
    for one in (pledge, candidate):
        require(by, Permission.FOSTER_MATCH, region_code=one.region_code)
    if not reason.strip():
        raise NotAllowed("reason")
    try:
        with transaction.atomic():
            made: Forbidden = Forbidden.objects.create(
                pledge=pledge, candidate=candidate, reason=reason.strip()[:300],
                by_id=by.user_id, by_name=by.name, at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise NotAllowed("forbidden") from error
    pairs = Proposal.objects.filter(round__state=State.SOLVED, pledge=pledge, candidate=candidate)
    pairs.delete()
    _grow_stale(candidate.region_code)
    _note_pair("fostering.pair.forbidden", made, by, at, reason=reason)
    return made


@transaction.atomic
def lift(*, forbidden_id: int, by: Actor, at: datetime) -> None:
    """Let a forbidden pair come together again. Raises NotAllowed("state"), Forbidden."""
    found = Forbidden.objects.select_related("candidate", "pledge").get(pk=forbidden_id)
    require(by, Permission.FOSTER_MATCH, region_code=found.candidate.region_code)
    if not Forbidden.objects.filter(pk=forbidden_id, lifted_at=None).update(lifted_at=at):
        raise NotAllowed("state")
    _grow_stale(found.candidate.region_code)
    _note_pair("fostering.pair.allowed", found, by, at)


@transaction.atomic
def offer(*, round_id: int, by: Actor, at: datetime) -> None:
    """Offer all pairs to their donors, in the background; each has three days to answer.

    Raises NotAllowed: "state", "stale" (pins or forbidden pairs are not solved), "nobody" (there is
    no pair); and Forbidden.
    """
    found = _round(round_id, by)
    if found.is_stale:
        raise NotAllowed("stale")
    if not found.proposals.exists():
        raise NotAllowed("nobody")
    _swap(
        found, State.SOLVED, is_stale=False, state=State.OFFERED, offered_by_id=by.user_id,
        offered_by_name=by.name, offered_at=at,
    )  # fmt: skip
    run = jobs.start(offering.offer_round, by=by, arguments={"round_id": found.pk})
    Round.objects.unscoped(reason=CHECKED).filter(pk=found.pk).update(job_id=run.pk)
    _note("fostering.round.offered", found, by, at, pairs=found.proposals.count())


@transaction.atomic
def go_on(*, round_id: int, by: Actor, at: datetime) -> None:
    """Go on offering where the work broke off; who was offered already is not offered again.

    Raises NotAllowed("state") where nothing is left, or it is still at work; and Forbidden.
    """
    found = _round(round_id, by)
    run = JobRun.objects.filter(pk=found.job_id or 0).first()
    is_left = found.state == State.OFFERED and found.proposals.filter(became="").exists()
    if not is_left or (run is not None and not run.is_finished):
        raise NotAllowed("state")
    fresh = jobs.start(offering.offer_round, by=by, arguments={"round_id": found.pk})
    if (
        not Round.objects.unscoped(reason=CHECKED)
        .filter(pk=found.pk, job_id=found.job_id)
        .update(job_id=fresh.pk)
    ):
        raise NotAllowed("state")
    _note("fostering.round.offered", found, by, at, again=True)


@transaction.atomic
def drop(*, round_id: int, by: Actor, at: datetime) -> None:
    """Throw a round away; it stays on the record. Raises NotAllowed("state"), Forbidden."""
    found = _round(round_id, by)
    open_ = Round.objects.unscoped(reason=CHECKED).filter(
        pk=round_id, state__in=[State.SOLVING, State.SOLVED]
    )
    if not open_.update(state=State.DROPPED):
        raise NotAllowed("state")
    _note("fostering.round.dropped", found, by, at)


def _check(found: Round, pledge_id: int, candidate: Candidate) -> None:
    """Hold a pair against what must be kept."""
    offers = {one.pledge_id: one for one in traits.offers(found.region_code)}
    wanted = offers.get(pledge_id)
    pinned = found.proposals.filter(pledge_id=pledge_id, is_pinned=True)
    if wanted is None or pinned.exclude(candidate=candidate).count() >= wanted.room:
        raise NotAllowed("full")
    (told,) = traits.of([candidate])
    if wanted.purpose != told.purpose:
        raise NotAllowed("purpose")
    if not wishes.allows(wanted.wishes, told):
        raise NotAllowed("wishes")
    if (pledge_id, candidate.pk) in traits.forbidden([pledge_id]):
        raise NotAllowed("forbidden")


def _solve(found: Round, by: Actor) -> None:
    run = jobs.start(solving.solve_round, by=by, arguments={"round_id": found.pk})
    Round.objects.unscoped(reason=CHECKED).filter(pk=found.pk).update(job_id=run.pk)
    found.job_id = run.pk


def _swap(found: Round, before: str, **changes: Any) -> None:
    """Change a round that stands where it stood; NotAllowed("state") where somebody was faster."""
    query = Round.objects.unscoped(reason=CHECKED).filter(pk=found.pk, state=before)
    if not query.update(**(changes or {"state": before})):
        raise NotAllowed("state")


def _grow_stale(region_code: str) -> None:
    """Let every open round that a kelurahan belongs to be solved anew before it is offered."""
    above = [region_code[:digits] for digits in range(len(region_code) + 1)]
    Round.objects.unscoped(reason=CHECKED).filter(state=State.SOLVED, region_code__in=above).update(
        is_stale=True
    )


def _round(round_id: int, by: Actor) -> Round:
    found: Round = Round.objects.unscoped(reason=CHECKED).get(pk=round_id)
    require(by, Permission.FOSTER_MATCH, region_code=found.region_code)
    return found


def _note(code: str, found: Round, by: Actor, at: datetime, **facts: Any) -> None:
    audit.record(
        code, by=by, at=at, subject=f"round:{found.pk}", region_code=found.region_code, facts=facts
    )


def _note_pair(code: str, pair: Forbidden, by: Actor, at: datetime, *, reason: str = "") -> None:
    audit.record(
        code, by=by, at=at, subject=f"candidate:{pair.candidate_id}",
        region_code=pair.candidate.region_code, reason=reason, facts={"pledge": pair.pledge_id},
    )  # fmt: skip
