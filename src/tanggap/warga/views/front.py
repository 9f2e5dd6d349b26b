"""The front page: who is left out, what is given where, and the three ways on."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tanggap.accounts.access import public
from tanggap.assistance.queries import facts
from tanggap.core import clock
from tanggap.regions import queries as regions
from tanggap.warga.domain import months, places
from tanggap.warga.models import Summary
from tanggap.warga.queries import figures
from tanggap.warga.views import mapping
from tanggap.warga.views.ways import ways

MEASURES: Final = ("missed", "households", "rupiah")


@dataclass(frozen=True, slots=True)
class Look:
    """What a visitor looks at: a region, a month, a programme ("" for all), a measure."""

    region: str
    month: str
    programme: str
    measure: str


@public
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Show the figures of the newest counting, and how to check, apply and object."""
    context: dict[str, Any] = {"ways": ways(request), "is_front": True}
    summary = figures.newest()
    if summary is not None:
        context |= _figures(summary, _look(request.GET, summary))
    return render(request, "warga/front.html", context)


def _figures(summary: Summary, look: Look) -> dict[str, Any]:
    names = facts.programme_names()
    found = figures.by_place(summary, look.programme, look.month)
    drawn = mapping.of(look.region, found, look.measure)
    lines = figures.by_programme(summary, look.region, look.month)
    return {
        "summary": summary,
        "look": look,
        "place": regions.name_of(look.region),
        "root": regions.name_of(summary.root),
        "is_root": look.region == summary.root,
        "above": places.above(look.region, summary.root)[1:2] if look.region else [],
        "need": figures.need_of(summary, summary.root),
        "so_far": figures.rupiah_so_far(summary, look.region),
        "programmes": [
            {"code": code, "name": names.get(code, code), "figures": one}
            for code, one in lines.items()
            if code
        ],
        "all_programmes": lines.get(figures.ALL),
        "months": summary.months,
        "choices": [(code, names.get(code, code)) for code in figures.programmes(summary)],
        "programme_name": names.get(look.programme, look.programme),
        "measures": [(code, measure_words()[code]) for code in MEASURES],
        "is_money": look.measure == "rupiah",
        "measure_name": measure_words()[look.measure],
        **drawn,
    }


def measure_words() -> dict[str, str]:
    """Return what the measures are called."""
    return {
        "missed": _("Rumah tangga tanpa bantuan"),
        "households": _("Rumah tangga penerima"),
        "rupiah": _("Rupiah"),
    }


def _look(asked: QueryDict, summary: Summary) -> Look:
    """Read the address; what nobody offers is taken for the first choice."""
    month, measure = asked.get("bulan", ""), asked.get("ukuran", "")
    programme, region = asked.get("program", ""), asked.get("wilayah", "")
    inside = region.startswith(summary.root) and len(region) in places.LEVELS[:-1]
    return Look(
        region=region if region and inside and regions.exists(region) else summary.root,
        month=month
        if month in summary.months
        else months.shown_first(figures.told_months(summary), f"{clock.today():%Y-%m}"),
        programme=programme if programme in figures.programmes(summary) else figures.ALL,
        measure=measure if measure in MEASURES else MEASURES[0],
    )
