"""Visits as the board shows them: who has how many, what is late."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet

from tanggap.accounts import queries as accounts
from tanggap.accounts.types import Permission
from tanggap.applications.queries import visiting
from tanggap.core.actor import Actor
from tanggap.regions.queries import subtree_range
from tanggap.verification.models import Visit
from tanggap.verification.types import VisitState

Tab = Literal["planned", "late", "reported"]


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer who may be sent, and how many visits they still have to make, how many late."""

    id: int
    name: str
    open: int
    late: int


def listed(
    actor: Actor, tab: Tab, today: date, *, region_code: str = "", rw: str = ""
) -> QuerySet[Visit]:
    """Return the visits of a tab that an officer may assign, the earliest due first."""
    query: QuerySet[Visit] = Visit.objects.visible_to(actor, Permission.VISIT_ASSIGN)
    if region_code:
        low, high = subtree_range(region_code)
        query = query.filter(region_code__gte=low, region_code__lt=high)
    if rw:
        query = query.filter(application__rw=rw)
    if tab == "reported":
        query = query.filter(state=VisitState.REPORTED).order_by("-report__received_at", "-pk")
    else:
        query = query.filter(state=VisitState.PLANNED).order_by("due_on", "pk")
        query = query.filter(due_on__lt=today) if tab == "late" else query
    return query.select_related("report")


def counts(actor: Actor, today: date) -> dict[str, int]:
    """Return how many applications wait for an officer, visits are planned, late and reported."""
    query = Visit.objects.visible_to(actor, Permission.VISIT_ASSIGN)
    planned = query.filter(state=VisitState.PLANNED)
    return {
        "waiting": sum(visiting.waiting_by_village(actor).values()),
        "planned": planned.count(),
        "late": planned.filter(due_on__lt=today).count(),
        "reported": query.filter(state=VisitState.REPORTED).count(),
    }


def own_counts(actor: Actor, today: date) -> dict[str, int]:
    """Return how many visits an officer has to make, and how many are late."""
    query = own(actor)
    return {"planned": query.count(), "late": query.filter(due_on__lt=today).count()}


def own(actor: Actor) -> QuerySet[Visit]:
    """Return the visits that an officer has to make, the earliest due first."""
    query: QuerySet[Visit] = Visit.objects.visible_to(actor, Permission.VISIT_REPORT)
    return query.filter(officer_id=actor.user_id or 0, state=VisitState.PLANNED)


def officers(region_codes: set[str], today: date) -> list[Officer]:
    """Return who may visit in all these regions, with their loads wherever they have them."""
    able: set[int] | None = None
    names: dict[int, str] = {}
    for code in region_codes:
        found = accounts.officers_with(Permission.VISIT_REPORT, code)
        names |= {one.pk: one.get_full_name() for one in found}
        able = {one.pk for one in found} & (able if able is not None else set(names))
    query = Visit.objects.unscoped(reason="an officer's load counts wherever it is")
    rows: Any = query.filter(state=VisitState.PLANNED, officer_id__in=able or set())
    due = list(rows.values_list("officer_id", "due_on"))
    loads = Counter(officer for officer, _due in due)
    late = Counter(officer for officer, day in due if day < today)
    return [
        Officer(pk, names[pk], loads[pk], late[pk])
        for pk in sorted(able or set(), key=lambda pk: (loads[pk], names[pk], pk))
    ]
