"""What the page of a plan shows."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tanggap.accounts.access import actor_of, allowed
from tanggap.accounts.types import Permission
from tanggap.applications.queries import candidates
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState
from tanggap.core.registry import text_of
from tanggap.decisions.domain import choices as choosing
from tanggap.decisions.domain.allocation import Standing
from tanggap.decisions.domain.choices import BadChoices, Choices
from tanggap.decisions.domain.effects import Effects, change
from tanggap.decisions.models import Plan
from tanggap.decisions.queries import objected, plans, simulating
from tanggap.decisions.queries.simulating import Simulation
from tanggap.decisions.views import pictures, reading
from tanggap.decisions.views.words import STATUS_TONES
from tanggap.regions import queries as regions

NAMED: Final = 12
"""So many of those who gain or lose are named on the page."""

CARRYING: Final = "tanggap.decisions.services.carrying.carry_out"


def draft(
    request: HttpRequest, plan: Plan, choices: Choices, fault: BadChoices | None = None
) -> HttpResponse:
    """Show a draft with some choices, compared with those that are kept."""
    kept = simulating.choices_of(plan)
    pool = simulating.pool(plan, with_answers=bool(choices.weights or kept.weights))
    saved = simulating.simulate(plan, pool, kept)
    tried = saved if choices == kept else simulating.simulate(plan, pool, choices)
    names = regions.names_of(set(tried.effects.by_region))
    places = {code: names.get(code, code) for code in tried.effects.by_region}
    context = {
        **_head(actor_of(request), plan),
        **figures(tried.effects, saved.effects),
        **_changes(tried, saved),
        "form_shown": reading.shown(choices, plan, places, request.POST if fault else None),
        "is_tried": choices != kept,
        "has_candidates": bool(tried.order),
        "unscored": pool.unscored,
        "objected": len(objected.among([one.id for one in tried.order])),
        "places_limit": choosing.limits(choices, cost=plan.cost).places,
        "fault": fault,
        "fault_text": text_of(fault.sentence) if fault else "",
        "fault_where": fault.where if fault else "",
    }
    only_part = request.headers.get("HX-Request") == "true"
    template = "decisions/_result.html" if only_part else "decisions/draft.html"
    return render(request, template, context, status=422 if fault and not only_part else 200)


def settled(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show a proposed, approved or dropped plan."""
    actor = actor_of(request)
    effects = simulating.thawed(plan.figures) if plan.figures else None
    needed = plans.approvals_needed(plan.figures["cost"]) if plan.figures else 1
    is_own = actor.user_id in {plan.proposed_by_id, plan.made_by_id}
    may = allowed(actor, Permission.PLAN_APPROVE, region_code=plan.region_code)
    names = regions.names_of(set(effects.by_region)) if effects else {}
    context = {
        **_head(actor, plan),
        **(figures(effects, None) if effects else {}),
        "form_shown": reading.shown(simulating.choices_of(plan), plan, names),
        "states": plans.states(plan),
        "free": plans.free_places(plan),
        "approvals": plan.approvals.all(),
        "needed": needed,
        "may_approve": may and plan.status == Plan.Status.PROPOSED and not is_own,
        "is_own": may and plan.status == Plan.Status.PROPOSED and is_own,
        "may_issue": may and plan.status == Plan.Status.APPROVED,
        "objected": objected.of_plan(plan),
        "run": _run(plan),
    }
    return render(request, "decisions/plan.html", context)


def figures(effects: Effects, before: Effects | None) -> dict[str, Any]:
    """Return the figures and pictures of a plan, with what changes against another one."""
    return {
        "effects": effects,
        "before": before,
        "tenths": pictures.tenths(effects),
        "regions": pictures.by_region(effects, before),
        "sexes": pictures.by_sex(effects),
        "delta": _delta(effects, before) if before is not None else {},
    }


def _head(actor: Actor, plan: Plan) -> dict[str, Any]:
    return {
        "plan": plan,
        "tone": STATUS_TONES[plan.status],
        "place": regions.name_of(plan.region_code),
        "months": ", ".join(plan.months),
        "may_propose": allowed(actor, Permission.PLAN_PROPOSE, region_code=plan.region_code),
    }


def _delta(effects: Effects, before: Effects) -> dict[str, int]:
    return {
        "reached": effects.all.reached - before.all.reached,
        "waiting": effects.all.waiting - before.all.waiting,
        "out": effects.all.out - before.all.out,
        "cost": effects.cost - before.cost,
        "poorest": effects.poorest.reached - before.poorest.reached,
    }


def _changes(tried: Simulation, saved: Simulation) -> dict[str, Any]:
    """Return who gains and who loses a place against the plan that is kept."""
    found = change(saved.standings, tried.standings)
    order = {one.id: one for one in tried.order}
    shown = [*found.gained[:NAMED], *found.lost[:NAMED]]
    known = candidates.listed(shown)
    names = regions.names_of({one.region_code for one in known.values()})

    def lines(numbers: tuple[int, ...], where: Mapping[int, Standing]) -> list[dict[str, Any]]:
        ranked = sorted(numbers, key=lambda number: where[number].position)[:NAMED]
        return [
            {
                "application": known[number],
                "score": order[number].score,
                "position": where[number].position,
                "place": names.get(known[number].region_code, ""),
            }
            for number in ranked if number in known
        ]  # fmt: skip

    return {
        "gained": lines(found.gained, tried.standings),
        "lost": lines(found.lost, tried.standings),
        "gained_count": len(found.gained),
        "lost_count": len(found.lost),
        "changed": bool(found.gained or found.lost),
    }


def _run(plan: Plan) -> JobRun | None:
    """Return the job that carries the plan out, while it does."""
    if plan.status != Plan.Status.APPROVED:
        return None
    open_runs = JobRun.objects.filter(
        kind=CARRYING, state__in=[JobState.QUEUED, JobState.RUNNING], arguments__plan_id=plan.pk
    )
    return open_runs.first()
