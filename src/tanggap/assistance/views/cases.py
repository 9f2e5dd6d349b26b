"""Overlap cases: the list, one case, and its settlement by four eyes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import months
from tanggap.assistance.domain.settlement import CannotSettle
from tanggap.assistance.forms import CasesForm, SettlementForm
from tanggap.assistance.models import OverlapCase
from tanggap.assistance.queries import cases as case_queries
from tanggap.assistance.services import cases
from tanggap.assistance.views import case_page
from tanggap.assistance.views.words import REFUSALS
from tanggap.core import clock
from tanggap.core.paging import LongPaginator
from tanggap.core.registry import text_of

PER_PAGE = 50


@requires(Permission.CASE_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """Show the cases of the officer's regions, the most rupiah first."""
    actor, form = actor_of(request), CasesForm(request.GET)
    wanted = form.wanted(actor)
    money, known = case_queries.money_and_count(actor, wanted)
    found = LongPaginator(case_queries.listed(actor, wanted), PER_PAGE, known=known)
    page = found.get_page(request.GET.get("halaman"))
    waiting = money.cases_open + money.cases_proposed
    context = {
        "page": page,
        "rows": [(case, text_of(months.in_words(case.months))) for case in page],
        "money": money,
        "found": waiting + money.cases_settled,
        "form": form,
        "narrowed": form.narrows(),
        "may_propose": allowed(actor, Permission.CASE_PROPOSE),
        "may_approve": allowed(actor, Permission.CASE_APPROVE),
    }
    return render(request, "assistance/cases.html", context)


@requires(Permission.CASE_VIEW)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show both awards, the rule, the steps so far and what may be done now."""
    return _page(request, _case(request, pk), SettlementForm())


@requires(Permission.CASE_PROPOSE)
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a settlement."""
    case, form = _case(request, pk), SettlementForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form)
    try:
        cases.propose(case_id=pk, by=actor_of(request), at=clock.now(), **form.cleaned_data)
    except CannotSettle as refusal:
        messages.error(request, REFUSALS[refusal.code])
    return redirect("assistance:case", pk)


@requires(Permission.CASE_APPROVE)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a proposal, send it back, or open a settled case again."""
    _case(request, pk)
    given: dict[str, Any] = {"case_id": pk, "by": actor_of(request), "at": clock.now()}
    reason = request.POST.get("reason", "")
    try:
        match request.POST.get("keputusan"):
            case "setuju":
                cases.approve(**given)
            case "kembalikan":
                cases.send_back(**given, reason=reason)
            case "buka":
                cases.reopen(**given, reason=reason)
    except CannotSettle as refusal:
        messages.error(request, REFUSALS[refusal.code])
    return redirect("assistance:case", pk)


@requires(Permission.CASE_PROPOSE)
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one's name on a case, or take the name off."""
    _case(request, pk)
    given: dict[str, Any] = {"case_id": pk, "by": actor_of(request), "at": clock.now()}
    try:
        if request.POST.get("ambil") == "ya":
            cases.take(**given)
        else:
            cases.put_back(**given)
    except CannotSettle as refusal:
        messages.error(request, REFUSALS[refusal.code])
    return redirect("assistance:case", pk)


def _case(request: HttpRequest, pk: int) -> OverlapCase:
    found: OverlapCase | None = case_queries.visible_to(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, case: OverlapCase, form: SettlementForm) -> HttpResponse:
    context = case_page.context(case, form, actor_of(request))
    return render(request, "assistance/case.html", context, status=422 if form.errors else 200)
