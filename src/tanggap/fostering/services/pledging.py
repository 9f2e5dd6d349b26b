"""A donor's word: making it, and taking back what is not yet given."""

from datetime import datetime
from typing import Final

from django.db import transaction

from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.fostering.domain import wishes as wishing
from tanggap.fostering.domain.months import pledgeable
from tanggap.fostering.domain.states import Hand
from tanggap.fostering.models import Match, Package, Pledge, Slot
from tanggap.fostering.queries import mine
from tanggap.fostering.services import city, ending
from tanggap.fostering.services.moving import move
from tanggap.fostering.types import MatchState, NotAllowed, PledgeState, Wishes

MOST: Final = 500


@transaction.atomic
def pledge(
    *,
    package: str,
    families: int,
    first_month: str,
    wishes: Wishes,
    by: Actor,
    at: datetime,
    is_named: bool = False,
    wants_meeting: bool = False,
    via: str = Pledge.Via.DIRECT,
) -> Pledge:
    """Take a donor's word for so many families, with a slot for each.

    `via` is the way of the gifts; through the city's account no name is told. Raises Forbidden,
    NotAllowed: "package" (not offered), "families", "months" (over, or too far), "account" (none in
    force, or the package is goods).
    """
    donor = mine.require_donor(by)
    chosen = Package.objects.filter(code=package, is_offered=True).first()
    if chosen is None:
        raise NotAllowed("package")
    if not 1 <= families <= MOST:
        raise NotAllowed("families")
    if first_month not in pledgeable(at):
        raise NotAllowed("months")
    if via == Pledge.Via.CITY and not city.may_go(chosen, donor.region_code, at):
        raise NotAllowed("account")
    made: Pledge = Pledge.objects.create(
        donor=donor, package=chosen, region_code=donor.region_code, families=families,
        first_month=first_month, months=chosen.months, amount=chosen.amount,
        contents=chosen.contents, wishes=wishing.document(wishes),
        is_named=is_named and via != Pledge.Via.CITY, wants_meeting=wants_meeting, via=via,
        pledged_at=at,
    )  # fmt: skip
    Slot.objects.bulk_create(Slot(pledge=made, number=n) for n in range(1, families + 1))
    _note("fostering.pledge.made", made, by, at, families=families, via=via)
    return made


@transaction.atomic
def withdraw(
    *, pledge_id: int, reason: str, by: Actor, at: datetime, keep: bool = True
) -> int:  # fmt: skip
    """Take back what a pledge has not given yet; return how many families go on.

    Families that are looked after stay with their donor until their package is whole; where the
    donor does not `keep` them they wait for another one, as long as before, and both are told.
    Raises NotAllowed: "reason", "state"; Pledge.DoesNotExist for another donor's.
    """
    if not reason.strip():
        raise NotAllowed("reason")
    mine.require_donor(by)
    found = mine.pledges(by).get(pk=pledge_id)
    live = Match.objects.unscoped(reason=mine.OWN).filter(slot__pledge_id=pledge_id)
    active = live.filter(state=MatchState.ACTIVE)
    if not keep:
        ending.hold(list(active.values_list("pk", flat=True)))
    own = mine.pledges(by).filter(pk=pledge_id, state=PledgeState.OPEN)
    if not own.update(state=PledgeState.WITHDRAWN, closed_at=at):
        raise NotAllowed("state")
    undecided = live.filter(state__in=[MatchState.HELD, MatchState.OFFERED])
    for number in list(undecided.values_list("pk", flat=True)):
        move(match_id=number, after=MatchState.REFUSED, hand=Hand.DONOR, by=by, at=at,
             reason=reason)  # fmt: skip
    for number in [] if keep else sorted(active.values_list("pk", flat=True)):
        ending.end(number, after=MatchState.LAPSED, hand=Hand.DONOR, by=by, at=at, reason=reason)
    going_on = int(active.count())
    _note("fostering.pledge.withdrawn", found, by, at, reason=reason, going_on=going_on)
    return going_on


def _note(
    code: str, made: Pledge, by: Actor, at: datetime, *, reason: str = "", **facts: int | str
) -> None:
    audit.record(
        code, by=by, at=at, subject=f"pledge:{made.pk}", region_code=made.region_code,
        reason=reason, facts={"package": made.package.code, **facts},
    )  # fmt: skip
