"""Four eyes, or six: approving a plan, or sending it back."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core import events, jobs
from tanggap.core.actor import Actor
from tanggap.decisions.events import PlanApproved
from tanggap.decisions.models import Approval, ApprovalTier, Plan, PlanRow
from tanggap.decisions.queries import objected, plans
from tanggap.decisions.services import carrying, places
from tanggap.decisions.services.planning import CHECKED, note, swap
from tanggap.decisions.types import NotAllowed


@transaction.atomic
def approve(*, plan_id: int, by: Actor, at: datetime, confirmed: Collection[int] = ()) -> bool:
    """Approve a proposed plan; True where that was the last approval it needed.

    Then its places are made and a job awards them one by one. `confirmed` are the rows that may
    have a place although a meeting objected to the family. Raises NotAllowed: "not_proposed",
    "own" (four eyes), "objected" (one of those is not confirmed), "twice"; and Forbidden.
    """
    plan = _proposed(plan_id, by)
    if by.user_id is None or by.user_id in {plan.proposed_by_id, plan.made_by_id}:
        raise NotAllowed("own")
    objections = _confirm(plan, confirmed)
    try:
        with transaction.atomic():
            Approval.objects.create(plan=plan, by_id=by.user_id, by_name=by.name, at=at)
    except IntegrityError as error:
        raise NotAllowed("twice") from error
    needed = plans.approvals_needed(plan.figures["cost"])
    count = plan.approvals.count()
    note("decisions.plan.approved", plan, by, at, approvals=count, needed=needed,
         objected=objections)  # fmt: skip
    if count < needed:
        return False
    swap(
        plan,
        Plan.Status.PROPOSED,
        status=Plan.Status.APPROVED,
        approved_by_id=by.user_id,
        approved_by_name=by.name,
        approved_at=at,
    )
    places.make(plan)
    events.publish(PlanApproved(plan.pk, at))
    jobs.start(carrying.carry_out, by=by, arguments={"plan_id": plan.pk})
    return True


@transaction.atomic
def send_back(*, plan_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Send a proposed plan back to its author, with a reason; it is a draft again.

    Raises NotAllowed: "not_proposed", "reason"; and Forbidden.
    """
    plan = _proposed(plan_id, by)
    if not reason.strip():
        raise NotAllowed("reason")
    swap(
        plan,
        Plan.Status.PROPOSED,
        status=Plan.Status.DRAFT,
        sent_back_reason=reason.strip(),
        figures={},
        proposed_by_id=None,
        proposed_by_name="",
        proposed_at=None,
    )
    plan.rows.all().delete()
    plan.approvals.all().delete()
    note("decisions.plan.sent_back", plan, by, at, reason=reason.strip())


@transaction.atomic
def set_tier(*, from_rupiah: int, officers: int, by: Actor, at: datetime) -> None:
    """Say how many officers approve a plan from so many rupiah on; 0 officers removes the tier.

    Raises NotAllowed("tier") for impossible numbers, and Forbidden.
    """
    require(by, Permission.PLAN_APPROVE)
    if not (0 <= from_rupiah < 10**15 and 0 <= officers <= 5):
        raise NotAllowed("tier")
    if officers:
        ApprovalTier.objects.update_or_create(
            from_rupiah=from_rupiah, defaults={"officers": officers}
        )
    else:
        ApprovalTier.objects.filter(from_rupiah=from_rupiah).delete()
    audit.record(
        "decisions.tier.set",
        by=by,
        at=at,
        facts={"from_rupiah": from_rupiah, "officers": officers},
    )


def _confirm(plan: Plan, confirmed: Collection[int]) -> list[int]:
    """Insist that every family with an objection is confirmed; keep what was said; return them."""
    found = objected.of_plan(plan)
    if not {one.row.pk for one in found} <= set(confirmed):
        raise NotAllowed("objected")
    for one in found:
        PlanRow.objects.filter(pk=one.row.pk).update(objection=one.reason)
    return [one.row.application_id for one in found]


def _proposed(plan_id: int, by: Actor) -> Plan:
    query = Plan.objects.unscoped(reason=CHECKED).select_related("programme")
    plan: Plan = query.select_for_update(of=("self",)).get(pk=plan_id)
    require(by, Permission.PLAN_APPROVE, region_code=plan.region_code)
    if plan.status != Plan.Status.PROPOSED:
        raise NotAllowed("not_proposed")
    return plan
