"""How many cases an officer may see, by status, and their rupiah: without counting them all.

Places are counted beforehand. Those that changed since are counted while the officer waits, as
long as they are few; after the import of a large list the older figures stand, with their time.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.db.models import Count, F, Min, QuerySet, Sum
from django.db.models.functions import Coalesce

from tanggap.assistance.models import EndedMonth, OverlapCase, PlaceChange, PlaceTally
from tanggap.assistance.queries import awards
from tanggap.assistance.types import WAITING
from tanggap.core.actor import Actor

STATUSES: Final = tuple(OverlapCase.Status.values)
FIGURES: Final = (*STATUSES, "at_stake", "saved")
AT_ONCE: Final = 10_000
"""So many cases of changed places are counted while somebody waits."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases by status, whole rupiah, and when that was so; None: now."""

    cases: dict[str, int]
    at_stake: int
    saved: int
    counted_at: datetime | None

    @property
    def waiting(self) -> int:
        """Cases that are not settled."""
        return sum(self.cases[status] for status in WAITING)

    @property
    def found(self) -> int:
        """All cases but those that fell away."""
        return sum(self.cases.values()) - self.cases["lapsed"]


def of(actor: Actor, permission: str | None = None) -> Tally:
    """Return the cases of an officer's regions."""
    known = PlaceTally.objects.visible_to(actor, permission)
    changes = PlaceChange.objects.visible_to(actor, permission)
    marked = list(changes.order_by().values_list("region_code", flat=True).distinct())
    changed = OverlapCase.objects.visible_to(actor, permission).filter(region_code__in=marked)
    if not marked or len(changed.order_by().values_list("pk")[: AT_ONCE + 1]) <= AT_ONCE:
        sums = _added_up(known.exclude(region_code__in=marked))
        fresh = counted(changed) if marked else dict.fromkeys(FIGURES, 0)
        return _tally({name: sums[name] + fresh[name] for name in FIGURES}, None)
    since = known.filter(region_code__in=marked).aggregate(at=Min("counted_at"))["at"]
    return _tally(_added_up(known), since)


def counted(cases: QuerySet[OverlapCase]) -> dict[str, int]:
    """Return the figures of these cases, counted now: by status, at stake and saved."""
    by_status = dict(cases.values_list("status").annotate(n=Count("*")).order_by())
    figures = {status: by_status.get(status, 0) for status in STATUSES}
    return figures | {"at_stake": at_stake(cases), "saved": saved(cases)}


def at_stake(cases: QuerySet[OverlapCase]) -> int:
    """Return the rupiah that the waiting ones of these cases contest.

    Most awards stand in one case, or in several for the same months: what a case says of itself
    is then the whole. Only for the others are the months put together and paid one by one.
    """
    waiting = cases.filter(status__in=WAITING).order_by("other_id")
    rows = waiting.values_list("other_id", "months", "at_stake")
    total, several = 0, set()
    for award, some in groupby(rows, key=itemgetter(0)):
        (_, months, rupiah), *more = some
        if all(other == months for _, other, _ in more):
            total += rupiah
        else:
            every = (months, *(other for _, other, _ in more))
            several |= {(award, month) for one in every for month in one}
    return total + awards.total(several)


def saved(cases: QuerySet[OverlapCase]) -> int:
    """Return the rupiah of the months that ended when these cases were settled, in one query."""
    ended = EndedMonth.objects.filter(case__in=cases, award__round__months__month=F("month"))
    pays = Coalesce("award__amount", "award__round__months__amount", 0)
    return ended.aggregate(total=Sum(pays))["total"] or 0


def _added_up(tallies: Any) -> dict[str, int]:
    sums = tallies.aggregate(**{f"all_{name}": Sum(name) for name in FIGURES})
    return {name: sums[f"all_{name}"] or 0 for name in FIGURES}


def _tally(figures: dict[str, int], at: datetime | None) -> Tally:
    cases = {status: figures[status] for status in STATUSES}
    return Tally(cases, figures["at_stake"], figures["saved"], at)
