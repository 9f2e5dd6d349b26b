"""The list of plans, one plan, and its way through proposal and approval."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, region_ranges, requires
from tanggap.accounts.types import Permission
from tanggap.applications.queries import candidates
from tanggap.core import clock
from tanggap.decisions import services
from tanggap.decisions.domain.choices import Choices
from tanggap.decisions.forms import NewPlanForm
from tanggap.decisions.models import Plan
from tanggap.decisions.queries import plans, simulating
from tanggap.decisions.types import NotAllowed
from tanggap.decisions.views import showing
from tanggap.decisions.views.words import REFUSALS, STATUS_TONES
from tanggap.regions import queries as regions

CITY: Final = 4


@requires(Permission.PLAN_VIEW)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the plans of the officer's regions, the newest first."""
    actor = actor_of(request)
    found = plans.visible(actor)[:200]
    names = regions.names_of({one.region_code for one in found})
    context = {
        "rows": [
            {
                "plan": one,
                "tone": STATUS_TONES[one.status],
                "place": names.get(one.region_code, one.region_code),
                "figures": simulating.thawed(one.figures) if one.figures else None,
            }
            for one in found
        ],
        "counts": plans.counts(actor),
        "may_make": allowed(actor, Permission.PLAN_PROPOSE),
        "may_approve": allowed(actor, Permission.PLAN_APPROVE),
    }
    return render(request, "decisions/list.html", context)


@requires(Permission.PLAN_PROPOSE)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Say for what and for when a plan is."""
    actor = actor_of(request)
    form = NewPlanForm(
        request.POST if request.method == "POST" else None,
        places=_places(request),
        initial={"amount": 600_000},
    )
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {
            name: form.cleaned_data[name]
            for name in ("name", "programme", "region_code", "months", "amount")
        }
        cut_off = candidates.threshold(told["programme"])
        try:
            plan = services.planning.create(
                **told, choices=Choices(cut_off=cut_off), by=actor, at=clock.now()
            )
        except NotAllowed as refusal:
            form.add_error(None, str(REFUSALS[refusal.code]))
        else:
            return redirect("decisions:plan", plan.pk)
    return render(request, "decisions/new.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.PLAN_VIEW)
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan: a draft with its choices to play with, a proposed one as it was proposed."""
    plan = plan_or_404(request, pk)
    if plan.status == Plan.Status.DRAFT:
        return showing.draft(request, plan, simulating.choices_of(plan))
    return showing.settled(request, plan)


@requires(Permission.PLAN_PROPOSE)
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a plan before whoever approves."""
    return _act(request, pk, services.planning.propose, _("Rencana diusulkan."))


@requires(Permission.PLAN_PROPOSE)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    return _act(request, pk, services.planning.drop, _("Rencana dibatalkan."))


@requires(Permission.PLAN_APPROVE)
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a plan, as the only or as one of several officers."""
    plan = plan_or_404(request, pk)
    try:
        last = services.approving.approve(
            plan_id=plan.pk,
            by=actor_of(request),
            at=clock.now(),
            confirmed=[int(one) for one in request.POST.getlist("tetap") if one.isdigit()],
        )
    except NotAllowed as refusal:
        messages.error(request, REFUSALS[refusal.code])
    else:
        messages.success(
            request,
            _("Rencana disetujui dan sedang dilaksanakan.")
            if last
            else _("Persetujuan Anda dicatat. Pejabat lain masih harus menyetujui."),
        )
    return redirect("decisions:plan", pk)


@requires(Permission.PLAN_APPROVE)
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a plan back with a reason."""
    reason = request.POST.get("reason", "")

    def act(**given: Any) -> None:
        services.approving.send_back(reason=reason, **given)

    return _act(request, pk, act, _("Rencana dikembalikan."))


def plan_or_404(request: HttpRequest, pk: int) -> Plan:
    """Return a plan that the officer may see; Http404 else."""
    plan = plans.one(actor_of(request), pk)
    if plan is None:
        raise Http404
    return plan


def _act(request: HttpRequest, pk: int, act: Callable[..., object], told: str) -> HttpResponse:
    plan = plan_or_404(request, pk)
    try:
        act(plan_id=plan.pk, by=actor_of(request), at=clock.now())
    except NotAllowed as refusal:
        messages.error(request, REFUSALS[refusal.code])
    else:
        messages.success(request, told)
    return redirect("decisions:plan", pk)


def _places(request: HttpRequest) -> list[str]:
    """Return the cities, and the officer's own regions, for which a plan may be made."""
    found = []
    for low, high in region_ranges(actor_of(request), Permission.PLAN_PROPOSE):
        cities = [one.code for one in regions.regencies() if low <= one.code < high]
        found += cities or ([low] if low else [])
    return sorted(set(found))
