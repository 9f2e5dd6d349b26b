"""How the sides meet (ijab kabul): planned by an officer, held, or called off.

Who wishes no meeting gives without one; then nobody plans it.
"""

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import allowed, require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.fostering.models import Introduction, Match
from tanggap.fostering.services import safety, telling
from tanggap.fostering.types import NotAllowed

CHECKED: Final = "the region is checked here"
State = Introduction.State


@transaction.atomic
def plan(
    match_id: int, *, meets_at: datetime, place: str, by: Actor, at: datetime
) -> Introduction:  # fmt: skip
    """Plan a meeting, and tell both sides when and where.

    Raises NotAllowed: "consent" (not both sides agreed), "approval" (children, and the donor is not
    approved), "reason" (no place), "state" (in the past, or one is planned); and Forbidden.
    """
    match = Match.objects.unscoped(reason=CHECKED).select_related(
        "candidate", "slot__pledge__donor"
    ).get(pk=match_id)  # fmt: skip
    _require(match, by)
    if safety.needs_approval(match):
        raise NotAllowed("approval")
    if not safety.may_contact(match):
        raise NotAllowed("consent")
    if not place.strip():
        raise NotAllowed("reason")
    if meets_at <= at:
        raise NotAllowed("state")
    made = _make(match, meets_at, place.strip()[:200], by, at)
    _note("planned", made, by, at)
    telling.meeting(made, at)
    return made


@transaction.atomic
def note_held(introduction_id: int, *, outcome: str, by: Actor, at: datetime) -> None:
    """Write down that a meeting took place, and what came of it. Raises NotAllowed, Forbidden."""
    one = _one(introduction_id, by)
    if one.meets_at > at:
        raise NotAllowed("state")
    _turn(one, State.HELD, by, at, outcome=outcome.strip()[:300])


@transaction.atomic
def cancel(introduction_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Call a meeting off and tell both sides. Raises NotAllowed: "reason", "state"; Forbidden."""
    one = _one(introduction_id, by)
    if not reason.strip():
        raise NotAllowed("reason")
    _turn(one, State.CANCELLED, by, at, outcome=reason.strip()[:300])
    telling.meeting(one, at, cancelled=True)


def _make(match: Match, when: datetime, place: str, by: Actor, at: datetime) -> Introduction:
    try:
        with transaction.atomic():
            made: Introduction = Introduction.objects.create(
                match=match, meets_at=when, place=place, arranged_by_id=by.user_id,
                arranged_by_name=by.name, arranged_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise NotAllowed("state") from error
    return made


def _one(introduction_id: int, by: Actor) -> Introduction:
    query = Introduction.objects.select_related("match__candidate", "match__slot__pledge__donor")
    found: Introduction = query.get(pk=introduction_id)
    _require(found.match, by)
    return found


def _require(match: Match, by: Actor) -> None:
    """Let the kelurahan arrange it, or those who match."""
    if not allowed(by, Permission.FOSTER_MATCH, region_code=match.region_code):
        require(by, Permission.FOSTER_ENTER, region_code=match.region_code)


def _turn(one: Introduction, after: str, by: Actor, at: datetime, **changes: Any) -> None:
    planned = Introduction.objects.filter(pk=one.pk, state=State.PLANNED)
    if not planned.update(state=after, **changes):
        raise NotAllowed("state")
    _note(after, one, by, at)


def _note(act: str, one: Introduction, by: Actor, at: datetime) -> None:
    audit.record(
        f"fostering.meeting.{act}", by=by, at=at, subject=f"match:{one.match_id}",
        region_code=one.match.region_code,
    )  # fmt: skip
