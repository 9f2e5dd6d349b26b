"""The rows of a plan, its waiting list among them, and giving a free place."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.decisions import services
from tanggap.decisions.models import Plan, PlanRow
from tanggap.decisions.queries import plans
from tanggap.decisions.types import Full, NotAllowed
from tanggap.decisions.views.plans import plan_or_404
from tanggap.decisions.views.words import FULL, REFUSALS, STATE_TONES
from tanggap.regions import queries as regions

PER_PAGE: Final = 50


@requires(Permission.PLAN_VIEW)
@never_cache
@require_GET
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the rows of a plan in order, narrowed by state."""
    plan = plan_or_404(request, pk)
    state = request.GET.get("keadaan", "")
    state = state if state in PlanRow.State.values else ""
    page = Paginator(plans.rows(plan, state=state), PER_PAGE).get_page(request.GET.get("halaman"))
    views = plans.with_applications(list(page))
    names = regions.names_of({one.row.region_code for one in views})
    counts, free = plans.states(plan), plans.free_places(plan)
    actor = actor_of(request)
    may = allowed(actor, Permission.PLAN_APPROVE, region_code=plan.region_code)
    context = {
        "plan": plan,
        "page": page,
        "rows": [
            {
                "view": one,
                "place": names.get(one.row.region_code, one.row.region_code),
                "state_tone": STATE_TONES[one.row.state],
            }
            for one in views
        ],
        "state": state,
        "states": [
            ("", _("Semua"), sum(counts.values())),
            *((value, label, counts.get(value, 0)) for value, label in PlanRow.State.choices),
        ],
        "free": free,
        "may_give": may
        and plan.status == Plan.Status.APPROVED
        and actor.user_id != plan.proposed_by_id,
    }
    return render(request, "decisions/rows.html", context)


@requires(Permission.PLAN_APPROVE)
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a free place to a row; out of turn with a reason."""
    row = PlanRow.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    plan = plan_or_404(request, row.plan_id)
    reason = request.POST.get("reason", "")
    try:
        services.waiting.give(row_id=pk, by=actor_of(request), at=clock.now(), reason=reason)
    except NotAllowed as refusal:
        messages.error(request, REFUSALS[refusal.code])
    except Full:
        messages.error(request, FULL)
    return redirect(f"{reverse('decisions:rows', args=[plan.pk])}?keadaan={row.state}")
