"""Showing the numbers of an applicant in full: with a reason, on the record."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications import sealing
from tanggap.applications.models import Application
from tanggap.applications.types import NotAllowed
from tanggap.audit import services as audit
from tanggap.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a family, in full; what it did not tell is empty."""

    nik: str
    kk: str
    phone: str
    members: tuple[tuple[str, str], ...]


@transaction.atomic
def reveal(*, application_id: int, reason: str, by: Actor, at: datetime) -> Numbers:
    """Return the numbers of an application and write down who saw them and why.

    Raises NotAllowed("reason") without a reason, and Forbidden.
    """
    query = Application.objects.unscoped(reason="the region is checked here")
    found = query.get(pk=application_id)
    require(by, Permission.NIK_REVEAL, region_code=found.region_code)
    if not reason.strip():
        raise NotAllowed("reason")
    audit.record(
        "applications.number.revealed", by=by, at=at, subject=f"application:{application_id}",
        region_code=found.region_code, reason=reason.strip()[:500],
    )  # fmt: skip
    return Numbers(
        nik=sealing.number_of(found.sealed_nik),
        kk=sealing.number_of(found.sealed_kk),
        phone=sealing.contact_of(found.sealed_phone),
        members=tuple((one.name, sealing.number_of(one.sealed_nik)) for one in found.members.all()),
    )
