"""The newest snapshot, added up for one officer, one place, one programme, one month."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min, QuerySet, Sum

from tanggap.assistance.types import WAITING
from tanggap.command.domain import upset
from tanggap.command.models import (
    AidFigure,
    CaseFigure,
    CombinationFigure,
    PlaceFigure,
    QualityFigure,
    ReachFigure,
    Snapshot,
)
from tanggap.core.actor import Actor
from tanggap.core.scoping import subtree, within


@dataclass(frozen=True, slots=True)
class View:
    """What an officer looks at: a place (leading digits), a programme, a month; empty for all."""

    region: str = ""
    programme: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures at the top; `found` are all cases ever opened that did not lapse."""

    recipients: int = 0
    households: int = 0
    registered: int = 0
    missed: int = 0
    rupiah: int = 0
    found: int = 0
    open: int = 0
    proposed: int = 0
    settled: int = 0
    at_stake: int = 0
    saved: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """The figures of one place below the one that is looked at."""

    code: str
    recipients: int = 0
    households: int = 0
    registered: int = 0
    missed: int = 0
    rupiah: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What a programme gives in a month; an empty code or month is all of them together."""

    recipients: int = 0
    households: int = 0
    awards: int = 0
    rupiah: int = 0


def newest() -> Snapshot | None:
    """Return the newest complete snapshot."""
    return Snapshot.objects.filter(is_complete=True).first()


def common_region(actor: Actor, snapshot: Snapshot) -> str:
    """Return the smallest region that holds all figures of an officer: where looking begins."""
    codes = _of(ReachFigure, actor, snapshot, "").filter(programme="", month="")
    ends = codes.aggregate(first=Min("region_code"), last=Max("region_code"))
    first, last = ends["first"] or "", ends["last"] or ""
    return next(
        first[:size]
        for size in (4, 2, 0)
        if len(first[:size]) == size and first[:size] == last[:size]
    )


def totals(actor: Actor, snapshot: Snapshot, view: View) -> Totals:
    """Return the figures at the top."""
    places = _of(PlaceFigure, actor, snapshot, view.region)
    counted = places.aggregate(g=Sum("registered"), m=Sum("missed"))
    reached = _reach(actor, snapshot, view).aggregate(r=Sum("recipients"), h=Sum("households"))
    cases = _cases(actor, snapshot, view.region)
    return Totals(
        recipients=reached["r"] or 0,
        households=reached["h"] or 0,
        registered=counted["g"] or 0,
        missed=counted["m"] or 0,
        rupiah=_aid(actor, snapshot, view).aggregate(s=Sum("rupiah"))["s"] or 0,
        found=sum(n for status, (n, _) in cases.items() if status != "lapsed"),
        open=sum(n for status, (n, _) in cases.items() if status in WAITING - {"proposed"}),
        proposed=cases.get("proposed", (0, 0))[0],
        settled=cases.get("settled", (0, 0))[0],
        at_stake=sum(money for status, (_, money) in cases.items() if status in WAITING),
        saved=cases.get("settled", (0, 0))[1],
    )


def by_month(actor: Actor, snapshot: Snapshot, region: str) -> dict[tuple[str, str], Cell]:
    """Return what every programme gives in every month, by (programme, month).

    Sums over all programmes or months stand under an empty code or month.
    """
    cells: dict[tuple[str, str], dict[str, int]] = {}
    reached = _of(ReachFigure, actor, snapshot, region).values("programme", "month")
    for row in reached.annotate(r=Sum("recipients"), h=Sum("households")).order_by():
        cells[row["programme"], row["month"]] = {"recipients": row["r"], "households": row["h"]}
    given = _of(AidFigure, actor, snapshot, region).values("programme", "month")
    for row in given.annotate(n=Sum("awards"), s=Sum("rupiah")).order_by():
        code, month = row["programme"], row["month"]
        for key in ((code, month), (code, ""), ("", month), ("", "")):
            cell = cells.setdefault(key, {})
            cell["awards"] = cell.get("awards", 0) + row["n"]
            cell["rupiah"] = cell.get("rupiah", 0) + row["s"]
    return {key: Cell(**values) for key, values in sorted(cells.items())}


def by_place(actor: Actor, snapshot: Snapshot, view: View, length: int) -> dict[str, Place]:
    """Return the figures of the places below, whose codes have `length` digits."""
    sums: dict[str, dict[str, int]] = {}

    def add(code: str, **values: int) -> None:
        here = sums.setdefault(code[:length], {})
        for name, value in values.items():
            here[name] = here.get(name, 0) + value

    for one in _of(PlaceFigure, actor, snapshot, view.region):
        add(one.region_code, registered=one.registered, missed=one.missed)
    for one in _reach(actor, snapshot, view):
        add(one.region_code, recipients=one.recipients, households=one.households)
    aid = _aid(actor, snapshot, view).values("region_code")
    for row in aid.annotate(s=Sum("rupiah")).order_by():
        add(row["region_code"], rupiah=row["s"])
    for case in _of(CaseFigure, actor, snapshot, view.region).filter(status__in=WAITING):
        add(case.region_code, open=case.cases)
    return {code: Place(code, **values) for code, values in sorted(sums.items())}


def combinations(actor: Actor, snapshot: Snapshot, region: str) -> list[upset.Combination]:
    """Return which programmes households receive together, in the regencies that may be seen.

    The most households first; also those that receive one programme alone.
    """
    sums: dict[tuple[str, ...], list[Any]] = {}
    for one in _of(CombinationFigure, actor, snapshot, region[:4]):
        found = sums.setdefault(tuple(one.programmes), [0, one.breaks])
        found[0] += one.households
    all_of_them = [upset.Combination(codes, *found) for codes, found in sums.items()]
    return sorted(all_of_them, key=lambda one: (-one.households, one.programmes))


def quality(actor: Actor, snapshot: Snapshot, region: str) -> list[QualityFigure]:
    """Return the state of the numbers on every list, the most rows first."""
    return list(_of(QualityFigure, actor, snapshot, region[:4]).order_by("-rows", "list_id"))


def _aid(actor: Actor, snapshot: Snapshot, view: View) -> QuerySet[AidFigure]:
    rows: QuerySet[AidFigure] = _of(AidFigure, actor, snapshot, view.region)
    if view.programme:
        rows = rows.filter(programme=view.programme)
    if view.month:
        rows = rows.filter(month=view.month)
    return rows


def _reach(actor: Actor, snapshot: Snapshot, view: View) -> QuerySet[ReachFigure]:
    rows: QuerySet[ReachFigure] = _of(ReachFigure, actor, snapshot, view.region)
    return rows.filter(programme=view.programme, month=view.month)


def _cases(actor: Actor, snapshot: Snapshot, region: str) -> dict[str, tuple[int, int]]:
    rows = _of(CaseFigure, actor, snapshot, region).values("status")
    sums = rows.annotate(n=Sum("cases"), s=Sum("rupiah")).order_by()
    return {row["status"]: (row["n"], row["s"]) for row in sums}


def _of(model: Any, actor: Actor, snapshot: Snapshot, region: str) -> Any:
    rows = model.objects.visible_to(actor).filter(snapshot=snapshot)
    return rows.filter(within([subtree(region)]))
