"""The public page of foster families."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tanggap.accounts.access import actor_of, public
from tanggap.fostering.domain.disclosing import Told
from tanggap.fostering.models import Package
from tanggap.fostering.queries import figures, mine
from tanggap.fostering.views import looks
from tanggap.regions import queries as regions

DISTRICT: Final = 6


@public
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Say what it is, what was reached so far, and how to join."""
    packages = Package.objects.filter(is_offered=True).order_by("months", "pk")
    told = figures.public()
    context = {
        "figures": told,
        "places": _places(told.places),
        "packages": [(looks.package_name(one), one) for one in packages],
        "is_donor": mine.donor_of(actor_of(request)) is not None,
    }
    return render(request, "fostering/public/front.html", context)


def _places(rows: Sequence[Told]) -> list[tuple[str, Told]]:
    """Return the rows with their names, kecamatan by kecamatan, what is left over at the end."""
    names = regions.names_of({one.code for one in rows if one.code})
    return [
        (_name(one, names), one)
        for one in sorted(rows, key=lambda one: (not one.code, one.code[:DISTRICT], one.is_rest,
                                                 names.get(one.code, one.code)))
    ]  # fmt: skip


def _name(one: Told, names: Mapping[str, str]) -> str:
    if not one.code:
        return _("Wilayah lain bersama-sama") if one.is_rest else _("Semua wilayah bersama-sama")
    name = names.get(one.code, one.code)
    if one.is_rest:
        return _("Kelurahan lain di Kecamatan %(name)s") % {"name": name}
    return name if len(one.code) > DISTRICT else _("Kecamatan %(name)s") % {"name": name}
