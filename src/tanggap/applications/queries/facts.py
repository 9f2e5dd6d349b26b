"""Applications as the apps above see them."""

from collections.abc import Collection

from django.db.models import Count, QuerySet

from tanggap.applications.models import Application
from tanggap.applications.types import ApplicationFacts, DeskAnswer, Status
from tanggap.core.actor import Actor


def of(application_id: int) -> ApplicationFacts:
    """Return one application; raises Application.DoesNotExist. The caller checks access."""
    query = Application.objects.unscoped(reason="the caller checks the region")
    return _facts(_counted(query).get(pk=application_id))


def visible(
    actor: Actor,
    *,
    statuses: Collection[Status] = (),
    programme: str = "",
    permission: str | None = None,
) -> list[ApplicationFacts]:
    """Return the applications that an officer may see, the needier first, then the older."""
    query = Application.objects.visible_to(actor, permission)
    if statuses:
        query = query.filter(status__in=list(statuses))
    if programme:
        query = query.filter(programme__code=programme)
    rows = _counted(query).order_by("-score", "received_at", "pk")
    return [_facts(row) for row in rows]


def _counted(query: QuerySet[Application]) -> QuerySet[Application]:
    return query.select_related("programme").annotate(others=Count("members"))


def _facts(row: Application) -> ApplicationFacts:
    desk: DeskAnswer = row.desk_answer  # type: ignore[assignment]
    return ApplicationFacts(
        id=row.pk,
        code=row.code,
        programme=row.programme.code,
        status=Status(row.status),
        region_code=row.region_code,
        rw=row.rw,
        rt=row.rt,
        head_name=row.head_name,
        head_sex=row.head_sex,
        head_birth_date=row.head_birth_date,
        people=1 + row.others,  # type: ignore[attr-defined]
        desk_answer=desk,
        score=row.score,
        received_at=row.received_at,
        person_id=row.person_id,
        family_id=row.family_id,
        household_id=row.household_id,
    )
