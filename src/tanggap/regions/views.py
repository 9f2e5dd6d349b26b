"""The regions that are loaded, with what is known of each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tanggap.core import access, clock
from tanggap.core.permissions import Permission
from tanggap.regions import queries, services
from tanggap.regions.forms import AliasForm
from tanggap.regions.maps import Map
from tanggap.regions.models import Level, Region

LONGEST_SEARCH = 100  # letters


@access.requires(Permission.REGION_MANAGE)
def regions(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show a region, its other names, and what lies below it."""
    return _page(request, code, AliasForm())


@access.signed_in
@require_GET
def search(request: HttpRequest) -> JsonResponse:
    """Suggest regions for what somebody types: names are public, so every officer may ask."""
    words = request.GET.get("cari", "")[:LONGEST_SEARCH]
    return JsonResponse({"regions": [one.label for one in queries.search(words)]})


@access.requires(Permission.REGION_MANAGE)
@require_POST
def alias(request: HttpRequest, code: str) -> HttpResponse:
    """Let a region be found under another name or an earlier code."""
    access.require(access.actor_of(request), Permission.REGION_MANAGE, region_code=code)
    region, form = _region_or_404(code), AliasForm(request.POST)
    if form.is_valid():
        try:
            services.add_alias(
                region, **form.cleaned_data, by=access.actor_of(request), at=clock.now()
            )
        except services.BadAlias:
            form.add_error(
                None, _("Tulis nama lain, atau kode lama yang tidak dipakai wilayah lain.")
            )
        else:
            return redirect("regions:region", code)
    return _page(request, code, form)


def _page(request: HttpRequest, code: str, form: AliasForm) -> HttpResponse:
    below = queries.children(code)
    actor = access.actor_of(request)
    context: dict[str, Any] = {
        "code": code,
        "region": _region_or_404(code) if code else None,
        "written": queries.dotted(code),
        "name": queries.name_of(code),
        "trail": queries.above(code),
        "below": [(one, queries.dotted(one.code)) for one in below],
        "outlined": queries.with_outline(below),
        "map": _map_of(code) if below else None,
        "aliases": queries.aliases_of(code),
        "form": form,
        "may_name": bool(code)
        and access.allowed(actor, Permission.REGION_MANAGE, region_code=code),
    }
    status = 422 if form.errors else 200
    return render(request, "regions/regions.html", context, status=status)


def _map_of(code: str) -> Map | None:
    """A regency is shown by its villages, a district too; what is wider has no map here."""
    if len(code) < Level.REGENCY:
        return None
    return queries.map_of(code, level=Level.VILLAGE)


def _region_or_404(code: str) -> Region:
    region = Region.objects.filter(pk=code).first()
    if region is None:
        raise Http404
    return region
