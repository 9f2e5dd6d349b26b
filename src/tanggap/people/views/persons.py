"""Searching and the dossier."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.core.registry import dossier_panels
from tanggap.people.domain.best_values import differing
from tanggap.people.forms import PurposeForm, ReasonForm, SearchForm, spoken
from tanggap.people.models import Person
from tanggap.people.queries import dossier as dossiers
from tanggap.people.queries import search as finding
from tanggap.people.queries.fields import LABELS
from tanggap.people.types import Dossier, PeopleFound, Purpose
from tanggap.people.views import asking
from tanggap.regions.queries import names_of


@access.requires(Permission.PERSON_SEARCH)
@never_cache
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find a person. What is searched travels in the body, never in an address that is logged."""
    form = SearchForm(request.POST or None, actor=access.actor_of(request))
    found: PeopleFound | None = None
    if request.method == "POST" and form.is_valid():
        found = _found(access.actor_of(request), form.cleaned_data)
        for one in found:
            asking.remember(request, one.code, form.cleaned_data["purpose"])
    names = names_of({one.region_code for one in found or []})
    results = [(one, names.get(one.region_code, one.region_code)) for one in found or []]
    context = {"form": form, "searched": found is not None, "results": results}
    context["is_whole"] = found is None or found.is_whole
    return render(request, "people/search.html", context)


def _found(actor: Actor, asked: dict[str, object]) -> PeopleFound:
    purpose = Purpose(str(asked["purpose"]))
    if asked["number"]:
        return finding.by_number(actor, str(asked["number"]), purpose)
    return finding.by_name(
        actor,
        str(asked["name"]),
        purpose,
        birth=int(str(asked["birth"] or 0)),
        region_code=str(asked["region"]),
    )


@access.requires(Permission.PERSON_VIEW)
@never_cache
@require_http_methods(["GET", "POST"])
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Show all that is known of a person, once a purpose was given."""
    actor = access.actor_of(request)
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asking.remember(request, code, Purpose(form.cleaned_data["purpose"]))
        return redirect("people:dossier", code)
    purpose = asking.purpose_for(request, code)
    try:
        if purpose is None:
            dossiers.visible(actor, code)
            return render(request, "people/purpose.html", {"form": form, "code": code})
        found = dossiers.of(actor, code, purpose)
    except dossiers.Moved as moved:
        if purpose:
            asking.remember(request, moved.code, purpose)
        return redirect("people:dossier", moved.code)
    except Person.DoesNotExist as error:
        raise Http404 from error
    return render(request, "people/dossier.html", _shown(found, actor))


def _shown(found: Dossier, actor: Actor) -> dict[str, object]:
    def may(permission: Permission) -> bool:
        return access.allowed(actor, permission, region_code=found.region_code)

    names = list(dict.fromkeys(name for record in found.records for name in record.cells))
    return {
        "person": found,
        "region": names_of({found.region_code}).get(found.region_code, found.region_code),
        "headings": [f"{record.programme} · {record.row}" for record in found.records],
        "compared": [side_by_side(name, found) for name in names],
        "panels": _panels(found, actor),
        "may_edit": may(Permission.PERSON_EDIT),
        "may_reveal": may(Permission.NIK_REVEAL),
    }


def _panels(found: Dossier, actor: Actor) -> list[dict[str, object]]:
    """Return what other apps add, where the actor may see it."""
    allowed = [
        panel
        for panel in dossier_panels.items()
        if access.allowed(actor, panel.permission, region_code=found.region_code)
    ]
    shown = [(panel, panel.content(actor, found.person_id)) for panel in allowed]
    return [
        {"template": panel.template, "style": panel.style, "content": content}
        for panel, content in shown
        if content is not None
    ]


def side_by_side(name: str, found: Dossier) -> dict[str, object]:
    """Return one field of all rows, for the comparison."""

    cells = [record.cells.get(name, "") for record in found.records]
    label = spoken(LABELS[name]) if name in LABELS else name
    return {"label": label, "cells": cells, "differs": differing(cells)}


@access.requires(Permission.NIK_REVEAL)
@never_cache
@require_POST
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Show the numbers of a person in full, with a reason, on the record."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return redirect("people:dossier", code)
    try:
        numbers = dossiers.reveal(access.actor_of(request), code, form.cleaned_data["reason"])
    except Person.DoesNotExist as error:
        raise Http404 from error
    return render(request, "people/numbers.html", {"code": code, "numbers": numbers})
