"""Packages that a city adds, changes and ends; what costs money is seen by four eyes.

What was pledged keeps its months, amount and contents: a change holds for pledges that come after.
"""

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.fostering.models import Package, PackageChange
from tanggap.fostering.services import packages
from tanggap.fostering.types import NotAllowed, PackageDraft

PREFIX: Final = {"cash": "TUNAI", "goods": "SEMBAKO", "school": "SEKOLAH"}
PROPOSED: Final = PackageChange.State.PROPOSED


@transaction.atomic
def add(draft: PackageDraft, *, by: Actor, at: datetime) -> PackageChange:
    """Propose a new package; donors can pledge it once another officer has approved it."""
    require(by, Permission.FOSTER_MATCH)
    return _propose(None, draft, by, at)


@transaction.atomic
def change(package_id: int, draft: PackageDraft, *, by: Actor, at: datetime) -> bool:
    """Change a package; tell whether its months or amount now wait for another officer.

    Name and contents change at once, the kind never. Raises NotAllowed: "proposed" (a change waits
    already); Package.DoesNotExist, Forbidden.
    """
    require(by, Permission.FOSTER_MATCH)
    one = Package.objects.select_for_update().get(pk=package_id)
    words = {name: getattr(draft, name) for name in ("name_id", "name_en", "contents")}
    if any(getattr(one, name) != value for name, value in words.items()):
        Package.objects.filter(pk=one.pk).update(**words)
        _note("changed", one.code, by, at, fields=sorted(words))
    if (one.months, one.amount) == (draft.months, draft.amount):
        return False
    _propose(one, draft, by, at)
    return True


@transaction.atomic
def approve(change_id: int, *, by: Actor, at: datetime) -> Package:
    """Put a proposal into force. Raises NotAllowed: "four eyes", "state"; Forbidden."""
    require(by, Permission.RULE_APPROVE)
    one = PackageChange.objects.select_for_update().get(pk=change_id)
    if one.state != PROPOSED:
        raise NotAllowed("state")
    if one.proposed_by_id == by.user_id:
        raise NotAllowed("four eyes")
    before: dict[str, Any] = {}
    if one.package is None:
        one.package = _made(one)
    else:
        before = {"months_before": one.package.months, "amount_before": one.package.amount}
        one.package.months, one.package.amount = one.months, one.amount
        one.package.save(update_fields=["months", "amount"])
    _decide(one, PackageChange.State.APPROVED, by, at)
    _note("approved", one.package.code, by, at, months=one.months, amount=one.amount, **before)
    return one.package


@transaction.atomic
def refuse(change_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Put a proposal away; who made it may do so too. Raises NotAllowed: "reason", "state"."""
    one = PackageChange.objects.select_for_update().get(pk=change_id)
    is_own = by.user_id is not None and one.proposed_by_id == by.user_id
    require(by, Permission.FOSTER_MATCH if is_own else Permission.RULE_APPROVE)
    if not reason.strip():
        raise NotAllowed("reason")
    if one.state != PROPOSED:
        raise NotAllowed("state")
    one.reason = reason.strip()[:300]
    _decide(one, PackageChange.State.REFUSED, by, at)
    _note("refused", one.package.code if one.package else "", by, at, reason=reason)


@transaction.atomic
def offer(package_id: int, *, offered: bool, by: Actor, at: datetime) -> None:
    """End a package, or let donors pledge it again; what was pledged goes on as it was.

    Raises NotAllowed: "state" where it is so already; Forbidden.
    """
    require(by, Permission.FOSTER_MATCH)
    found = Package.objects.filter(pk=package_id, is_offered=not offered)
    if not found.update(is_offered=offered):
        raise NotAllowed("state")
    _note("offered" if offered else "ended", Package.objects.get(pk=package_id).code, by, at)


def _propose(
    package: Package | None, draft: PackageDraft, by: Actor, at: datetime
) -> PackageChange:  # fmt: skip
    try:
        with transaction.atomic():
            made: PackageChange = PackageChange.objects.create(
                package=package, kind=package.kind if package else draft.kind,
                name_id=draft.name_id, name_en=draft.name_en, contents=draft.contents,
                months=draft.months, amount=draft.amount, proposed_by_id=by.user_id,
                proposed_by_name=by.name, proposed_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise NotAllowed("proposed") from error
    _note("proposed", package.code if package else "", by, at,
          months=draft.months, amount=draft.amount)  # fmt: skip
    return made


def _made(one: PackageChange) -> Package:
    programme = packages.SCHOOL if one.kind == Package.Kind.SCHOOL else packages.AID
    made: Package = Package.objects.create(
        code=_free_code(one.kind, one.months), kind=one.kind, name_id=one.name_id,
        name_en=one.name_en, contents=one.contents, programme=programme, months=one.months,
        amount=one.amount,
    )  # fmt: skip
    return made


def _free_code(kind: str, months: int) -> str:
    """Return a code that no package has: TUNAI-3, TUNAI-3-2."""
    stem = f"{PREFIX[kind]}-{months}"
    taken = set(Package.objects.filter(code__startswith=stem).values_list("code", flat=True))
    number = 1
    while (code := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return code


def _decide(one: PackageChange, state: PackageChange.State, by: Actor, at: datetime) -> None:
    one.state, one.decided_at = state, at
    one.decided_by_id, one.decided_by_name = by.user_id, by.name
    one.save()


def _note(
    act: str, code: str, by: Actor, at: datetime, *, reason: str = "", **facts: Any
) -> None:  # fmt: skip
    audit.record(
        f"fostering.package.{act}", by=by, at=at, subject="package", reason=reason,
        facts={"code": code, **facts},
    )  # fmt: skip
