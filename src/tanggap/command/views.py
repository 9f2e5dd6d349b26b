"""The dashboard of whoever is responsible."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanggap.accounts.access import actor_of, allowed, region_ranges, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.queries import facts
from tanggap.audit import services as audit
from tanggap.command import exporting, queries, tasks
from tanggap.command.domain.shades import legend, shades
from tanggap.command.queries import Place, View
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState
from tanggap.regions import queries as regions

MEASURES = ("missed", "rupiah", "recipients", "households", "open")
COUNT = "tanggap.command.tasks.count"


@requires(Permission.DASHBOARD_VIEW)
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the newest figures of the officer's regions, with the time when they were counted."""
    actor, snapshot = actor_of(request), queries.newest()
    view = _view(request, actor)
    run = _counting(actor, snapshot)
    snapshot = queries.newest()
    context: dict[str, Any] = {"snapshot": snapshot, "run": run, "view": view}
    if snapshot is not None:
        context |= _figures(request, actor, snapshot, view)
    return render(request, "command/dashboard.html", context)


@requires(Permission.DASHBOARD_VIEW)
@require_POST
def recount(request: HttpRequest) -> HttpResponse:
    """Count anew in the background."""
    if not _running():
        jobs.start(tasks.count, by=actor_of(request), arguments={})
    return redirect("command:dashboard")


@requires(Permission.EXPORT_MASKED)
@transaction.atomic
def export(request: HttpRequest, what: str, kind: str) -> HttpResponse:
    """Give a table of figures as a file; figures name nobody. The export is on the record."""
    actor, snapshot = actor_of(request), queries.newest()
    if (
        snapshot is None
        or kind not in ("csv", "xlsx")
        or not allowed(actor, Permission.DASHBOARD_VIEW)
    ):
        raise Http404
    view = _view(request, actor)
    if what == "wilayah":
        headings, rows = _place_table(actor, snapshot, view)
    elif what == "program":
        headings, rows = _programme_table(actor, snapshot, view)
    else:
        raise Http404
    audit.record("command.figures.exported", by=actor, at=clock.now(), region_code=view.region,
                 facts={"table": what, "kind": kind})  # fmt: skip
    content = (
        exporting.as_csv(headings, rows) if kind == "csv" else exporting.as_xlsx(headings, rows)
    )
    types = {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    name = f"{what}-{clock.today():%Y%m%d}.{kind}"
    return HttpResponse(
        content,
        content_type=types[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _figures(request: HttpRequest, actor: Actor, snapshot: Any, view: View) -> dict[str, Any]:
    measure = request.GET.get("ukuran", "missed")
    measure = measure if measure in MEASURES else "missed"
    length = _level_below(view.region)
    places = queries.by_place(actor, snapshot, view, length)
    names = regions.names_of(set(places))
    values = {code: getattr(place, measure) for code, place in places.items()}
    rows = queries.by_programme(actor, snapshot, view)
    return {
        "totals": queries.totals(actor, snapshot, view),
        "measures": _measures(),
        "measure": measure,
        "map": _map(view.region, length, values, request),
        "legend": legend(values),
        "places": [(one, names.get(code, regions.dotted(code))) for code, one in places.items()],
        "is_deepest": length == 10,
        "programmes": _by_programme(rows),
        "months": queries.months(actor, snapshot),
        "picture": queries.picture(actor, snapshot, view.region),
        "quality": queries.quality(actor, snapshot, view.region),
        "trail": regions.above(view.region) if view.region else [],
        "query": urlencode(
            {"wilayah": view.region, "program": view.programme, "bulan": view.month}
        ),
        "may_export": allowed(actor, Permission.EXPORT_MASKED),
        "opens": _openings(actor, view),
    }


def _view(request: HttpRequest, actor: Actor) -> View:
    """Return what is looked at; an officer of one region begins there."""
    region = request.GET.get("wilayah", "")
    if not region.isdigit():
        ranges = region_ranges(actor, Permission.DASHBOARD_VIEW)
        region = ranges[0][0] if len(ranges) == 1 else ""
    return View(region, request.GET.get("program", ""), request.GET.get("bulan", ""))


def _counting(actor: Actor, snapshot: Any) -> JobRun | None:
    """Return the job that counts; begun where there is no snapshot or the ledger has changed."""
    run = _running()
    if run is None and (snapshot is None or facts.changed_after(snapshot.taken_at)):
        run = jobs.start(tasks.count, by=actor, arguments={})
    return None if run is None or run.is_finished else run


def _running() -> JobRun | None:
    waiting = JobRun.objects.filter(kind=COUNT, state__in=[JobState.QUEUED, JobState.RUNNING])
    return waiting.first()


def _level_below(region: str) -> int:
    return next((length for length in (2, 4, 6, 10) if length > len(region)), 10)


def _map(region: str, length: int, values: dict[str, int], request: HttpRequest) -> dict[str, Any]:
    drawn = regions.map_of(region)
    shade = shades(values)
    here = reverse("command:dashboard")
    shapes = [
        {
            "shape": shape,
            "shade": shade.get(shape.code[:length], 0),
            "value": values.get(shape.code[:length], 0),
            "url": f"{here}?{_with(request, wilayah=shape.code)}",
        }
        for shape in drawn.shapes
    ]
    return {"drawn": drawn, "shapes": shapes}


def _with(request: HttpRequest, **changes: str) -> str:
    given = request.GET.copy()
    for name, value in changes.items():
        given[name] = value
    return given.urlencode()


def _measures() -> list[tuple[str, str]]:
    return [
        ("missed", _("Rumah tangga tanpa bantuan")),
        ("rupiah", _("Rupiah")),
        ("recipients", _("Penerima")),
        ("households", _("Rumah tangga penerima")),
        ("open", _("Tumpang tindih terbuka")),
    ]


def _by_programme(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one line per programme with a cell per month."""
    months = sorted({row["month"] for row in rows})
    cells = {(row["programme"], row["month"]): row for row in rows}
    return [
        {
            "code": code,
            "cells": [(month, cells.get((code, month))) for month in months],
            "rupiah": sum(row["rupiah"] for row in rows if row["programme"] == code),
        }
        for code in sorted({row["programme"] for row in rows})
    ]


def _openings(actor: Actor, view: View) -> dict[str, str]:
    """Return where each figure opens its rows, for those who may see them."""
    here = urlencode({"wilayah": view.region, "program": view.programme, "bulan": view.month})
    found = {}
    if allowed(actor, Permission.AWARD_VIEW):
        found["awards"] = f"{reverse('assistance:awards')}?{here}"
    if allowed(actor, Permission.CASE_VIEW):
        found["cases"] = f"{reverse('assistance:cases')}?{urlencode({'wilayah': view.region})}"
    return found


def _place_table(
    actor: Actor, snapshot: Any, view: View
) -> tuple[list[str], list[list[str | int]]]:
    places = queries.by_place(actor, snapshot, view, _level_below(view.region))
    names = regions.names_of(set(places))
    return [_("Kode"), _("Wilayah"), *(label for _code, label in _measures())], [
        [code, names.get(code, ""), *(_value(place, measure) for measure in MEASURES)]
        for code, place in places.items()
    ]


def _value(place: Place, measure: str) -> int:
    value: int = getattr(place, measure)
    return value


def _programme_table(
    actor: Actor, snapshot: Any, view: View
) -> tuple[list[str], list[list[str | int]]]:
    headings = [_("Program"), _("Bulan"), _("Penerima"), _("Rupiah")]
    rows = queries.by_programme(actor, snapshot, view)
    return headings, [[r["programme"], r["month"], r["recipients"], r["rupiah"]] for r in rows]
