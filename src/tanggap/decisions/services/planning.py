"""Making a plan: draft, variants, proposal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.queries import candidates
from tanggap.assistance.queries import programmes
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.decisions.domain import choices as choosing
from tanggap.decisions.domain import sentences
from tanggap.decisions.domain.allocation import Reason
from tanggap.decisions.domain.choices import Choices
from tanggap.decisions.models import Plan, PlanRow
from tanggap.decisions.queries import simulating
from tanggap.decisions.queries.simulating import Simulation
from tanggap.decisions.types import NotAllowed

CHECKED: Final = "the right is checked where the plan is"


@transaction.atomic
def create(
    *,
    name: str,
    programme: str,
    region_code: str,
    months: Sequence[str],
    amount: int,
    by: Actor,
    at: datetime,
    choices: Choices | None = None,
) -> Plan:
    """Make a draft. `amount` is whole rupiah a month, `months` are `yyyy-mm`.

    Lots are drawn from the programme, the months and the region, which nobody chooses for the
    sake of a lot. Raises NotAllowed("programme") or ("months"), and Forbidden.
    """
    require(by, Permission.PLAN_PROPOSE, region_code=region_code)
    found = programmes.by_code(programme)
    if found is None or found.kind != "aid":
        raise NotAllowed("programme")
    wanted = sorted(set(months))
    if not wanted:
        raise NotAllowed("months")
    plan: Plan = Plan.objects.create(
        name=name.strip(),
        programme=found,
        region_code=region_code,
        months=wanted,
        amount=amount,
        choices=(choices or Choices()).document(),
        seed=f"{found.code}/{wanted[0]}..{wanted[-1]}/{region_code}",
        made_by_id=by.user_id,
        made_by_name=by.name,
        made_at=at,
    )
    note("decisions.plan.made", plan, by, at, months=wanted, amount=amount)
    return plan


@transaction.atomic
def choose(*, plan_id: int, choices: Choices, by: Actor, at: datetime) -> None:
    """Keep other choices for a draft. Raises NotAllowed("not_draft"), Forbidden."""
    plan = _plan(plan_id, by, Permission.PLAN_PROPOSE)
    choosing.read(choices.document())
    swap(plan, Plan.Status.DRAFT, choices=choices.document(), sent_back_reason="")
    note("decisions.plan.changed", plan, by, at, choices=choices.document())


@transaction.atomic
def vary(*, plan_id: int, name: str, choices: Choices, by: Actor, at: datetime) -> Plan:
    """Make another draft for the same programme, months and region, with other choices."""
    plan = _plan(plan_id, by, Permission.PLAN_PROPOSE)
    return create(
        name=name,
        programme=plan.programme.code,
        region_code=plan.region_code,
        months=plan.months,
        amount=plan.amount,
        choices=choices,
        by=by,
        at=at,
    )


@transaction.atomic
def drop(*, plan_id: int, by: Actor, at: datetime) -> None:
    """Throw a draft away; it stays on the record. Raises NotAllowed("not_draft"), Forbidden."""
    plan = _plan(plan_id, by, Permission.PLAN_PROPOSE)
    swap(plan, Plan.Status.DRAFT, status=Plan.Status.DROPPED)
    note("decisions.plan.dropped", plan, by, at)


@transaction.atomic
def propose(*, plan_id: int, by: Actor, at: datetime) -> Plan:
    """Write down where everybody stands, and lay the plan before whoever approves.

    Raises NotAllowed: "not_draft", "nobody" (no candidate), "elsewhere" (an application was
    proposed in another plan at the same moment); and Forbidden.
    """
    plan = _plan(plan_id, by, Permission.PLAN_PROPOSE)
    choices = simulating.choices_of(plan)
    found = simulating.simulate(plan, simulating.pool(plan), choices)
    if not found.order:
        raise NotAllowed("nobody")
    swap(
        plan,
        Plan.Status.DRAFT,
        status=Plan.Status.PROPOSED,
        figures=simulating.frozen(found.effects),
        proposed_by_id=by.user_id,
        proposed_by_name=by.name,
        proposed_at=at,
        sent_back_reason="",
    )
    try:
        with transaction.atomic():
            PlanRow.objects.bulk_create(_rows(plan, found, choices), batch_size=500)
    except IntegrityError as error:
        raise NotAllowed("elsewhere") from error
    note("decisions.plan.proposed", plan, by, at, cost=found.effects.cost,
         places=found.effects.all.reached)  # fmt: skip
    return plan


def swap(plan: Plan, before: str, **changes: Any) -> None:
    """Change a plan that stands where it stood; NotAllowed("not_…") where somebody was faster."""
    query = Plan.objects.unscoped(reason=CHECKED)
    if not query.filter(pk=plan.pk, status=before).update(**changes):
        raise NotAllowed(f"not_{before}")
    for name, value in changes.items():
        setattr(plan, name, value)


def note(code: str, plan: Plan, by: Actor, at: datetime, **facts: Any) -> None:
    """Write an act on a plan into the audit log; the reason is among the facts, if there is one."""
    reason = str(facts.pop("reason", ""))
    known: Mapping[str, Any] = {"programme": plan.programme.code, **facts}
    audit.record(
        code,
        by=by,
        at=at,
        subject=f"plan:{plan.pk}",
        region_code=plan.region_code,
        reason=reason,
        facts=known,
    )


def _plan(plan_id: int, by: Actor, permission: Permission) -> Plan:
    query = Plan.objects.unscoped(reason=CHECKED).select_related("programme")
    plan: Plan = query.get(pk=plan_id)
    require(by, permission, region_code=plan.region_code)
    return plan


def _rows(plan: Plan, found: Simulation, choices: Choices) -> list[PlanRow]:
    rows = []
    named = candidates.overlaps(
        [number for number, one in found.standings.items() if one.reason is Reason.OVERLAP]
    )
    for one in found.order:
        standing = found.standings[one.id]
        words = sentences.why(
            standing.reason,
            score=one.score,
            position=standing.position,
            cut_off=choices.cut_off,
        )
        if one.id in named:
            words = sentences.overlap(*named[one.id])
        rows.append(
            PlanRow(
                plan=plan,
                application_id=one.id,
                region_code=one.region_code,
                position=standing.position,
                score=one.score,
                outcome=standing.outcome,
                reason=standing.reason,
                reason_id=words.id[:600],
                reason_en=words.en[:600],
            )
        )
    return rows
