"""The regions that are loaded, with what is known of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tanggap.core import access
from tanggap.core.permissions import Permission
from tanggap.regions import queries


@access.requires(Permission.REGION_MANAGE)
def regions(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show what lies below a region."""
    below = queries.children(code)
    context = {
        "code": code,
        "name": queries.name_of(code),
        "trail": queries.above(code),
        "below": below,
        "outlined": queries.with_outline(below),
        "map": queries.map_of(code) if below and code else None,
    }
    return render(request, "regions/regions.html", context)
