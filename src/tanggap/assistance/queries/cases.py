"""Overlap cases: what waits, what is at stake, what was saved."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tanggap.assistance.models import OverlapCase, OverlapGroup
from tanggap.assistance.queries import tallies
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
        groups = OverlapGroup.objects.filter(rule__code=wanted.rule)
        cases = cases.filter(group__in=list(groups.values_list("pk", flat=True)))
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
    return _money(tallies.of(actor))


def money_and_count(actor: Actor, wanted: Wanted) -> tuple[Money, int | None]:
    """Return the money, and how many cases are wanted where that needs no counting."""
    tally = tallies.of(actor)
    narrowed = (wanted.rule, wanted.programme, wanted.region_code, wanted.assigned_to)
    if narrowed != ("", "", "", None) or tally.counted_at:
        return _money(tally), None
    groups = {
        "": sum(tally.cases.values()),
        "waiting": tally.waiting,
        "untouched": tally.waiting - tally.cases["proposed"],
        "found": tally.found,
    }
    return _money(tally), (groups | tally.cases).get(wanted.status)


def _money(tally: tallies.Tally) -> Money:
    return Money(
        at_stake=tally.at_stake,
        saved=tally.saved,
        cases_open=tally.cases["open"] + tally.cases["reopened"],
        cases_proposed=tally.cases["proposed"],
        cases_settled=tally.cases["settled"],
        counted_at=tally.counted_at,
    )


def _in_status(cases: QuerySet[OverlapCase], status: str) -> QuerySet[OverlapCase]:
    if status == "waiting":
        return cases.filter(status__in=WAITING)
    if status == "untouched":
        return cases.filter(status__in=WAITING - {"proposed"})
    if status == "found":
        return cases.exclude(status="lapsed")
    return cases.filter(status=status) if status else cases
