"""The newest snapshot, added up for one officer, one place, one programme, one month."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from tanggap.assistance.types import WAITING
from tanggap.command.domain import upset
from tanggap.command.models import (
    AidFigure,
    CaseFigure,
    CombinationFigure,
    PlaceFigure,
    QualityFigure,
    Snapshot,
)
from tanggap.core.actor import Actor


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
    missed: int = 0
    rupiah: int = 0
    found: int = 0
    open: int = 0
    settled: int = 0
    at_stake: int = 0
    saved: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """The figures of one place below the one that is looked at."""

    code: str
    recipients: int = 0
    households: int = 0
    missed: int = 0
    rupiah: int = 0
    open: int = 0


def newest() -> Snapshot | None:
    """Return the newest complete snapshot."""
    return Snapshot.objects.filter(is_complete=True).first()


def totals(actor: Actor, snapshot: Snapshot, view: View) -> Totals:
    """Return the figures at the top."""
    places = _of(PlaceFigure, actor, snapshot, view.region)
    counted = places.aggregate(r=Sum("recipients"), h=Sum("households"), m=Sum("missed"))
    cases = _cases(actor, snapshot, view.region)
    return Totals(
        recipients=counted["r"] or 0,
        households=counted["h"] or 0,
        missed=counted["m"] or 0,
        rupiah=_aid(actor, snapshot, view).aggregate(s=Sum("rupiah"))["s"] or 0,
        found=sum(n for status, (n, _) in cases.items() if status != "lapsed"),
        open=sum(n for status, (n, _) in cases.items() if status in WAITING),
        settled=cases.get("settled", (0, 0))[0],
        at_stake=sum(money for status, (_, money) in cases.items() if status in WAITING),
        saved=cases.get("settled", (0, 0))[1],
    )


def by_programme(actor: Actor, snapshot: Snapshot, view: View) -> list[Any]:
    """Return recipients and rupiah per programme and month: rows of the table, months in order."""
    rows = (
        _aid(actor, snapshot, view)
        .values("programme", "month")
        .annotate(recipients=Sum("recipients"), rupiah=Sum("rupiah"))
        .order_by("programme", "month")
    )
    return list(rows)


def months(actor: Actor, snapshot: Snapshot) -> list[str]:
    """Return the months that have figures."""
    rows = _of(AidFigure, actor, snapshot, "").order_by("month")
    return list(rows.values_list("month", flat=True).distinct())


def by_place(actor: Actor, snapshot: Snapshot, view: View, length: int) -> dict[str, Place]:
    """Return the figures of the places below, whose codes have `length` digits."""
    sums: dict[str, dict[str, int]] = {}

    def add(code: str, **values: int) -> None:
        here = sums.setdefault(code[:length], {})
        for name, value in values.items():
            here[name] = here.get(name, 0) + value

    for one in _of(PlaceFigure, actor, snapshot, view.region):
        add(one.region_code, households=one.households, missed=one.missed)
        if not (view.programme or view.month):
            add(one.region_code, recipients=one.recipients)
    aid = _aid(actor, snapshot, view).values("region_code")
    for row in aid.annotate(r=Sum("recipients"), s=Sum("rupiah")).order_by():
        add(row["region_code"], rupiah=row["s"])
        if view.month:
            add(row["region_code"], recipients=row["r"])
    for case in _of(CaseFigure, actor, snapshot, view.region).filter(status__in=WAITING):
        add(case.region_code, open=case.cases)
    return {code: Place(code, **values) for code, values in sorted(sums.items())}


def picture(actor: Actor, snapshot: Snapshot, region: str) -> upset.Picture | None:
    """Return the UpSet picture of the regencies that the officer may see."""
    sums: dict[tuple[str, ...], list[Any]] = {}
    for one in _of(CombinationFigure, actor, snapshot, region[:4]):
        found = sums.setdefault(tuple(one.programmes), [0, one.breaks])
        found[0] += one.households
    return upset.draw([upset.Combination(codes, *found) for codes, found in sums.items()])


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


def _cases(actor: Actor, snapshot: Snapshot, region: str) -> dict[str, tuple[int, int]]:
    rows = _of(CaseFigure, actor, snapshot, region).values("status")
    sums = rows.annotate(n=Sum("cases"), s=Sum("rupiah")).order_by()
    return {row["status"]: (row["n"], row["s"]) for row in sums}


def _of(model: Any, actor: Actor, snapshot: Snapshot, region: str) -> Any:
    rows = model.objects.visible_to(actor).filter(snapshot=snapshot)
    if not region:
        return rows
    return rows.filter(region_code__gte=region, region_code__lt=region + ":")
