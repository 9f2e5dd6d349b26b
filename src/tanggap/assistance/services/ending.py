"""Ending aid before its time: withdrawn, given up, decided otherwise."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.models import Award
from tanggap.assistance.services import ledger
from tanggap.core.actor import Actor

ENDING: Final = "the right is checked where the award is"


def hold(award_ids: Collection[int]) -> None:
    """Keep awards as they are until the caller's transaction ends.

    Whoever ends several, or takes rows that hang on an award, holds the awards first: other aid
    takes them in this order.
    """
    rows = Award.objects.unscoped(reason=ENDING).select_for_update().filter(pk__in=award_ids)
    list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def end(*, award_id: int, reason: str, by: Actor, at: datetime) -> bool:
    """End an active award and give its places back; False where it is not active any more.

    What was paid stays paid. AwardsChanged is published. Raises Forbidden.
    """
    award = Award.objects.unscoped(reason=ENDING).get(pk=award_id)
    require(by, Permission.AWARD_GRANT, region_code=award.region_code)
    return ledger.stop(award_id=award_id, reason=reason, by=by, at=at)
