"""What a donor gives month by month: said, confirmed, disputed, complete."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tanggap.accounts.access import allowed, require
from tanggap.accounts.types import Permission
from tanggap.assistance.services import paying
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.core.masking import mask_numbers_in
from tanggap.fostering.domain.instalments import WEEK
from tanggap.fostering.domain.states import Hand
from tanggap.fostering.models import Candidate, Instalment, Match, Pledge
from tanggap.fostering.queries import city as ways
from tanggap.fostering.services import city, city_telling, telling
from tanggap.fostering.services.families import FAMILY
from tanggap.fostering.services.moving import move
from tanggap.fostering.types import (
    InstalmentState,
    MatchState,
    NotAllowed,
    PassageState,
    PledgeState,
)

CHECKED: Final = "whose instalment it is was checked"
CLOCK: Final = Actor.system("Tanggap: keluarga asuh")
_OPEN: Final = (InstalmentState.DUE, InstalmentState.SENT, InstalmentState.DISPUTED)


@transaction.atomic
def say_sent(
    instalment_id: int, *, proof: str = "", note: str = "", by: Actor, at: datetime
) -> None:
    """Write down that the donor says that an instalment was given; the family is asked.

    What goes through the city's account is looked for on its statement first. The caller has
    checked that it is the donor's. `proof` names a sealed file of `services.proofs`. Raises
    NotAllowed: "state", and those of `city.say`.
    """
    one = _one(instalment_id)
    if one.match.state != MatchState.ACTIVE:
        raise NotAllowed("state")
    before = (InstalmentState.DUE, InstalmentState.DISPUTED)
    told = {"proof": proof or one.proof, "note": mask_numbers_in(note.strip())[:300]}
    if ways.of(one) is not None:
        city.say(one, by=by, at=at)
        Instalment.objects.filter(pk=one.pk, state=InstalmentState.DUE).update(**told)
        return
    _turn(one, before, InstalmentState.SENT, by, at, sent_at=at, dispute="", **told)
    telling.sent(one, at)


@transaction.atomic
def confirm(instalment_id: int, *, by: Actor, at: datetime) -> None:
    """Write down that an instalment arrived: the family says so, or an officer who asked it.

    It counts as one paid month in the ledger. The last one completes the match. The caller has
    checked a family's PIN. Raises NotAllowed("state"), Forbidden.
    """
    one = _one(instalment_id)
    _may_answer(one, by)
    gift = ways.of(one)
    if gift is not None and gift.state != PassageState.HANDED:
        raise NotAllowed("state")  # the city has not handed it on
    _turn(
        one, _OPEN, InstalmentState.RECEIVED, by, at, received_at=at, dispute="",
        received_by="family" if by is FAMILY else "officer", confirmed_by_id=by.user_id,
    )  # fmt: skip
    if one.match.award_id is not None:
        paying.note_paid([one.match.award_id])
    telling.received(one, at)
    if one.match.state == MatchState.ACTIVE and not _left(one.match_id):
        _complete(one.match, at)


@transaction.atomic
def dispute(instalment_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Write down that what the donor says was given did not come, or not whole.

    Raises NotAllowed: "state", "reason" without a word; and Forbidden.
    """
    one = _one(instalment_id)
    _may_answer(one, by)
    words = mask_numbers_in(reason.strip())[:300]
    if not words:
        raise NotAllowed("reason")
    _turn(one, (InstalmentState.SENT,), InstalmentState.DISPUTED, by, at, dispute=words)
    telling.disputed(one, at)


@transaction.atomic
def ask_again(instalment_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Settle a dispute against the donor: the instalment is due again, in a week. With a reason.

    Not where it went through the city's account: see `city_money.came_back`.

    Raises NotAllowed: "state", "reason"; and Forbidden.
    """
    one = _one(instalment_id)
    require(by, Permission.FOSTER_MATCH, region_code=one.match.region_code)
    if not reason.strip():
        raise NotAllowed("reason")
    if ways.of(one) is not None:
        raise NotAllowed("state")  # the donor has paid; the city takes its handing back
    before = (InstalmentState.DISPUTED, InstalmentState.SENT)
    due = max(one.due_on, timezone.localdate(at) + WEEK)
    _turn(
        one, before, InstalmentState.DUE, by, at, reason=reason, sent_at=None, due_on=due,
        reminded_on=None, late_told_on=None,
    )  # fmt: skip


def handed_on(one: Instalment, *, by: Actor, at: datetime) -> None:
    """Let an instalment be sent now that the city has handed it on. Raises NotAllowed("state")."""
    found = _one(one.pk)
    if found.match.state != MatchState.ACTIVE:
        raise NotAllowed("state")
    _turn(found, (InstalmentState.DUE,), InstalmentState.SENT, by, at, sent_at=at)
    city_telling.handed(found.passage, at)


def came_back(one: Instalment, *, reason: str, by: Actor, at: datetime) -> None:
    """Let an instalment wait for the city again; dropped where its match is over.

    Raises NotAllowed("state") where the family has it.
    """
    found = _one(one.pk)
    goes_on = found.match.state == MatchState.ACTIVE
    after = InstalmentState.DUE if goes_on else InstalmentState.DROPPED
    before = (InstalmentState.SENT, InstalmentState.DISPUTED)
    _turn(found, before, after, by, at, reason=reason, sent_at=None, dispute="")


def _complete(match: Match, at: datetime) -> None:
    """End a match that was given whole; the family's wait begins anew, its slot is used up."""
    move(match_id=match.pk, after=MatchState.COMPLETED, hand=Hand.SYSTEM, by=CLOCK, at=at)
    families = Candidate.objects.unscoped(reason=CHECKED).filter(pk=match.candidate_id)
    families.update(waiting_since=timezone.localdate(at))
    pledge = match.slot.pledge
    left = pledge.slots.exclude(matches__state=MatchState.COMPLETED)
    if not left.exists():
        Pledge.objects.unscoped(reason=CHECKED).filter(pk=pledge.pk).update(
            state=PledgeState.FULFILLED, closed_at=at
        )
    telling.completed(match, at)


def _turn(
    one: Instalment,
    before: tuple[InstalmentState, ...],
    after: InstalmentState,
    by: Actor,
    at: datetime,
    *,
    reason: str = "",
    **changes: Any,
) -> None:
    rows = Instalment.objects.filter(pk=one.pk, state__in=before)
    if one.state not in before or not rows.filter(state=one.state).update(state=after, **changes):
        raise NotAllowed("state")
    audit.record(
        f"fostering.instalment.{after}", by=by, at=at, subject=f"match:{one.match_id}",
        region_code=one.match.region_code, reason=reason,
        facts={"month": one.month, "before": one.state, "proof": bool(changes.get("proof"))},
    )  # fmt: skip


def _one(instalment_id: int) -> Instalment:
    query = Instalment.objects.select_related("match__slot__pledge__donor", "match__candidate")
    return query.get(pk=instalment_id)


def _may_answer(one: Instalment, by: Actor) -> None:
    """Let the family answer, or an officer of the kelurahan or of fostering who asked it."""
    if by is FAMILY or allowed(by, Permission.FOSTER_MATCH, region_code=one.match.region_code):
        return
    require(by, Permission.FOSTER_ENTER, region_code=one.match.region_code)


def _left(match_id: int) -> bool:
    return Instalment.objects.filter(match=match_id, state__in=_OPEN).exists()
