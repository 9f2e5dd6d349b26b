"""A gift's way through the city's account up to the bank: expected, and said to be sent."""

import secrets
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.fostering.domain import passing
from tanggap.fostering.domain.passing import ALPHABET, BODY, Hand
from tanggap.fostering.models import Instalment, Match, Package, Passage, Pledge
from tanggap.fostering.queries import city, mine
from tanggap.fostering.types import InstalmentState, MatchState, NotAllowed, PassageState

CHECKED: Final = "whose gift it is was checked"


def expect(match: Match) -> None:
    """Give every unpaid instalment of a match a reference, where it goes through the city."""
    if match.slot.pledge.via != Pledge.Via.CITY:
        return
    for one in match.instalments.filter(state=InstalmentState.DUE, passage=None):
        Passage.objects.create(
            instalment=one, region_code=match.region_code, reference=_free_reference()
        )


@transaction.atomic
def say(one: Instalment, *, by: Actor, at: datetime) -> None:
    """Write down that a donor says that the gift is on its way to the city's account.

    Raises NotAllowed: "account" (none is in force), "state".
    """
    gift = Passage.objects.unscoped(reason=CHECKED).select_for_update().get(instalment=one)
    if city.in_force(gift.region_code, on=timezone.localdate(at)) is None:
        raise NotAllowed("account")
    turn(gift, PassageState.SAID, hand=Hand.DONOR, by=by, at=at, said_at=at)


@transaction.atomic
def choose(pledge_id: int, via: str, *, by: Actor, at: datetime) -> None:
    """Let a donor choose the other way; what is already with the city stays on its way.

    Choosing the city takes the name off the pledge. Raises NotAllowed: "account" (none in force, or
    the package is goods), "state" (it is over); Pledge.DoesNotExist, Forbidden.
    """
    mine.require_donor(by)
    pledge = mine.pledges(by).select_for_update(of=("self",)).get(pk=pledge_id)
    if via == Pledge.Via.CITY and not may_go(pledge.package, pledge.region_code, at):
        raise NotAllowed("account")
    matches = mine.matches(by).filter(slot__pledge=pledge_id)
    active = list(matches.filter(state=MatchState.ACTIVE))
    if pledge.closed_at is not None and not active:
        raise NotAllowed("state")
    named = {"is_named": False} if via == Pledge.Via.CITY else {}
    mine.pledges(by).filter(pk=pledge_id).update(via=via, **named)
    for match in active:
        match.slot.pledge.via = via
        expect(match)
        if via == Pledge.Via.DIRECT:
            rows = Passage.objects.unscoped(reason=CHECKED).filter(state=PassageState.EXPECTED)
            rows.filter(
                instalment__match=match, instalment__state=InstalmentState.DUE, source=None
            ).delete()
    audit.record(
        "fostering.pledge.way", by=by, at=at, subject=f"pledge:{pledge_id}",
        region_code=pledge.region_code, facts={"via": via},
    )  # fmt: skip


def may_go(package: Package, region_code: str, at: datetime) -> bool:
    """Tell whether a package can go through the account of a region today."""
    account = city.in_force(region_code, on=timezone.localdate(at))
    return account is not None and city.offers(package)


def turn(
    gift: Passage,
    after: PassageState,
    *,
    hand: Hand,
    by: Actor,
    at: datetime,
    reason: str = "",
    act: str = "",
    **changes: Any,
) -> None:
    """Move a gift by the table and write it down: the one function that changes its state.

    `gift` is as the database has it now. Raises NotAllowed: "table", "reason", "state".
    """
    before = PassageState(gift.state)
    passing.check(before, after, hand=hand, reason=reason)
    rows = Passage.objects.unscoped(reason=CHECKED).filter(pk=gift.pk, state=before)
    if not rows.filter(amount=gift.amount).update(state=after, **changes):
        raise NotAllowed("state")
    audit.record(
        f"fostering.gift.{act or after}", by=by, at=at, subject=f"gift:{gift.pk}",
        region_code=gift.region_code, reason=reason,
        facts={
            "reference": gift.reference, "before": before,
            **{name: changes[name] for name in ("amount", "passed_amount") if name in changes},
        },
    )  # fmt: skip
    gift.refresh_from_db(from_queryset=Passage.objects.unscoped(reason=CHECKED))


def _free_reference() -> str:
    rows = Passage.objects.unscoped(reason=CHECKED)
    while True:
        found = passing.reference(secrets.randbelow(len(ALPHABET) ** BODY))
        if not rows.filter(reference=found).exists():
            return found
