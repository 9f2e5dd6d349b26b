"""What a plan would do, found anew in one go over all candidates; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from tanggap.applications.queries import candidates
from tanggap.applications.queries.candidates import CandidateRow, WeighedCriterion
from tanggap.applications.types import Status
from tanggap.decisions.domain import choices as choosing
from tanggap.decisions.domain.allocation import Standing, allocate
from tanggap.decisions.domain.choices import Choices
from tanggap.decisions.domain.effects import Effects, Share, effects
from tanggap.decisions.domain.ranking import Candidate, ranked
from tanggap.decisions.domain.scoring import points
from tanggap.decisions.models import Plan, PlanRow
from tanggap.decisions.queries import plans
from tanggap.decisions.types import Outcome
from tanggap.verification.queries import findings

OPEN: Final = (Status.VISITED, Status.WAITING)
"""Applications that a plan may decide: visited, or on a waiting list."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Everybody whom a plan may decide. `unscored` were visited, but have no score: they wait.

    `found` are the answers that the visits found, by application; where there are none, what the
    family told counts.
    """

    rows: tuple[CandidateRow, ...]
    found: Mapping[int, Mapping[str, str]]
    criteria: Mapping[int, Sequence[WeighedCriterion]]
    unscored: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """The order, where everybody stands, and what that does."""

    order: Sequence[Candidate]
    standings: Mapping[int, Standing]
    effects: Effects


def pool(plan: Plan, *, with_answers: bool = True) -> Pool:
    """Return the candidates of a plan; whom another approved plan has is left out.

    The answers are needed for other weights only.
    """
    programme = plan.programme.code
    found = candidates.of(programme, plan.region_code, OPEN, with_answers=with_answers)
    taken = plans.live_elsewhere(plan)
    free = [row for row in found if row.id not in taken]
    scored = tuple(row for row in free if row.score is not None)
    by_visits = findings.answers(programme, plan.region_code) if with_answers else {}
    return Pool(scored, by_visits, candidates.weighed(programme), len(free) - len(scored))


def simulate(plan: Plan, who: Pool, choices: Choices) -> Simulation:
    """Return what a plan with these choices would do for the candidates."""
    seed, cost = plan.seed, plan.cost
    order = ranked(_candidates(who, choices, reweighed=bool(choices.weights)), seed=seed)
    standings = allocate(order, choosing.limits(choices, cost=cost))
    by_visit = order
    if choices.weights:
        by_visit = ranked(_candidates(who, choices, reweighed=False), seed=seed)
    need = [one.id for one in by_visit]
    return Simulation(order, standings, effects(order, standings, cost=cost, need=need))


def choices_of(plan: Plan) -> Choices:
    """Return the choices of a plan."""
    return choosing.read(plan.choices)


def effects_of(plan: Plan) -> Effects:
    """Return what a plan does: of a draft now, of a proposed one as it was proposed."""
    if plan.status in (Plan.Status.PROPOSED, Plan.Status.APPROVED):
        return thawed(plan.figures)
    return simulate(plan, pool(plan), choices_of(plan)).effects


def places_of(plan: Plan) -> set[int]:
    """Return the applications that have a place in a plan."""
    if plan.status in (Plan.Status.PROPOSED, Plan.Status.APPROVED):
        rows = PlanRow.objects.filter(plan=plan, outcome=PlanRow.Outcome.IN)
        return set(rows.values_list("application_id", flat=True))
    found = simulate(plan, pool(plan), choices_of(plan)).standings
    return {number for number, one in found.items() if one.outcome is Outcome.IN}


def frozen(found: Effects) -> dict[str, Any]:
    """Return effects as a document."""
    return asdict(found)


def thawed(document: Mapping[str, Any]) -> Effects:
    """Return the effects of a document."""
    return Effects(
        all=Share(**document["all"]),
        cost=document["cost"],
        poorest=Share(**document["poorest"]),
        by_region={code: Share(**one) for code, one in document["by_region"].items()},
        by_sex={code: Share(**one) for code, one in document["by_sex"].items()},
        tenths=tuple(Share(**one) for one in document["tenths"]),
        by_reason=document["by_reason"],
    )


def _candidates(who: Pool, choices: Choices, *, reweighed: bool) -> list[Candidate]:
    return [
        Candidate(
            id=row.id,
            code=row.code,
            region_code=row.region_code,
            score=points(
                who.criteria[row.criteria], choices.weights, who.found.get(row.id, row.answers)
            )
            if reweighed
            else row.score or 0,
            asked_on=row.asked_on,
            head_sex=row.head_sex,
            bar=_bar(row, choices),
        )
        for row in who.rows
    ]


def _bar(row: CandidateRow, choices: Choices) -> str:
    if row.desk_answer == "overlap" and choices.overlap_out:
        return "overlap"
    return "unknown" if row.desk_answer == "unknown" and choices.unknown_wait else ""
