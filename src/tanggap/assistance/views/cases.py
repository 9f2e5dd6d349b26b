"""Overlap cases: the list, one case, and its settlement by four eyes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import months
from tanggap.assistance.domain.settlement import CannotSettle
from tanggap.assistance.forms import ReasonForm, SettlementForm
from tanggap.assistance.models import Award, ExclusionRule, OverlapCase
from tanggap.assistance.queries import awards
from tanggap.assistance.queries import cases as case_queries
from tanggap.assistance.services import cases
from tanggap.assistance.views.words import REFUSALS
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.registry import text_of
from tanggap.regions import queries as regions

PER_PAGE = 50


@requires(Permission.CASE_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """Show the cases of the officer's regions, the most rupiah first."""
    status = request.GET.get("keadaan", "waiting")
    rule = request.GET.get("aturan", "")
    region = request.GET.get("wilayah", "")
    found = case_queries.visible_to(
        actor_of(request), status="" if status == "semua" else status, rule=rule, region_code=region
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": [(case, text_of(months.in_words(case.months))) for case in page],
        "money": case_queries.money(actor_of(request)),
        "status": status,
        "statuses": [
            ("waiting", _("belum selesai")),
            ("untouched", _("belum diusulkan")),
            ("found", _("ditemukan, tanpa yang gugur")),
            *OverlapCase.Status.choices,
            ("semua", _("semua")),
        ],
        "rule": rule,
        "region": region,
        "region_name": regions.name_of(region) if region else "",
        "rules": ExclusionRule.objects.filter(status=ExclusionRule.Status.APPROVED, action="block"),
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


def _case(request: HttpRequest, pk: int) -> OverlapCase:
    found: OverlapCase | None = case_queries.visible_to(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, case: OverlapCase, form: SettlementForm) -> HttpResponse:
    actor = actor_of(request)
    proposed = case.status == OverlapCase.Status.PROPOSED
    may_approve = allowed(actor, Permission.CASE_APPROVE, region_code=case.region_code)
    pays = awards.amounts({case.one_id, case.other_id})
    sides = [_side(award, case, pays[award.pk], actor) for award in (case.one, case.other)]
    outcomes = form.name_sides(*(_name_of(side) for side in sides))
    context = {
        "case": case,
        "rule": case.group.rule,
        "months": text_of(months.in_words(case.months)),
        "sides": sides,
        "steps": case.steps.all(),
        "form": form,
        "outcome": outcomes.get(case.outcome, ""),
        "reason_form": ReasonForm(),
        "may_propose": case.status in ("open", "reopened")
        and allowed(actor, Permission.CASE_PROPOSE, region_code=case.region_code),
        "may_approve": proposed and may_approve and case.proposed_by_id != actor.user_id,
        "is_own": proposed and case.proposed_by_id == actor.user_id,
        "may_reopen": case.status == "settled" and may_approve,
    }
    return render(request, "assistance/case.html", context, status=422 if form.errors else 200)


def _name_of(side: dict[str, Any]) -> str:
    name = text_of(side["award"].programme.name)
    return f"{name} ({side['list']})" if side["list"] else str(name)


def _side(
    award: Award, case: OverlapCase, pays: dict[str, int | None], actor: Actor
) -> dict[str, Any]:
    """Return one award as its half of the page shows it; the person by code, never by number."""
    ended = set(award.ended_months.values_list("month", flat=True))
    record = award.record
    return {
        "award": award,
        "months": text_of(months.in_words(month for month in pays if month not in ended)),
        "ended": text_of(months.in_words(ended)) if ended else "",
        "contested": sum(pays.get(month) or 0 for month in case.months),
        "list": award.recipient_list.file_name if award.recipient_list else "",
        "row": f"{record.sheet} {record.row}".strip() if record else "",
        "region": regions.name_of(award.region_code),
        "may_open": allowed(actor, Permission.PERSON_VIEW, region_code=award.region_code),
    }
