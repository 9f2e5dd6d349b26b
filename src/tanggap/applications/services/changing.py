"""What citizens and the desk change on an application that was received."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications import sealing
from tanggap.applications.domain.typed import Mistyped, read_kk, read_nik
from tanggap.applications.models import Application
from tanggap.applications.services import desk, families, registry
from tanggap.applications.services.moving import move
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import Incomplete, NotAllowed, Status
from tanggap.audit import services as audit
from tanggap.core.actor import Actor

OWN: Final = "the citizen proved the code and the PIN"
CORRECTABLE: Final = frozenset({Status.RECEIVED, Status.VISITING})
PLAIN: Final = ("address", "rw", "rt")


def withdraw(*, application_id: int, by: Actor = APPLICANT, at: datetime, reason: str = "") -> None:
    """Take an application back, for the citizen or by an officer at their wish.

    Raises NotAllowed where it was decided already, Forbidden for an officer of another place.
    """
    if by is not APPLICANT:
        found = Application.objects.unscoped(reason="checked below").get(pk=application_id)
        require(by, Permission.APPLICATION_ENTER, region_code=found.region_code)
    move(application_id=application_id, after=Status.WITHDRAWN, by=by, at=at, reason=reason)


@transaction.atomic
def join(*, application_id: int, into: int, by: Actor, at: datetime, reason: str) -> None:
    """Join an application to the family's other one, which must be open.

    Raises NotAllowed for another programme, for itself, or where the other is closed.
    """
    query = Application.objects.unscoped(reason="the move checks the region")
    mine, other = query.get(pk=application_id), query.get(pk=into)
    closed = other.status in {Status.JOINED, Status.WITHDRAWN, Status.REFUSED}
    if mine.pk == other.pk or mine.programme_id != other.programme_id or closed:
        raise NotAllowed("join")
    move(
        application_id=application_id,
        after=Status.JOINED,
        by=by,
        at=at,
        reason=reason,
        facts={"into": into},
        into=into,
    )


@transaction.atomic
def correct(
    *, application_id: int, values: Mapping[str, str], by: Actor = APPLICANT, at: datetime
) -> list[str]:
    """Set what a citizen told wrongly; return the fields that changed, and look at the desk again.

    Fields: address, rw, rt, phone, email, nik, kk. Raises Incomplete for impossible numbers,
    NotAllowed after the visit, or where the family of the new numbers has asked already.
    """
    query = Application.objects.unscoped(reason=OWN)
    found = query.select_related("programme").select_for_update(of=("self",)).get(pk=application_id)
    if found.status not in CORRECTABLE:
        raise NotAllowed("correct")
    if by is not APPLICANT:
        require(by, Permission.APPLICATION_ENTER, region_code=found.region_code)
    _check(values)
    changed = [name for name, value in values.items() if _set(found, name, value)]
    if not changed:
        return []
    try:
        with transaction.atomic():
            found.save()
            if {"nik", "kk"} & set(changed):
                _known_anew(found, at)
    except IntegrityError as error:
        raise NotAllowed("asked anew") from error
    audit.record(
        "applications.corrected",
        by=by,
        at=at,
        subject=f"application:{application_id}",
        region_code=found.region_code,
        facts={"fields": sorted(changed)},
    )
    return changed


def _check(values: Mapping[str, str]) -> None:
    problems: dict[str, str] = {}
    for name, read in (("nik", read_nik), ("kk", read_kk)):
        try:
            if values.get(name):
                read(values[name])
        except Mistyped as fault:
            problems[name] = fault.code
    if "address" in values and not values["address"].strip():
        problems["address"] = "missing"
    if problems:
        raise Incomplete(problems)


def _set(found: Any, name: str, value: str) -> bool:
    """Set one field; tell whether it changed."""
    if name in PLAIN:
        before = getattr(found, name)
        setattr(found, name, value.strip())
        return bool(before != getattr(found, name))
    if name in {"phone", "email"}:
        column = f"sealed_{name}"
        if sealing.contact_of(getattr(found, column)) == value:
            return False
        setattr(found, column, sealing.sealed_contact(value))
        return True
    if name in {"nik", "kk"}:
        return bool(value) and _set_number(found, name, value)
    raise KeyError(name)


def _set_number(found: Any, name: str, value: str) -> bool:
    if sealing.number_of(getattr(found, f"sealed_{name}")) == value:
        return False
    index = sealing.nik_index if name == "nik" else sealing.kk_index
    setattr(found, f"sealed_{name}", sealing.sealed_number(value))
    setattr(found, f"{name}_index", index(value))
    if name == "nik":
        found.no_nik_reason = ""
    return True


def _known_anew(found: Any, at: datetime) -> None:
    """Look at the registry with the new numbers, and take the family's place under them."""
    desk.recheck(application_id=found.pk, by=registry.DESK, at=at)
    found.refresh_from_db()
    families.release(found.pk)
    families.take_again(found, families.keys_of_kept(found))
