"""The first page after signing in: what waits for this officer, and what they may do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tanggap.accounts import access
from tanggap.core.actor import Actor
from tanggap.core.registry import Tile, tiles


@access.signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show the tiles that the apps registered, as far as the officer may see them."""
    actor = access.actor_of(request)
    drawn = [
        _draw(tile, actor, request)
        for tile in tiles.items()
        if access.allowed(actor, tile.permission)
    ]
    return render(request, "portal/pages/home.html", {"tiles": drawn})


def _draw(tile: Tile, actor: Actor, request: HttpRequest) -> SafeString:
    return render_to_string(tile.template, tile.figure(actor), request)
