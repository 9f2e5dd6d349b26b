"""The first page after signing in: what waits for this officer, and what they may do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.core.registry import tiles


@access.signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show the tiles that the apps registered, as far as the officer may see them."""
    actor = access.actor_of(request)
    waiting, glance = _tiles(request, actor)
    context = {
        "waiting": waiting,
        "glance": glance,
        "may_import": access.allowed(actor, Permission.LIST_IMPORT),
    }
    return render(request, "portal/pages/home.html", context)


def _tiles(request: HttpRequest, actor: Actor) -> tuple[list[SafeString], list[SafeString]]:
    """Return the tiles of what waits, and those of figures at a glance."""
    waiting: list[SafeString] = []
    glance: list[SafeString] = []
    for tile in tiles.items():
        context = tile.figure(actor) if access.allowed(actor, tile.permission) else {}
        if context and context.get("waits") != 0:
            drawn = render_to_string(tile.template, context, request)
            (waiting if "waits" in context else glance).append(drawn)
    return waiting, glance
