"""Bank accounts of recipients: proposed by one officer, approved by another, kept for good."""

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import Forbidden, require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core import crypto
from tanggap.core.actor import Actor
from tanggap.distribution.domain.accounts import digits_of
from tanggap.distribution.domain.holders import NEEDS_A_REASON
from tanggap.distribution.models import Account, AccountFile
from tanggap.distribution.queries import banked
from tanggap.distribution.queries.banked import PURPOSE, Told
from tanggap.distribution.types import AccountState, NotAllowed

OWN: Final = "the region is checked here"


@transaction.atomic
def propose(
    *, person_id: int, told: Told, reason: str = "", by: Actor, at: datetime,
    file: AccountFile | None = None,
) -> Account:  # fmt: skip
    """Propose an account, or a change with its reason; it counts once another officer approves.

    Raises NotAllowed: "recipient", "account", "bank", "holder", "same", "reason" (of a change),
    "pending" (another proposal waits); and Forbidden.
    """
    region = banked.region_of(person_id)
    require(by, Permission.PAYMENT_PREPARE, region_code=region)
    if not banked.is_recipient(person_id):
        raise NotAllowed("recipient")
    told = _checked(told)
    now = banked.approved([person_id]).get(person_id)
    if now == told:
        raise NotAllowed("same")
    if now is not None and not reason.strip():
        raise NotAllowed("reason")
    try:
        with transaction.atomic():
            fresh: Account = Account.objects.create(
                person_id=person_id,
                region_code=region,
                sealed=crypto.seal(told.number, purpose=PURPOSE),
                number_index=crypto.blind_index(told.number, purpose=PURPOSE),
                bank=told.bank,
                holder=told.holder,
                reason=reason.strip()[:500],
                file=file,
                proposed_by_id=by.user_id,
                proposed_by_name=by.name,
                added_at=at,
            )
    except IntegrityError as error:
        raise NotAllowed("pending") from error
    _note("proposed", fresh, by, at, fresh.reason, {"change": now is not None})
    return fresh


@transaction.atomic
def approve(*, account_id: int, reason: str = "", by: Actor, at: datetime) -> None:
    """Let an account count from now on, in place of the earlier one.

    Raises NotAllowed: "state", "four eyes", "name" (the holder's name differs and nobody says why
    it is right all the same); and Forbidden.
    """
    one = _waiting(account_id, by)
    like = banked.likeness(one.holder, banked.names_of([one.person_id]).get(one.person_id, ""))
    if like in NEEDS_A_REASON and not reason.strip():
        raise NotAllowed("name")
    query = Account.objects.unscoped(reason=OWN)
    replaced = query.filter(person_id=one.person_id, state=AccountState.APPROVED).update(
        state=AccountState.REPLACED, ended_at=at
    )
    _decide(one, AccountState.APPROVED, reason, by, at)
    _note("approved", one, by, at, reason.strip(), {"name": like, "replaced": replaced})


@transaction.atomic
def refuse(*, account_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Turn a proposal down, with a reason; what counted before goes on.

    Raises NotAllowed: "reason", "state", "four eyes"; and Forbidden.
    """
    if not reason.strip():
        raise NotAllowed("reason")
    one = _waiting(account_id, by)
    _decide(one, AccountState.REFUSED, reason, by, at)
    _note("refused", one, by, at, reason.strip(), {})


@transaction.atomic
def withdraw(*, account_id: int, by: Actor, at: datetime) -> None:
    """Take one's own proposal back. Raises NotAllowed("state"), ("not_yours"), Forbidden."""
    one = _locked(account_id)
    require(by, Permission.PAYMENT_PREPARE, region_code=one.region_code)
    if one.state != AccountState.PROPOSED:
        raise NotAllowed("state")
    if by.user_id != one.proposed_by_id:
        raise NotAllowed("not_yours")
    _decide(one, AccountState.WITHDRAWN, "", by, at)
    _note("withdrawn", one, by, at, "", {})


@transaction.atomic
def reveal(*, account_id: int, reason: str, by: Actor, at: datetime) -> str:
    """Return the digits of an account and write down who saw them and why.

    Those who prepare or approve payments may. Raises NotAllowed("reason"), Forbidden.
    """
    one = _locked(account_id)
    if not banked.may_see(by, one.region_code):
        raise Forbidden(Permission.PAYMENT_APPROVE)
    if not reason.strip():
        raise NotAllowed("reason")
    _note("revealed", one, by, at, reason.strip()[:500], {})
    return banked.number_of(one)


def _checked(told: Told) -> Told:
    found = Told(
        digits_of(told.number), told.bank.strip().upper()[:11], " ".join(told.holder.split())[:120]
    )
    for value, code in ((found.number, "account"), (found.bank, "bank"), (found.holder, "holder")):
        if not value:
            raise NotAllowed(code)
    return found


def _locked(account_id: int) -> Account:
    query = Account.objects.unscoped(reason=OWN).select_for_update()
    found: Account = query.get(pk=account_id)
    return found


def _waiting(account_id: int, by: Actor) -> Account:
    """Return a proposal that this officer may decide."""
    one = _locked(account_id)
    require(by, Permission.PAYMENT_APPROVE, region_code=one.region_code)
    if one.state != AccountState.PROPOSED:
        raise NotAllowed("state")
    if by.user_id is None or by.user_id == one.proposed_by_id:
        raise NotAllowed("four eyes")
    return one


def _decide(one: Account, after: AccountState, reason: str, by: Actor, at: datetime) -> None:
    one.state, one.decided_by_id, one.decided_by_name = after, by.user_id, by.name
    one.decided_reason, one.decided_at = reason.strip()[:500], at
    if after != AccountState.APPROVED:
        one.ended_at = at
    one.save()


def _note(
    act: str, one: Account, by: Actor, at: datetime, reason: str, facts: dict[str, Any]
) -> None:
    audit.record(
        f"distribution.account.{act}", by=by, at=at, subject=f"person:{one.person_id}",
        region_code=one.region_code, reason=reason, facts={"account": one.pk, **facts},
    )  # fmt: skip
