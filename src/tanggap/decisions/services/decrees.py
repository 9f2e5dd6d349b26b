"""The decree (surat keputusan) that an approved plan becomes."""

from datetime import date, datetime

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.decisions.models import Plan
from tanggap.decisions.services.planning import CHECKED, note, swap
from tanggap.decisions.types import NotAllowed


@transaction.atomic
def issue(
    *,
    plan_id: int,
    number: str,
    on: date,
    basis: str,
    signatory: str,
    office: str,
    by: Actor,
    at: datetime,
) -> None:
    """Give an approved plan its decree: number, day, legal basis, and who signs in which office.

    May be corrected; every version is on the record. Raises NotAllowed: "not_approved", "decree"
    (something is empty); and Forbidden.
    """
    plan = Plan.objects.unscoped(reason=CHECKED).select_related("programme").get(pk=plan_id)
    require(by, Permission.PLAN_APPROVE, region_code=plan.region_code)
    told = {
        "decree_number": number.strip(),
        "decree_basis": basis.strip(),
        "signatory_name": signatory.strip(),
        "signatory_office": office.strip(),
    }
    if not all(told.values()):
        raise NotAllowed("decree")
    swap(plan, Plan.Status.APPROVED, decree_date=on, **told)
    note("decisions.decree.issued", plan, by, at, number=number.strip(), on=on.isoformat())
