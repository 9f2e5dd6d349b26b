"""Overlap cases: what waits, what is at stake, what was saved."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum, TextField
from django.db.models.functions import Cast, Coalesce

from tanggap.assistance.models import EndedMonth, OverlapCase
from tanggap.assistance.types import WAITING, Money
from tanggap.core.actor import Actor
from tanggap.core.scoping import within
from tanggap.regions.queries import subtree_range


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases to show; an empty value narrows nothing.

    `status` is a status of a case, or "waiting" (not settled), "untouched" (nothing proposed) or
    "found" (all but those that fell away). `assigned_to` is an officer's number, 0 for nobody.
    """

    status: str = ""
    rule: str = ""
    programme: str = ""
    region_code: str = ""
    assigned_to: int | None = None


def visible_to(
    actor: Actor, *, status: str = "", rule: str = "", region_code: str = ""
) -> QuerySet[OverlapCase]:
    """Return the cases that an officer may see, the most rupiah first."""
    return listed(actor, Wanted(status=status, rule=rule, region_code=region_code))


def listed(actor: Actor, wanted: Wanted) -> QuerySet[OverlapCase]:
    """Return the cases wanted that an officer may see, the most rupiah first."""
    cases = _in_status(OverlapCase.objects.visible_to(actor), wanted.status)
    if wanted.rule:
        cases = cases.filter(group__rule__code=wanted.rule)
    if wanted.programme:
        cases = cases.filter(
            Q(one__programme__code=wanted.programme) | Q(other__programme__code=wanted.programme)
        )
    if wanted.region_code:
        cases = cases.filter(within([subtree_range(wanted.region_code)]))
    if wanted.assigned_to is not None:
        cases = cases.filter(assigned_to_id=wanted.assigned_to or None)
    return cases.select_related(
        "group__rule", "one__programme", "other__programme", "one__person", "other__person"
    ).order_by("-at_stake", "pk")


def beside(actor: Actor, case: OverlapCase) -> QuerySet[OverlapCase]:
    """Return the other cases of the two awards of a case."""
    both = (case.one_id, case.other_id)
    others = OverlapCase.objects.visible_to(actor).exclude(pk=case.pk).exclude(status="lapsed")
    found: QuerySet[OverlapCase] = others.filter(Q(one__in=both) | Q(other__in=both))
    related = ("group__rule", "one__programme", "other__programme")
    return found.select_related(*related).order_by("-at_stake", "pk")


def money(actor: Actor) -> Money:
    """Return what is at stake in waiting cases and what settled ones saved, for an officer.

    A month of an award that several cases contest counts once.
    """
    cases = OverlapCase.objects.visible_to(actor)
    counts = dict(cases.values_list("status").annotate(n=Count("pk")).order_by())
    return Money(
        at_stake=at_stake(cases),
        saved=saved(cases),
        cases_open=counts.get("open", 0) + counts.get("reopened", 0),
        cases_proposed=counts.get("proposed", 0),
        cases_settled=counts.get("settled", 0),
    )


def at_stake(cases: QuerySet[OverlapCase]) -> int:
    """Return the rupiah that the waiting ones of these cases contest, in one query.

    A case keeps its months as JSON (`["2020-04", …]`); a month of the round of an award is
    contested where its text stands in it.
    """
    pays = Coalesce("other__amount", "other__round__months__amount", 0)
    contested = (
        cases.filter(status__in=WAITING)
        .annotate(written=Cast("months", TextField()))
        .filter(written__contains=F("other__round__months__month"))
        .order_by()
        .values("other_id", month=F("other__round__months__month"), pay=pays)
        .distinct()
    )
    return contested.aggregate(total=Sum("pay"))["total"] or 0


def saved(cases: QuerySet[OverlapCase]) -> int:
    """Return the rupiah of the months that ended when these cases were settled, in one query."""
    ended = EndedMonth.objects.filter(case__in=cases, award__round__months__month=F("month"))
    pays = Coalesce("award__amount", "award__round__months__amount", 0)
    return ended.aggregate(total=Sum(pays))["total"] or 0


def _in_status(cases: QuerySet[OverlapCase], status: str) -> QuerySet[OverlapCase]:
    if status == "waiting":
        return cases.filter(status__in=WAITING)
    if status == "untouched":
        return cases.filter(status__in=WAITING - {"proposed"})
    if status == "found":
        return cases.exclude(status="lapsed")
    return cases.filter(status=status) if status else cases
