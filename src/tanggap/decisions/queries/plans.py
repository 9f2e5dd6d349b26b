"""Plans and their rows, as officers see them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from tanggap.applications.queries import candidates
from tanggap.applications.queries.candidates import Listed
from tanggap.core.actor import Actor
from tanggap.core.registry import text_of
from tanggap.decisions.domain import approvals
from tanggap.decisions.models import ApprovalTier, Place, Plan, PlanRow
from tanggap.decisions.models.rows import LIVE
from tanggap.language import Sentence


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a plan with the application it is about, and the reason in the reader's words."""

    row: Any
    application: Listed | None
    reason: str


def visible(actor: Actor) -> QuerySet[Plan]:
    """Return the plans of the officer's regions, the newest first."""
    found: QuerySet[Plan] = Plan.objects.visible_to(actor).select_related("programme")
    return found


def one(actor: Actor, plan_id: int) -> Plan | None:
    """Return a plan that an officer may see, None where there is none."""
    return visible(actor).filter(pk=plan_id).first()


def counts(actor: Actor) -> dict[str, int]:
    """Return how many plans stand where, and how many rows wait for a place or are held."""
    plans = Plan.objects.visible_to(actor)
    found = {
        str(status): int(n)
        for status, n in plans.order_by().values_list("status").annotate(n=Count("pk"))
    }
    numbers = list(plans.filter(status=Plan.Status.APPROVED).values_list("pk", flat=True))
    for state in (PlanRow.State.WAITING, PlanRow.State.HELD):
        found[f"rows_{state}"] = PlanRow.objects.filter(plan__in=numbers, state=state).count()
    return found


def states(plan: Plan) -> dict[str, int]:
    """Return how many rows of a plan stand where."""
    rows = plan.rows.order_by().values_list("state").annotate(n=Count("pk"))
    return {str(state): int(n) for state, n in rows}


def rows(
    plan: Plan, *, state: str = "", outcome: str = "", region_code: str = ""
) -> QuerySet[PlanRow]:
    """Return the rows of a plan in order, narrowed."""
    found = plan.rows.order_by("position")
    for name, value in (("state", state), ("outcome", outcome), ("region_code", region_code)):
        if value:
            found = found.filter(**{name: value})
    return found


def with_applications(some: Collection[PlanRow]) -> list[RowView]:
    """Return rows with the applications that they are about."""
    known = candidates.listed([row.application_id for row in some])
    return [RowView(row, known.get(row.application_id), text_of(_words(row))) for row in some]


def free_places(plan: Plan) -> int:
    """Return how many places of a plan nobody has."""
    return Place.objects.filter(plan=plan, region_code="", taken_by=None, is_open=True).count()


def approvals_needed(cost: int) -> int:
    """Return how many officers must approve a plan of so many rupiah."""
    return approvals.needed(cost, ApprovalTier.objects.values_list("from_rupiah", "officers"))


def live_elsewhere(plan: Plan) -> set[int]:
    """Return the applications that another approved plan of the programme has.

    Those of a plan that is only proposed are left in, so that drafts can be compared with it.
    """
    query = PlanRow.objects.filter(
        state__in=LIVE, plan__programme=plan.programme_id, plan__status=Plan.Status.APPROVED
    )
    return set(query.exclude(plan=plan).values_list("application_id", flat=True))


def awarded(plan_id: int) -> list[tuple[int, int]]:
    """Return application and award of everybody who has aid by a plan, in order."""
    query = PlanRow.objects.filter(plan=plan_id, state=PlanRow.State.AWARDED)
    pairs = query.order_by("position").values_list("application_id", "award_id")
    return [(application, award) for application, award in pairs if award is not None]


def award_of(application_id: int) -> int | None:
    """Return the award that a plan gave for an application, the newest; the caller checks access.

    An award that has ended counts too.
    """
    query = PlanRow.objects.filter(application_id=application_id).exclude(award_id=None)
    return query.order_by("-plan", "-pk").values_list("award_id", flat=True).first()


def of_application(application_id: int) -> RowView | None:
    """Return the newest row about an application, for those who judge an objection against it.

    The caller checks access.
    """
    query = PlanRow.objects.filter(application_id=application_id).select_related("plan")
    row = query.order_by("-plan", "-pk").first()
    return with_applications([row])[0] if row else None


def _words(row: PlanRow) -> Sentence:
    told = Sentence(row.told_id, row.told_en)
    return told if told.id else Sentence(row.reason_id, row.reason_en)
