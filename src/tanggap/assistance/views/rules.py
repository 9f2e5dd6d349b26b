"""Who may combine with whom: the matrix, the rules, their proposals."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import months
from tanggap.assistance.domain.matrix import square
from tanggap.assistance.forms import ReasonForm, RuleForm
from tanggap.assistance.models import ExclusionRule, OverlapCase, Programme
from tanggap.assistance.queries import books, effects
from tanggap.assistance.services import rules
from tanggap.assistance.views.words import REFUSALS
from tanggap.core import clock
from tanggap.core.registry import text_of
from tanggap.regions import queries as regions

PER_PAGE = 50


@requires(Permission.PROGRAMME_VIEW)
def matrix(request: HttpRequest) -> HttpResponse:
    """Show every pair of programmes, and what waits for approval.

    `?program=` shows one programme with all others as a list, which a phone shows whole; `?bulan=`
    the rules of a month.
    """
    aid = list(Programme.objects.filter(kind=Programme.Kind.AID))
    month = request.GET.get("bulan", "")
    month = month if months.is_month(month) else ""
    cells = square([programme.code for programme in aid], books.in_month(books.book(), month))
    lines = list(zip(aid, cells, strict=True))
    chosen = request.GET.get("program") or (aid[0].code if aid else "")
    context = {
        "programmes": aid,
        "lines": lines,
        "month": month,
        "chosen": next((p for p in aid if p.code == chosen), None),
        "partners": next(
            ([*zip(aid, row, strict=True)] for p, row in lines if p.code == chosen), []
        ),
        "rules": ExclusionRule.objects.filter(status=ExclusionRule.Status.APPROVED),
        "proposals": ExclusionRule.objects.filter(status=ExclusionRule.Status.PROPOSED),
        "may_propose": allowed(actor_of(request), Permission.RULE_PROPOSE),
    }
    return render(request, "assistance/rules.html", context)


@requires(Permission.PROGRAMME_VIEW)
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """Show one rule with its basis and all its versions."""
    versions = list(ExclusionRule.objects.filter(code=code))
    if not versions:
        return redirect("assistance:rules")
    current = next((v for v in versions if v.status == ExclusionRule.Status.APPROVED), versions[0])
    cases = OverlapCase.objects.visible_to(actor_of(request)).filter(group__rule__code=code)
    context = {
        "rule": current,
        "region": regions.name_of(current.region_code),
        "versions": versions,
        "cases": cases.count(),
        "may_propose": allowed(
            actor_of(request), Permission.RULE_PROPOSE, region_code=current.region_code or None
        ),
    }
    return render(request, "assistance/rule.html", context)


@requires(Permission.RULE_PROPOSE)
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a new rule or another version of one (`?kode=`)."""
    current = ExclusionRule.objects.filter(
        code=request.GET.get("kode", ""), status=ExclusionRule.Status.APPROVED
    ).first()
    form = RuleForm(request.POST or None, initial=_initial(current, request))
    if request.method == "POST" and form.is_valid():
        draft = rules.RuleDraft(**form.cleaned_data)
        try:
            made = rules.propose(draft=draft, by=actor_of(request), at=clock.now())
        except rules.CannotChangeRule as refusal:
            form.add_error(None, str(REFUSALS[refusal.code]))
        else:
            return redirect("assistance:proposal", made.pk)
    return render(request, "assistance/rule_form.html", {"form": form, "rule": current})


@requires(Permission.RULE_PROPOSE)
@require_POST
def propose_withdrawal(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that a rule should not hold any more."""
    try:
        made = rules.propose(
            draft=rules.RuleDraft(code=code, withdraws=True),
            by=actor_of(request),
            at=clock.now(),
        )
    except rules.CannotChangeRule as refusal:
        messages.error(request, REFUSALS[refusal.code])
        return redirect("assistance:rule", code)
    return redirect("assistance:proposal", made.pk)


@requires(Permission.PROGRAMME_VIEW)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal with the conflicts that it would make, before anybody approves it."""
    rule = get_object_or_404(ExclusionRule, pk=pk)
    waits = rule.status == ExclusionRule.Status.PROPOSED
    actor = actor_of(request)
    effect = effects.of_proposal(rule) if waits else None
    context = {
        "rule": rule,
        "region": regions.name_of(rule.region_code),
        "effect": effect,
        **_conflicts(request, effect),
        "waits": waits,
        "may_approve": waits
        and allowed(actor, Permission.RULE_APPROVE, region_code=rule.region_code or None)
        and actor.user_id != rule.proposed_by_id,
        "is_own": actor.user_id == rule.proposed_by_id,
        "form": ReasonForm(),
    }
    return render(request, "assistance/proposal.html", context)


def _conflicts(request: HttpRequest, effect: effects.Effect | None) -> dict[str, Any]:
    """Return a page of the conflicts with the awards that the officer may see in them."""
    if effect is None or not effect.conflicts:
        return {}
    page = Paginator(effect.conflicts, PER_PAGE).get_page(request.GET.get("halaman"))
    seen = effects.awards_in(actor_of(request), page)
    pairs = [
        {
            "one": seen.get(one.one),
            "other": seen.get(one.other),
            "months": text_of(months.in_words(one.months)),
            "rupiah": one.rupiah,
        }
        for one in page
    ]
    return {"page": page, "pairs": pairs}


@requires(Permission.RULE_APPROVE)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse a proposal."""
    given: dict[str, Any] = {"rule_id": pk, "by": actor_of(request), "at": clock.now()}
    try:
        if request.POST.get("keputusan") == "setuju":
            rules.approve(**given)
        else:
            rules.refuse(**given, reason=request.POST.get("reason", ""))
    except rules.CannotChangeRule as refusal:
        messages.error(request, REFUSALS[refusal.code])
    return redirect("assistance:proposal", pk)


def _initial(current: ExclusionRule | None, request: HttpRequest) -> dict[str, Any]:
    if current is None:
        pair = {"between": request.GET.getlist("a"), "other": request.GET.getlist("b")}
        return {**pair, "level": "family", "action": "block"}
    return {name: getattr(current, name) for name in RuleForm.base_fields}
