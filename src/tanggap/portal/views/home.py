"""The first page after signing in: what waits for this officer, and what they may do next."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils.safestring import SafeString

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.core.registry import tiles

FRONT: Final = "warga:front"
"""The page that visitors see, of an app below."""
OWN_PAGES: Final = {"donor": "fostering:mine"}
"""Roles of people who are no officers, with the page that is theirs."""


@access.public
def home(request: HttpRequest) -> HttpResponseBase:
    """Show the tiles that the apps registered, as far as the officer may see them.

    Who has not signed in sees the page for citizens.
    """
    if not request.user.is_authenticated:
        front: HttpResponseBase = resolve(reverse(FRONT)).func(request)
        return front
    actor = access.actor_of(request)
    if own := _own_page(actor):
        return redirect(own)
    waiting, glance = _tiles(request, actor)
    context = {
        "waiting": waiting,
        "glance": glance,
        "may_import": access.allowed(actor, Permission.LIST_IMPORT),
    }
    return render(request, "portal/pages/home.html", context)


def _own_page(actor: Actor) -> str:
    """Return the page of somebody who holds no office, "" for an officer."""
    roles = {held.role for held in actor.roles}
    return OWN_PAGES.get(roles.pop(), "") if len(roles) == 1 else ""


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
