"""Trying other choices, keeping them, and laying plans side by side."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.decisions import services
from tanggap.decisions.domain.choices import BadChoices, Choices
from tanggap.decisions.models import Plan
from tanggap.decisions.queries import plans, simulating
from tanggap.decisions.types import NotAllowed
from tanggap.decisions.views import pictures, reading, showing
from tanggap.decisions.views.plans import plan_or_404
from tanggap.decisions.views.words import REFUSALS, STATUS_TONES
from tanggap.regions import queries as regions

MOST: Final = 4


@requires(Permission.PLAN_VIEW)
@require_POST
def simulate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what other choices would do; nothing is kept. A part of the page for htmx."""
    plan = plan_or_404(request, pk)
    if plan.status != Plan.Status.DRAFT:
        return redirect("decisions:plan", pk)
    try:
        choices = _read(request, plan)
    except BadChoices as fault:
        return showing.draft(request, plan, simulating.choices_of(plan), fault)
    return showing.draft(request, plan, choices)


@requires(Permission.PLAN_PROPOSE)
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the choices in this plan, or in a new one beside it."""
    plan = plan_or_404(request, pk)
    try:
        choices = _read(request, plan)
    except BadChoices as fault:
        return showing.draft(request, plan, simulating.choices_of(plan), fault)
    return _keep(request, plan, choices)


@requires(Permission.PLAN_VIEW)
@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Lay up to four plans side by side."""
    actor = actor_of(request)
    every = list(plans.visible(actor).exclude(status=Plan.Status.DROPPED)[:60])
    wanted = [number for number in request.GET.getlist("r") if number.isdigit()][:MOST]
    chosen = [one for one in every if str(one.pk) in wanted]
    found = [(one, simulating.effects_of(one)) for one in chosen]
    context: dict[str, Any] = {
        "every": [(one, one in chosen) for one in every],
        "chosen": [(one, STATUS_TONES[one.status]) for one in chosen],
        "lines": _lines(found),
        "regions": _regions(found),
        "tenths": [(one, pictures.tenths(effects)) for one, effects in found],
        "overlap": _overlap(chosen),
    }
    return render(request, "decisions/compare.html", context)


def _read(request: HttpRequest, plan: Plan) -> Choices:
    codes = [name.partition("-")[2] for name in request.POST if name.startswith("quotas-")]
    return reading.read(request.POST, plan, [code for code in codes if code.isdigit()])


def _keep(request: HttpRequest, plan: Plan, choices: Choices) -> HttpResponse:
    given: dict[str, Any] = {"choices": choices, "by": actor_of(request), "at": clock.now()}
    name = request.POST.get("name", "").strip()[:120]
    try:
        if request.POST.get("sebagai") == "baru":
            kept = services.planning.vary(plan_id=plan.pk, name=name or f"{plan.name} (2)", **given)
            messages.success(request, _("Disimpan sebagai rencana baru."))
            return redirect("decisions:plan", kept.pk)
        services.planning.choose(plan_id=plan.pk, **given)
        messages.success(request, _("Rencana disimpan."))
    except NotAllowed as refusal:
        messages.error(request, REFUSALS[refusal.code])
    return redirect("decisions:plan", plan.pk)


def _lines(found: list[Any]) -> list[dict[str, Any]]:
    """Return the figures of plans, one line each, and whether they differ."""
    told = [
        (_("Mendapat tempat"), "number", [one.all.reached for _p, one in found]),
        (_("Daftar tunggu"), "number", [one.all.waiting for _p, one in found]),
        (_("Tidak"), "number", [one.all.out for _p, one in found]),
        (_("Biaya"), "rupiah", [one.cost for _p, one in found]),
        (_("Seperlima paling membutuhkan yang terjangkau (%)"), "number",
         [_percent(one.poorest) for _p, one in found]),
        (_("Kepala keluarga perempuan yang terjangkau (%)"), "number",
         [_percent(one.by_sex["P"]) if "P" in one.by_sex else 0 for _p, one in found]),
        (_("Batas skor"), "number", [plan.choices.get("cut_off", 0) for plan, _o in found]),
    ]  # fmt: skip
    return [
        {"label": label, "kind": kind, "cells": cells, "differs": len(set(cells)) > 1}
        for label, kind, cells in told
    ]


def _percent(share: Any) -> int:
    return round(100 * share.reached / share.whole) if share.whole else 0


def _regions(found: list[Any]) -> list[dict[str, Any]]:
    codes = sorted({code for _p, one in found for code in one.by_region})
    names = regions.names_of(set(codes))
    lines = []
    for code in codes:
        cells = [one.by_region[code].reached if code in one.by_region else 0 for _p, one in found]
        lines.append(
            {"name": names.get(code, code), "cells": cells, "differs": len(set(cells)) > 1}
        )
    return lines


def _overlap(chosen: list[Plan]) -> list[dict[str, Any]]:
    """Return, against the first plan, how many gain and lose a place in each other one."""
    if len(chosen) < 2:
        return []
    sets = [simulating.places_of(one) for one in chosen]
    return [
        {"plan": one, "gained": len(here - sets[0]), "lost": len(sets[0] - here)}
        for one, here in zip(chosen[1:], sets[1:], strict=True)
    ]
