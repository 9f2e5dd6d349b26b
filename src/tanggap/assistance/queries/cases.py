"""Overlap cases: what waits, what is at stake, what was saved."""

from django.db.models import Count

from tanggap.assistance.models import EndedMonth, OverlapCase
from tanggap.assistance.queries import awards
from tanggap.assistance.types import WAITING, Money
from tanggap.core.actor import Actor


def visible_to(actor: Actor, *, status: str = "", rule: str = "", region_code: str = ""):  # type: ignore[no-untyped-def]
    """Return the cases that an officer may see, the most rupiah first."""
    cases = OverlapCase.objects.visible_to(actor)
    if status == "waiting":
        cases = cases.filter(status__in=WAITING)
    elif status == "untouched":
        cases = cases.filter(status__in=WAITING - {"proposed"})
    elif status == "found":
        cases = cases.exclude(status="lapsed")
    elif status:
        cases = cases.filter(status=status)
    if rule:
        cases = cases.filter(group__rule__code=rule)
    if region_code:
        cases = cases.filter(region_code__gte=region_code, region_code__lt=region_code + ":")
    return cases.select_related(
        "group__rule", "one__programme", "other__programme", "one__person", "other__person"
    ).order_by("-at_stake", "pk")


def money(actor: Actor) -> Money:
    """Return what is at stake in waiting cases and what settled ones saved, for an officer.

    A month of an award that several cases contest counts once.
    """
    cases = OverlapCase.objects.visible_to(actor)
    counts = dict(cases.values_list("status").annotate(n=Count("pk")).order_by())
    waiting = cases.filter(status__in=WAITING).values_list("other_id", "months")
    ended = EndedMonth.objects.filter(case__in=cases).values_list("award_id", "month")
    return Money(
        at_stake=awards.total((award, month) for award, months in waiting for month in months),
        saved=awards.total(ended),
        cases_open=counts.get("open", 0) + counts.get("reopened", 0),
        cases_proposed=counts.get("proposed", 0),
        cases_settled=counts.get("settled", 0),
    )
