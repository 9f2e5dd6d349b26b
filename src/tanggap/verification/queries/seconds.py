"""Second visits and how far they agree with the first ones."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tanggap.applications.queries import visiting
from tanggap.core.actor import Actor
from tanggap.language import Sentence
from tanggap.verification.domain import disagreement
from tanggap.verification.domain.disagreement import Agreement, Scores
from tanggap.verification.models import Draw, Visit
from tanggap.verification.types import VisitState


@dataclass(frozen=True, slots=True)
class Pair:
    """One family that two officers visited."""

    application_id: int
    code: str
    first: Visit
    second: Visit
    differing: tuple[Sentence, ...]
    difference: int
    turned: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How far first and second visits agree: over all scores, and by criterion, the worst first."""

    scores: Scores
    criteria: tuple[tuple[Sentence, Agreement], ...]
    pairs: tuple[Pair, ...]


def figures(actor: Actor) -> Figures:
    """Return the agreement of all pairs that the actor may see, the largest difference first."""
    visits = list(_seconds(actor))
    asked = visiting.asked({visit.application_id for visit in visits})
    homes = visiting.homes(asked)
    pairs = []
    both: list[tuple[Any, Any]] = []
    texts: dict[str, Sentence] = {}
    for visit in visits:
        criteria = asked[visit.application_id]
        first, second = visit.first.report, visit.report  # type: ignore[union-attr]
        texts |= {one.code: one.text for one in criteria.criteria}
        codes = [one.code for one in criteria.criteria]
        differing = disagreement.differing(first.answers, second.answers, codes)
        bar = criteria.threshold
        pairs.append(
            Pair(
                visit.application_id,
                homes[visit.application_id].code,
                visit.first,  # type: ignore[arg-type]
                visit,
                tuple(texts[code] for code in differing),
                abs(first.score - second.score),
                (first.score >= bar) != (second.score >= bar),
            )
        )
        both.append((first.answers, second.answers))
    bars = [asked[visit.application_id].threshold for visit in visits]
    scored = [
        (pair.first.report.score, pair.second.report.score, bar)
        for pair, bar in zip(pairs, bars, strict=True)
    ]
    agreed = [(texts[code], disagreement.agreement(code, both)) for code in texts]
    agreed.sort(key=lambda one: (one[1].same / max(one[1].pairs, 1), one[1].code))
    pairs.sort(key=lambda pair: (-pair.difference, pair.code))
    return Figures(disagreement.scores(scored), tuple(agreed), tuple(pairs))


def draws(actor: Actor) -> list[Draw]:
    """Return the draws of the actor's regions, the newest first."""
    return list(Draw.objects.visible_to(actor)[:50])


def waiting_for_a_draw(actor: Actor) -> int:
    """Return how many reported first visits took part in no draw yet."""
    query = Visit.objects.visible_to(actor)
    return int(
        query.filter(
            state=VisitState.REPORTED,
            is_second=False,
            considered_in=None,
            application__status="visited",
        ).count()
    )


def open_seconds(actor: Actor) -> int:
    """Return how many second visits are still to be made."""
    query = Visit.objects.visible_to(actor)
    return int(query.filter(state=VisitState.PLANNED, is_second=True).count())


def _seconds(actor: Actor) -> QuerySet[Visit]:
    query: QuerySet[Visit] = Visit.objects.visible_to(actor)
    return query.filter(is_second=True, state=VisitState.REPORTED).select_related(
        "report", "first__report"
    )
