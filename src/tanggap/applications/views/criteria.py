"""Criteria in versions, and when programmes take applications."""

import tomllib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.applications.domain import criteria
from tanggap.applications.domain.criteria_text import written
from tanggap.applications.forms.office import CriteriaForm, OpeningForm
from tanggap.applications.models import CriteriaSet, Opening
from tanggap.applications.services import openings
from tanggap.assistance.queries import programmes
from tanggap.core import clock
from tanggap.core.registry import text_of


@requires(Permission.CRITERIA_EDIT)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the programmes of aid with their criteria and openings."""
    known = {one.programme_id: one for one in Opening.objects.all()}
    newest: dict[int, CriteriaSet] = {}
    for one in CriteriaSet.objects.order_by("version"):
        newest[one.programme_id] = one
    today = clock.today()
    rows = [
        {
            "programme": p,
            "criteria": newest.get(p.pk),
            "count": len(newest[p.pk].content["criteria"]) if p.pk in newest else 0,
            "opening": known.get(p.pk),
            "is_open": p.pk in known and known[p.pk].is_open(today),
        }
        for p in programmes.aid()
    ]
    return render(request, "applications/office/criteria.html", {"rows": rows})


@requires(Permission.CRITERIA_EDIT)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, programme: str) -> HttpResponse:
    """Write a new version of a programme's criteria."""
    found = programmes.by_code(programme)
    if found is None:
        raise Http404
    versions = list(CriteriaSet.objects.filter(programme=found).order_by("-version"))
    newest = versions[0] if versions else None
    initial = {
        "name": newest.name if newest else found.name,
        "text": written(newest.content) if newest else "",
    }
    form = CriteriaForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _set(request, form, programme):
        messages.success(request, _("Versi baru berlaku untuk pengajuan berikutnya."))
        return redirect("applications:edit_criteria", programme)
    context = {
        "form": form,
        "programme": found,
        "versions": versions,
        "shown": _shown(newest) if newest else [],
    }
    status = 422 if form.errors else 200
    return render(request, "applications/office/edit_criteria.html", context, status=status)


@requires(Permission.CRITERIA_EDIT)
@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest, programme: str) -> HttpResponse:
    """Say from when to when a programme takes applications."""
    found = programmes.by_code(programme)
    if found is None or not CriteriaSet.objects.filter(programme=found).exists():
        raise Http404
    known = Opening.objects.filter(programme=found).first()
    initial = {"opens_on": known.opens_on if known else clock.today(),
               "closes_on": known.closes_on if known else None}  # fmt: skip
    form = OpeningForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        openings.open_programme(
            programme=programme, by=actor_of(request), at=clock.now(), **form.cleaned_data
        )
        return redirect("applications:criteria")
    status = 422 if form.errors else 200
    context = {"form": form, "programme": found}
    return render(request, "applications/office/opening.html", context, status=status)


def _set(request: HttpRequest, form: CriteriaForm, programme: str) -> bool:
    """Put the typed criteria in force; False with the errors in the form."""
    try:
        content = tomllib.loads(form.cleaned_data["text"])
        openings.set_criteria(
            programme=programme,
            name=form.cleaned_data["name"],
            content=content,
            by=actor_of(request),
            at=clock.now(),
        )
    except tomllib.TOMLDecodeError as fault:
        form.add_error("text", _("Penulisannya belum benar: %(fault)s") % {"fault": fault})
        return False
    except criteria.BadCriteria as fault:
        where = f" ({fault.where})" if fault.where else ""
        form.add_error("text", text_of(fault.sentence) + where)
        return False
    return True


def _shown(newest: CriteriaSet) -> list[dict[str, Any]]:
    known = criteria.read(newest.content)
    whole = sum(one.weight for one in known.criteria)
    return [
        {
            "code": one.code,
            "text": text_of(one.text),
            "share": 100 * one.weight / whole,
            "choices": [(text_of(c.text), c.points) for c in one.choices],
        }
        for one in known.criteria
    ]
