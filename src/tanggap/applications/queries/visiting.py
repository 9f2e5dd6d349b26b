"""What a visit needs of an application: whose home, where it is, and what is asked there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from tanggap.accounts.types import Permission
from tanggap.applications.domain import criteria
from tanggap.applications.domain.codes import spelled
from tanggap.applications.domain.criteria import Criteria
from tanggap.applications.models import Application
from tanggap.applications.types import Status
from tanggap.core.actor import Actor
from tanggap.regions.queries import subtree_range

__all__ = ["Criteria", "Home", "Told", "asked", "homes", "told", "waiting", "waiting_by_village"]


@dataclass(frozen=True, slots=True)
class Home:
    """A family to visit: no number of anybody, no telephone. `code` as people read it."""

    id: int
    code: str
    programme: str
    status: Status
    head_name: str
    people: int
    address: str
    region_code: str
    rw: str
    rt: str
    criteria: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What the applicant answered, by criterion, and what that is worth in points of 1,000."""

    answers: Mapping[str, str]
    points: int


def waiting(
    actor: Actor, *, region_code: str = "", rw: str = "", limit: int = 200
) -> tuple[list[Home], int]:
    """Return applications that nobody visits yet, by place, and how many there are in all.

    Only those in the regions where the actor may assign visits, at most `limit`.
    """
    query = _received(actor)
    if region_code:
        low, high = subtree_range(region_code)
        query = query.filter(region_code__gte=low, region_code__lt=high)
    if rw:
        query = query.filter(rw=rw)
    rows = _counted(query).order_by("region_code", "rw", "rt", "received_at", "pk")[:limit]
    return [_home(row) for row in rows], query.count()


def waiting_by_village(actor: Actor) -> dict[str, int]:
    """Return how many applications wait for a visit in each kelurahan."""
    rows = _received(actor).order_by().values_list("region_code").annotate(n=Count("pk"))
    return {str(code): int(n) for code, n in rows.order_by("region_code")}


def homes(application_ids: Collection[int]) -> dict[int, Home]:
    """Return families to visit by application; the caller checks who may see them."""
    query = Application.objects.unscoped(reason="the caller's visit says who may see it")
    return {row.pk: _home(row) for row in _counted(query.filter(pk__in=list(application_ids)))}


def asked(application_ids: Collection[int]) -> dict[int, Criteria]:
    """Return the criteria, by the application that answered them."""
    query = Application.objects.unscoped(reason="criteria are no secret")
    known: dict[int, Criteria] = {}
    found: dict[int, Criteria] = {}
    for row in query.filter(pk__in=list(application_ids)).select_related("criteria"):
        if row.criteria_id not in known:
            known[row.criteria_id] = criteria.read(row.criteria.content)
        found[row.pk] = known[row.criteria_id]
    return found


def told(application_id: int) -> Told:
    """Return what the applicant answered; the caller checks access."""
    query = Application.objects.unscoped(reason="the caller checks the region")
    found = query.select_related("criteria").get(pk=application_id)
    return Told(found.answers, criteria.read(found.criteria.content).points(found.answers))


def _received(actor: Actor) -> Any:
    query = Application.objects.visible_to(actor, Permission.VISIT_ASSIGN)
    return query.filter(status=Status.RECEIVED)


def _counted(query: QuerySet[Application]) -> QuerySet[Application]:
    return query.select_related("programme").annotate(others=Count("members"))


def _home(row: Application) -> Home:
    return Home(
        id=row.pk,
        code=spelled(row.code),
        programme=row.programme.name,
        status=Status(row.status),
        head_name=row.head_name,
        people=1 + row.others,  # type: ignore[attr-defined]
        address=row.address,
        region_code=row.region_code,
        rw=row.rw,
        rt=row.rt,
        criteria=row.criteria_id,
        received_at=row.received_at,
    )
