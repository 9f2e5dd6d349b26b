"""The figures as files. They name nobody, and cells of a region are those of the officer."""

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.command import exporting, queries
from tanggap.command.models import Snapshot
from tanggap.command.views import looking
from tanggap.command.views.figures import condition_labels
from tanggap.command.views.looking import Look
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import queries as regions

Table = tuple[Sequence[str], list[list[str | int]]]
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@requires(Permission.EXPORT_MASKED)
@transaction.atomic
def export(request: HttpRequest, what: str, kind: str) -> HttpResponse:
    """Give a table of figures as a file. The export is on the record."""
    actor, snapshot, table = actor_of(request), queries.newest(), TABLES.get(what)
    if snapshot is None or table is None or kind not in TYPES:
        raise Http404
    if not allowed(actor, Permission.DASHBOARD_VIEW):
        raise Http404
    look = looking.read(request.GET, actor, snapshot)
    headings, rows = table(actor, snapshot, look)
    audit.record(
        "command.figures.exported",
        by=actor,
        at=clock.now(),
        region_code=look.view.region,
        facts={"table": what, "kind": kind, "rows": len(rows)},
    )
    return as_file(f"{what}-{clock.today():%Y%m%d}", kind, headings, rows)


def as_file(
    name: str, kind: str, headings: Sequence[str], rows: list[list[str | int]]
) -> HttpResponse:
    """Return a table as a download of one of the TYPES."""
    write = exporting.as_csv if kind == "csv" else exporting.as_xlsx
    disposition = f'attachment; filename="{name}.{kind}"'
    return HttpResponse(
        write(headings, rows),
        content_type=TYPES[kind],
        headers={"Content-Disposition": disposition},
    )


def _places(actor: Actor, snapshot: Snapshot, look: Look) -> Table:
    places = queries.by_place(actor, snapshot, look.view, look.length)
    names = regions.names_of(set(places))
    labels = {**looking.labels(), "registered": _("Rumah tangga terdata")}
    return [_("Kode"), _("Wilayah"), *labels.values()], [
        [code, names.get(code, ""), *(getattr(place, measure) for measure in labels)]
        for code, place in places.items()
    ]


def _programmes(actor: Actor, snapshot: Snapshot, look: Look) -> Table:
    cells = queries.by_month(actor, snapshot, look.view.region)
    headings = [
        _("Program"), _("Bulan"), _("Penerima"), _("Rumah tangga penerima"), _("Bantuan"),
        _("Rupiah"),
    ]  # fmt: skip
    return headings, [
        [code, month, cell.recipients, cell.households, cell.awards, cell.rupiah]
        for (code, month), cell in cells.items()
        if code and month
    ]


def _lists(actor: Actor, snapshot: Snapshot, look: Look) -> Table:
    words = condition_labels()
    return [_("Daftar"), _("Program"), _("Baris"), *words.values()], [
        [one.file_name, one.programme, one.rows, *(getattr(one, name) for name in words)]
        for one in queries.quality(actor, snapshot, look.view.region)
    ]


def _combinations(actor: Actor, snapshot: Snapshot, look: Look) -> Table:
    found = queries.combinations(actor, snapshot, look.view.region)
    return [_("Gabungan program"), _("Rumah tangga"), _("Dilarang bersamaan")], [
        [" + ".join(one.programmes), one.households, _("ya") if one.breaks else _("tidak")]
        for one in found
    ]


TABLES: Final = {
    "wilayah": _places,
    "program": _programmes,
    "mutu": _lists,
    "gabungan": _combinations,
}
"""The tables of the dashboard, by their names in addresses."""
