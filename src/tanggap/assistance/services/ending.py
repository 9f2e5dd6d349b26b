"""Ending aid before its time: withdrawn, given up, decided otherwise."""

from datetime import datetime
from typing import Final

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.models import Award, OverlapCase
from tanggap.assistance.services import ledger
from tanggap.audit import services as audit
from tanggap.core.actor import Actor

ENDING: Final = "the right is checked where the award is"


@transaction.atomic
def end(*, award_id: int, reason: str, by: Actor, at: datetime) -> bool:
    """End an active award and give its places back; False where it is not active any more.

    What was paid stays paid. AwardsChanged is published. Raises Forbidden.
    """
    query = Award.objects.unscoped(reason=ENDING)
    award = query.select_related("programme").get(pk=award_id)
    require(by, Permission.AWARD_GRANT, region_code=award.region_code)
    active = query.filter(pk=award_id, status=Award.Status.ACTIVE)
    if not active.update(status=Award.Status.ENDED):
        return False
    audit.record(
        "assistance.award.ended",
        by=by,
        at=at,
        subject=f"award:{award_id}",
        region_code=award.region_code,
        reason=reason,
        facts={"programme": award.programme.code, "paid_months": award.paid_months},
    )
    ledger.reclaim([award_id], cause=OverlapCase.Cause.RELINK, at=at)
    return True
