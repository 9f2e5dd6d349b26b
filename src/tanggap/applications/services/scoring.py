"""What the visit found, in points."""

from datetime import datetime

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.models import Application
from tanggap.audit import services as audit
from tanggap.core.actor import Actor


@transaction.atomic
def record_score(*, application_id: int, score: int, by: Actor, at: datetime) -> None:
    """Note the need that a visit found (points of 1,000); raises Forbidden."""
    application = Application.objects.unscoped(reason="checked below").get(pk=application_id)
    require(by, Permission.VISIT_REPORT, region_code=application.region_code)
    Application.objects.unscoped(reason="checked above").filter(pk=application_id).update(
        score=score
    )
    audit.record(
        "applications.scored",
        by=by,
        at=at,
        subject=f"application:{application_id}",
        region_code=application.region_code,
        facts={"score": score},
    )
