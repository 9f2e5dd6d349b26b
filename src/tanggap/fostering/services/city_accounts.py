"""The city's account: proposed by one officer, put into force by another, ended at once."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.fostering.models import CityAccount
from tanggap.fostering.types import AccountDraft, NotAllowed

CHECKED: Final = "the right in the account's region is asked for here"
_S: Final = CityAccount.State


@transaction.atomic
def propose(draft: AccountDraft, *, by: Actor, at: datetime) -> CityAccount:
    """Propose an account; donors see it once another officer has approved it.

    Raises NotAllowed: "proposed" (one waits already), "days" (it would begin in the past).
    """
    require(by, Permission.FOSTER_MATCH, region_code=draft.region_code)
    if draft.valid_from < timezone.localdate(at):
        raise NotAllowed("days")
    try:
        with transaction.atomic():
            made: CityAccount = CityAccount.objects.create(
                region_code=draft.region_code, bank=draft.bank, number=draft.number,
                holder=draft.holder, basis=draft.basis, note=draft.note,
                valid_from=draft.valid_from, proposed_by_id=by.user_id, proposed_by_name=by.name,
                proposed_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise NotAllowed("proposed") from error
    _note("proposed", made, by, at)
    return made


@transaction.atomic
def approve(account_id: int, *, by: Actor, at: datetime) -> CityAccount:
    """Put an account into force from its day on; the one before ends the day before.

    Approved late, it begins today. Raises NotAllowed: "four eyes", "state"; Forbidden.
    """
    one = _locked(account_id)
    require(by, Permission.RULE_APPROVE, region_code=one.region_code)
    if one.state != _S.PROPOSED:
        raise NotAllowed("state")
    if one.proposed_by_id == by.user_id:
        raise NotAllowed("four eyes")
    one.valid_from = max(one.valid_from, timezone.localdate(at))
    before = _standing(one.region_code)
    replaced = list(before.values_list("number", flat=True))
    _close(before, one.valid_from - timedelta(days=1), "")
    _decide(one, _S.APPROVED, by, at)
    _note("approved", one, by, at, replaces=replaced)
    return one


@transaction.atomic
def refuse(account_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Put a proposal away; who made it may do so too. Raises NotAllowed: "reason", "state"."""
    one = _locked(account_id)
    is_own = by.user_id is not None and one.proposed_by_id == by.user_id
    right = Permission.FOSTER_MATCH if is_own else Permission.RULE_APPROVE
    require(by, right, region_code=one.region_code)
    if not reason.strip():
        raise NotAllowed("reason")
    if one.state != _S.PROPOSED:
        raise NotAllowed("state")
    one.reason = reason.strip()[:300]
    _decide(one, _S.REFUSED, by, at)
    _note("refused", one, by, at, reason=reason)


@transaction.atomic
def end(account_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Take an account out of force today: stopping is safe, so one officer may do it alone.

    Raises NotAllowed: "reason", "state"; Forbidden.
    """
    one = _locked(account_id)
    require(by, Permission.FOSTER_MATCH, region_code=one.region_code)
    if not reason.strip():
        raise NotAllowed("reason")
    if one.state != _S.APPROVED:
        raise NotAllowed("state")
    rows = _rows().filter(pk=one.pk)
    _close(rows, timezone.localdate(at) - timedelta(days=1), reason.strip()[:300])
    rows.update(state=_S.ENDED, reason=reason.strip()[:300])
    _note("ended", one, by, at, reason=reason)


def _close(rows: Any, last: date, reason: str) -> None:
    """Let accounts end on a day; those that would begin after it never do."""
    open_ = rows.filter(Q(valid_to=None) | Q(valid_to__gt=last))
    open_.filter(valid_from__gt=last).update(
        state=_S.ENDED, reason=reason, valid_to=F("valid_from")
    )
    open_.filter(valid_from__lte=last).update(valid_to=last)


def _standing(region_code: str) -> Any:
    return _rows().filter(region_code=region_code, state=_S.APPROVED)


def _locked(account_id: int) -> CityAccount:
    found: CityAccount = _rows().select_for_update().get(pk=account_id)
    return found


def _rows() -> Any:
    return CityAccount.objects.unscoped(reason=CHECKED)


def _decide(one: CityAccount, state: CityAccount.State, by: Actor, at: datetime) -> None:
    one.state, one.decided_at = state, at
    one.decided_by_id, one.decided_by_name = by.user_id, by.name
    one.save()


def _note(
    act: str, one: CityAccount, by: Actor, at: datetime, *, reason: str = "", **facts: Any
) -> None:
    audit.record(
        f"fostering.account.{act}", by=by, at=at, subject=f"city-account:{one.pk}",
        region_code=one.region_code, reason=reason,
        facts={"bank": one.bank, "number": one.number, "from": f"{one.valid_from}", **facts},
    )  # fmt: skip
