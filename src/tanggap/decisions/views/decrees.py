"""The decree of an approved plan, and its annex as PDF and workbook."""

from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.decisions import services
from tanggap.decisions.forms import DecreeForm, TierForm
from tanggap.decisions.models import ApprovalTier, Plan
from tanggap.decisions.queries import papers
from tanggap.decisions.services.planning import note
from tanggap.decisions.types import NotAllowed
from tanggap.decisions.views.plans import plan_or_404
from tanggap.decisions.views.words import REFUSALS

TYPES: Final = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BASIS: Final = (
    "Undang-Undang Nomor 13 Tahun 2011 tentang Penanganan Fakir Miskin\n"
    "Undang-Undang Nomor 24 Tahun 2007 tentang Penanggulangan Bencana"
)


@requires(Permission.PLAN_APPROVE)
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an approved plan its decree."""
    plan = plan_or_404(request, pk)
    initial = {
        "number": plan.decree_number,
        "on": plan.decree_date or clock.today(),
        "basis": plan.decree_basis or BASIS,
        "signatory": plan.signatory_name or plan.approved_by_name,
        "office": plan.signatory_office,
    }
    form = DecreeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.decrees.issue(
                plan_id=pk, by=actor_of(request), at=clock.now(), **form.cleaned_data
            )
        except NotAllowed as refusal:
            form.add_error(None, str(REFUSALS[refusal.code]))
        else:
            messages.success(request, _("Surat keputusan dicatat."))
            return redirect("decisions:plan", pk)
    context = {"form": form, "plan": plan}
    return render(request, "decisions/decree.html", context, status=422 if form.errors else 200)


@requires(Permission.PLAN_VIEW)
@never_cache
@require_GET
@transaction.atomic
def annex(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Give the decree with its annex as a file; names and RT, a masked NIK where that is allowed.

    Every copy is on the record.
    """
    plan, actor = plan_or_404(request, pk), actor_of(request)
    if plan.status != Plan.Status.APPROVED or kind not in TYPES:
        raise Http404
    with_nik = allowed(actor, Permission.EXPORT_MASKED, region_code=plan.region_code)
    content = (papers.pdf if kind == "pdf" else papers.workbook)(plan, with_nik=with_nik)
    note("decisions.decree.exported", plan, actor, clock.now(), kind=kind, with_nik=with_nik)
    return HttpResponse(
        content,
        content_type=TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="penetapan-{plan.pk}.{kind}"'},
    )


@requires(Permission.PLAN_APPROVE)
@require_http_methods(["GET", "POST"])
def tiers(request: HttpRequest) -> HttpResponse:
    """Show and set from how much money on how many officers must approve."""
    form = TierForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.approving.set_tier(by=actor_of(request), at=clock.now(), **form.cleaned_data)
        return redirect("decisions:tiers")
    context = {"form": form, "tiers": ApprovalTier.objects.all()}
    return render(request, "decisions/tiers.html", context, status=422 if form.errors else 200)
