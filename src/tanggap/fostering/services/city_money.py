"""Money in the city's hands: found on the statement, handed on, given back, moved on; four eyes."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.fostering.domain.passing import Hand
from tanggap.fostering.models import Passage, Receipt
from tanggap.fostering.queries import city, mine
from tanggap.fostering.services import city_telling as telling
from tanggap.fostering.services import giving
from tanggap.fostering.services.city import CHECKED, turn
from tanggap.fostering.types import Handing, MatchState, NotAllowed, PassageState, Transfer


@transaction.atomic
def receive(gift_id: int, found: Transfer, *, by: Actor, at: datetime) -> Passage:
    """Write down a line of the statement for a gift, and tell the donor, also what is missing.

    What comes later for the same gift is added. Raises NotAllowed: "again" (the line is there
    already), "days" (not come yet), "amount", "table" (it has left already); Forbidden.
    """
    gift = _locked(gift_id)
    require(by, Permission.PAYMENT_RECORD, region_code=gift.region_code)
    if found.amount < 1 or not found.line.strip():
        raise NotAllowed("amount")
    _has_come(found.on, at)
    turn(
        gift, PassageState.RECEIVED, hand=Hand.TREASURER, by=by, at=at,
        amount=gift.amount + found.amount, received_on=gift.received_on or found.on,
        received_by_id=by.user_id, received_by_name=by.name, said_at=gift.said_at or at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            Receipt.objects.create(
                passage=gift, amount=found.amount, on=found.on, line=found.line.strip().upper(),
                by_id=by.user_id, by_name=by.name, at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise NotAllowed("again") from error
    telling.received(gift, at)
    if gift.instalment.match.state != MatchState.ACTIVE:
        telling.stranded(gift, at)
    return gift


@transaction.atomic
def not_found(gift_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Tell a donor that what they say they sent is not on the statement; they send it again.

    Raises NotAllowed: "table", "reason"; Forbidden.
    """
    gift = _locked(gift_id)
    require(by, Permission.PAYMENT_RECORD, region_code=gift.region_code)
    turn(
        gift, PassageState.EXPECTED, hand=Hand.TREASURER, by=by, at=at, reason=reason,
        act="missing", said_at=None,
    )  # fmt: skip
    telling.missing(gift, at)


@transaction.atomic
def hand_on(gift_id: int, told: Handing, *, by: Actor, at: datetime) -> None:
    """Hand a gift on, all that came of it; only now the family is asked whether it arrived.

    Raises NotAllowed: "four eyes" (received by the same person), "state" (the match is over),
    "days", "receipt", "table"; Forbidden.
    """
    gift = _locked(gift_id)
    _leave(gift, PassageState.HANDED, told, by, at)
    giving.handed_on(gift.instalment, by=by, at=at)


@transaction.atomic
def came_back(gift_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a handing back: it did not reach the family, and the city holds the money again.

    Raises NotAllowed: "table", "reason", "state" (the family has it); Forbidden.
    """
    gift = _locked(gift_id)
    require(by, Permission.FOSTER_MATCH, region_code=gift.region_code)
    turn(
        gift, PassageState.RECEIVED, hand=Hand.COORDINATOR, by=by, at=at, reason=reason,
        act="came_back", passed_amount=0, passed_on=None, passed_how="", passed_receipt="",
        passed_by_id=None, passed_by_name="", late_told_on=None,
    )  # fmt: skip
    giving.came_back(gift.instalment, reason=reason, by=by, at=at)
    if gift.instalment.match.state != MatchState.ACTIVE:
        telling.stranded(gift, at)


@transaction.atomic
def give_back(gift_id: int, told: Handing, *, by: Actor, at: datetime) -> None:
    """Give back to the donor what cannot reach its family any more.

    Raises NotAllowed: "state" (it still can), "wish" (the donor wants it moved), and those of
    `hand_on`.
    """
    gift = _locked(gift_id)
    if _reaches(gift):
        raise NotAllowed("state")
    if gift.wish == Passage.Wish.MOVE and city.target(gift) is not None:
        raise NotAllowed("wish")
    _leave(gift, PassageState.RETURNED, told, by, at)
    telling.returned(gift, at)


@transaction.atomic
def move_on(gift_id: int, *, by: Actor, at: datetime) -> Passage:
    """Move a stranded gift to another family of the donor, who agreed; return where it is now.

    Raises NotAllowed: "state", "wish" (the donor has not agreed), "target" (no family waits for a
    gift of this pledge), "four eyes"; Forbidden.
    """
    gift = _locked(gift_id)
    require(by, Permission.FOSTER_MATCH, region_code=gift.region_code)
    if _reaches(gift):
        raise NotAllowed("state")
    if gift.wish != Passage.Wish.MOVE:
        raise NotAllowed("wish")
    _four_eyes(gift, by)
    found = city.target(gift)
    if found is None:
        raise NotAllowed("target")
    there = _locked(found.pk)
    turn(gift, PassageState.MOVED, hand=Hand.COORDINATOR, by=by, at=at,
         passed_by_id=by.user_id, passed_by_name=by.name)  # fmt: skip
    turn(
        there, PassageState.RECEIVED, hand=Hand.SYSTEM, by=by, at=at, amount=gift.amount,
        received_on=timezone.localdate(at), received_by_id=gift.received_by_id,
        received_by_name=gift.received_by_name, source=gift, said_at=at,
    )  # fmt: skip
    telling.moved(gift, there, at)
    return there


@transaction.atomic
def wish(gift_id: int, wanted: str, *, by: Actor, at: datetime) -> None:
    """Write down what a donor wants done with a gift that cannot reach its family any more.

    Raises NotAllowed: "wish" (neither return nor move), "state"; Passage.DoesNotExist, Forbidden.
    """
    mine.require_donor(by)
    rows = Passage.objects.unscoped(reason=mine.OWN).filter(
        pk=gift_id, instalment__match__slot__pledge__donor__user_id=by.user_id
    )
    gift = rows.select_for_update(of=("self",)).get()  # not while an officer gives it back
    if wanted not in (Passage.Wish.RETURN, Passage.Wish.MOVE):
        raise NotAllowed("wish")
    if gift.state != PassageState.RECEIVED or _reaches(gift):
        raise NotAllowed("state")
    rows.update(wish=wanted, wished_at=at)
    audit.record(
        "fostering.gift.wished", by=by, at=at, subject=f"gift:{gift.pk}",
        region_code=gift.region_code, facts={"reference": gift.reference, "wish": wanted},
    )  # fmt: skip


def _leave(gift: Passage, after: PassageState, told: Handing, by: Actor, at: datetime) -> None:
    """Write down how a gift left the city's hands, whole."""
    require(by, Permission.FOSTER_MATCH, region_code=gift.region_code)
    _four_eyes(gift, by)
    if not told.receipt.strip():
        raise NotAllowed("receipt")
    _has_come(told.on, at)
    if gift.received_on is not None and told.on < gift.received_on and gift.source_id is None:
        raise NotAllowed("days")
    turn(
        gift, after, hand=Hand.COORDINATOR, by=by, at=at, passed_amount=gift.amount,
        passed_on=told.on, passed_how=told.how.strip()[:120],
        passed_receipt=told.receipt.strip()[:80], passed_by_id=by.user_id, passed_by_name=by.name,
    )  # fmt: skip


def _four_eyes(gift: Passage, by: Actor) -> None:
    """Let nobody pass on what they wrote down as received, not a part of it either."""
    own = gift.receipts.filter(by_id=by.user_id).exists() or gift.received_by_id == by.user_id
    if own or by.user_id is None:
        raise NotAllowed("four eyes")


def _reaches(gift: Passage) -> bool:
    return bool(gift.instalment.match.state == MatchState.ACTIVE)


def _has_come(on: date, at: datetime) -> None:
    if on > timezone.localdate(at):
        raise NotAllowed("days")


def _locked(gift_id: int) -> Passage:
    """Return a gift as it is now, nobody else moving it."""
    rows = Passage.objects.unscoped(reason=CHECKED).select_for_update(of=("self",))
    found: Passage = rows.select_related(
        "instalment__match__candidate", "instalment__match__slot__pledge__donor"
    ).get(pk=gift_id)
    return found
