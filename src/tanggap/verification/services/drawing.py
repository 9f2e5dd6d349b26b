"""Drawing which families are visited a second time."""

import secrets
from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from tanggap.accounts import queries as accounts
from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.queries import visiting
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.regions.queries import subtree_range
from tanggap.verification.domain import drawing
from tanggap.verification.models import Draw, Visit
from tanggap.verification.services import planning
from tanggap.verification.types import NoOtherOfficer, VisitState


@transaction.atomic
def draw(
    *, region_code: str, share: int, due_on: date, by: Actor, at: datetime, seed: str = ""
) -> Draw:
    """Draw a share (percent) of a region's reported visits and give each to another officer.

    Every reported first visit takes part in one draw only. The seed is made here, after the visits,
    and kept with the result. Raises Forbidden, and NoOtherOfficer where only the officer of a
    drawn visit could visit there; then nothing was drawn.
    """
    require(by, Permission.VISIT_ASSIGN, region_code=region_code)
    visits = {visit.application_id: visit for visit in _taking_part(region_code)}
    codes = {home.code: pk for pk, home in visiting.homes(visits).items()}
    seed = seed or secrets.token_hex(16)
    chosen = [visits[codes[code]] for code in drawing.drawn(seed, codes, share)]
    result: Draw = Draw.objects.create(
        region_code=region_code,
        share=share,
        seed=seed,
        considered=len(visits),
        drawn=len(chosen),
        by_id=by.user_id,
        by_name=by.name,
        at=at,
    )
    query = Visit.objects.unscoped(reason="of a region that was checked")
    query.filter(pk__in=[visit.pk for visit in visits.values()]).update(considered_in=result)
    _plan(chosen, due_on, by, at)
    audit.record(
        "verification.second_visits.drawn",
        by=by,
        at=at,
        subject=f"draw:{result.pk}",
        region_code=region_code,
        facts={"share": share, "seed": seed, "considered": len(visits), "drawn": len(chosen)},
    )
    return result


def _taking_part(region_code: str) -> QuerySet[Visit]:
    low, high = subtree_range(region_code)
    query: QuerySet[Visit] = Visit.objects.unscoped(reason="the region was checked")
    return query.filter(
        region_code__gte=low,
        region_code__lt=high,
        state=VisitState.REPORTED,
        is_second=False,
        considered_in=None,
        application__status="visited",
    ).select_for_update(of=("self",))


def _plan(chosen: list[Visit], due_on: date, by: Actor, at: datetime) -> None:
    loads = _loads()
    for visit in chosen:
        able = accounts.officers_with(Permission.VISIT_REPORT, visit.region_code)
        free = {one.pk: loads[one.pk] for one in able}
        officer = drawing.lightest(free, but=visit.officer_id)
        if officer is None:
            raise NoOtherOfficer(visit.officer_name)
        planning.repeat(first=visit, officer_id=officer, due_on=due_on, by=by, at=at)
        loads[officer] += 1


def _loads() -> Counter[int]:
    query = Visit.objects.unscoped(reason="an officer's load counts wherever it is")
    return Counter(
        query.filter(state=VisitState.PLANNED).values_list("officer_id", flat=True).order_by("pk")
    )
