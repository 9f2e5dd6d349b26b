"""A round beside the two ways by hand: figures as text, and the spread as a small picture."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from tanggap.fostering.views.round_words import WAYS
from tanggap.regions import queries as regions

WAIT: Final = "wait"
LEFT: Final = 10
WIDE: Final = 300
STEP: Final = 34
TOP: Final = 16


def lines(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a line for each figure, with a cell for each way; the best of them is marked."""
    told = [figures[name] for name in WAYS]
    return [
        _line(_("Keluarga yang dipasangkan"), told, "pairs", high=True),
        _line(_("Kebutuhan yang terjawab"), told, "need_share", high=True, kind="share"),
        _line(_("Keinginan donatur terpenuhi"), told, "wishes_kept", high=True, kind="share"),
        _line(_("Rata-rata waktu tunggu yang tersisa"), told, "mean_wait", kind=WAIT),
        _line(
            _("Waktu tunggu terlama yang tersisa"), told, "longest_wait", high=False, kind="wait"
        ),
        _line(_("Kelurahan paling sedikit terjangkau"), told, "lowest", high=True, kind="share"),
        _line(_("Kelurahan paling banyak terjangkau"), told, "highest", high=None, kind="share"),
        _line(_("Ketimpangan antarkelurahan (Gini)"), told, "gini", high=False, kind="gini"),
        _line(_("Jumlah poin"), told, "worth", high=True),
    ]


def _line(
    label: str,
    told: list[Mapping[str, Any]],
    name: str,
    *,
    high: bool | None = False,
    kind: str = "number",
) -> dict[str, Any]:
    is_whole = kind in ("number", WAIT)
    values = [round(one[name]) if is_whole else round(float(one[name]), 3) for one in told]
    best = None if high is None or len(set(values)) == 1 else (max if high else min)(values)
    return {
        "label": label,
        "kind": kind,
        "cells": [
            {"way": way, "value": value, "best": value == best}
            for way, value in zip(WAYS.values(), values, strict=True)
        ],
    }


def spread(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of dots for each way, one a kelurahan: the closer together, the fairer."""
    coverage: Mapping[str, list[float]] = figures.get("coverage", {})
    names = regions.names_of(set(coverage))
    rows = []
    for number, (way, label) in enumerate(WAYS.items()):
        shares = [(code, found[number]) for code, found in coverage.items()]
        rows.append(
            {
                "way": way,
                "label": str(label),
                "y": TOP + STEP * number + 14,
                "text_y": TOP + STEP * number,
                "dots": [
                    {
                        "x": round(LEFT + WIDE * share, 1),
                        "name": names.get(code, regions.dotted(code)),
                        "percent": round(100 * share),
                    }
                    for code, share in shares
                ],
            }
        )
    return {"rows": rows, "height": TOP + STEP * len(rows) + 14, "regions": len(coverage)}


def by_region(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the share of families with a donor by kelurahan, the least served first."""
    coverage: Mapping[str, list[float]] = figures.get("coverage", {})
    names = regions.names_of(set(coverage))
    rows = [
        {
            "name": names.get(code, regions.dotted(code)),
            "shares": found,
            "order": (found[0], code),
        }
        for code, found in coverage.items()
    ]
    return sorted(rows, key=lambda row: row["order"])
