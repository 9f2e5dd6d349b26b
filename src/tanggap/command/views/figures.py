"""The figures as the page shows them: every number with its words and the address of its rows."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.assistance.queries import facts
from tanggap.command import queries
from tanggap.command.domain import conditions, months, upset
from tanggap.command.models import QualityFigure, Snapshot
from tanggap.command.queries import Cell
from tanggap.command.views import looking, places
from tanggap.command.views.looking import Look
from tanggap.command.views.opening import Openings, openings_of
from tanggap.core.actor import Actor
from tanggap.regions import queries as regions

IN_MONTHS = ("recipients", "households", "rupiah")
"""The measures that are known by month."""


def of(actor: Actor, snapshot: Snapshot, look: Look) -> dict[str, Any]:
    """Return the context of the dashboard."""
    opens = openings_of(actor)
    names = facts.programme_names()
    cells = queries.by_month(actor, snapshot, look.view.region)
    return {
        "place": regions.name_of(look.view.region),
        "trail": _trail(look),
        "totals": queries.totals(actor, snapshot, look.view),
        "opened": _top(opens, look),
        "measures": _measures(look),
        "months": _choices_of_months(cells),
        "programmes": _choices_of_programmes(cells, names),
        "chart": _chart(cells, names, look),
        "table": _table(cells, names, look, opens),
        **places.of(actor, snapshot, look, opens),
        "picture": _picture(actor, snapshot, look, opens),
        "quality": _quality(actor, snapshot, look, opens),
        "may_export": allowed(actor, Permission.EXPORT_MASKED),
        "query": look.query(),
    }


def _trail(look: Look) -> list[tuple[str, str]]:
    """Return the regions above the one that is looked at, with their addresses."""
    above = regions.above(look.view.region) if look.view.region else []
    return [(one.name, look.query(wilayah=one.code, rinci="")) for one in above[:-1]]


def _top(opens: Openings, look: Look) -> dict[str, str]:
    """Return where the figures at the top open their rows."""
    view = look.view
    given = {"region": view.region, "programme": view.programme, "month": view.month}
    return {
        "missed": opens.missed(region=view.region),
        "recipients": opens.recipients(**given),
        "households": opens.households(**given),
        "rupiah": opens.money(**given),
        "found": opens.overlaps(region=view.region, status="found"),
        "open": opens.overlaps(region=view.region, status="untouched"),
        "proposed": opens.overlaps(region=view.region, status="proposed"),
        "settled": opens.overlaps(region=view.region, status="settled"),
        "waiting": opens.overlaps(region=view.region, status="waiting"),
    }


def _measures(look: Look) -> list[dict[str, Any]]:
    return [
        {"code": code, "label": label, "url": look.query(ukuran=code), "on": code == look.measure}
        for code, label in looking.labels().items()
    ]


def _choices_of_months(cells: Mapping[tuple[str, str], Cell]) -> list[str]:
    return sorted({month for _code, month in cells if month})


def _choices_of_programmes(
    cells: Mapping[tuple[str, str], Cell], names: Mapping[str, str]
) -> list[tuple[str, str]]:
    return [
        (code, names.get(code, code)) for code in sorted({code for code, _month in cells if code})
    ]


def _chart(
    cells: Mapping[tuple[str, str], Cell], names: Mapping[str, str], look: Look
) -> dict[str, Any]:
    """Return the bars of the months: money by programme, or people over all programmes."""
    measure = look.measure if look.measure in IN_MONTHS else "rupiah"
    chosen = look.view.programme
    values = {key: getattr(cell, measure) for key, cell in cells.items()}
    if chosen:
        values = {key: value for key, value in values.items() if key[0] == chosen}
    adds_up = measure == "rupiah" and not chosen
    order = months.order_of(values) if adds_up else [chosen or months.ALL]
    unknown = {code for (code, _month), cell in cells.items() if code and not cell.rupiah}
    paid = {code for (code, month), cell in cells.items() if code and month and cell.rupiah}
    return {
        "measure": measure,
        "label": looking.labels()[measure],
        "rows": [
            {"bar": bar, "url": look.query(bulan=bar.month), "on": bar.month == look.view.month}
            for bar in months.bars(values, order)
        ],
        "legend": [
            (number, code, names.get(code, code)) for number, code in enumerate(order, start=1)
        ]
        if adds_up
        else [],
        "unknown": sorted(unknown - paid) if measure == "rupiah" else [],
    }


def _table(
    cells: Mapping[tuple[str, str], Cell], names: Mapping[str, str], look: Look, opens: Openings
) -> dict[str, Any]:
    """Return a line per programme with a cell per month, in the measure that is looked at."""
    measure = look.measure if look.measure in IN_MONTHS else "recipients"
    open_rows = {
        "recipients": opens.recipients, "households": opens.households, "rupiah": opens.money
    }[measure]  # fmt: skip
    columns = [*_choices_of_months(cells), ""]
    lines = []
    for code in [*sorted({code for code, _month in cells if code}), ""]:
        given = [(month, cells.get((code, month))) for month in columns]
        lines.append(
            {
                "code": code,
                "name": names.get(code, ""),
                "url": look.query(program=code) if code else "",
                "cells": [
                    {
                        "value": getattr(cell, measure) if cell else None,
                        "is_unknown": cell is not None and measure == "rupiah" and not cell.rupiah,
                        "url": open_rows(region=look.view.region, programme=code, month=month),
                    }
                    for month, cell in given
                ],
            }
        )
    return {
        "measure": measure,
        "label": looking.labels()[measure],
        "columns": columns,
        "lines": lines,
    }


def _picture(
    actor: Actor, snapshot: Snapshot, look: Look, opens: Openings
) -> dict[str, Any] | None:
    region = look.view.region[: looking.REGENCY]
    found = queries.combinations(actor, snapshot, region)
    drawn = upset.draw(found)
    if drawn is None:
        return None
    columns = [
        (column, opens.together(region=region, programmes=column.combination.programmes))
        for column in drawn.columns
    ]
    return {"drawn": drawn, "columns": columns, "place": regions.name_of(region)}


def _quality(actor: Actor, snapshot: Snapshot, look: Look, opens: Openings) -> list[dict[str, Any]]:
    """Return a line per list: how many rows are in which condition, and where they are."""
    return [
        {"figure": one, "parts": _parts(one, opens)}
        for one in queries.quality(actor, snapshot, look.view.region)
    ]


def _parts(figure: QualityFigure, opens: Openings) -> list[dict[str, Any]]:
    """Return the parts of a list's bar from its right end, where the sound rows stop."""
    words = condition_labels()
    start = figure.rows - sum(getattr(figure, name) for name in words)
    parts = []
    for name, label in words.items():
        count = getattr(figure, name)
        url = opens.rows_of_list(figure.list_id, condition=name)
        parts.append(
            {"condition": name, "label": label, "count": count, "url": url, "start": start}
        )
        start += count
    return parts


def condition_labels() -> dict[str, str]:
    """Return the conditions of a row that somebody should look at, in words."""
    return {
        conditions.MISSING: _("NIK kosong"),
        conditions.IMPOSSIBLE: _("NIK tidak mungkin"),
        conditions.DESTROYED: _("Dirusak Excel"),
        conditions.OTHER: _("Catatan lain"),
    }
