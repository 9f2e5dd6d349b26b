"""One visit, and what may be seen of it."""

from collections.abc import Collection
from dataclasses import dataclass

from tanggap.applications.queries import visiting
from tanggap.applications.queries.visiting import Home
from tanggap.core.actor import Actor
from tanggap.language import Sentence
from tanggap.verification.models import Attempt, Visit, VisitPhoto, VisitReport
from tanggap.verification.types import VisitState


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answers in words: the applicant's, the visit's, the other visit's."""

    question: Sentence
    told: Sentence | None
    found: Sentence | None
    other: Sentence | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """A visit with its family; `report` is None where there is none or it is hidden."""

    visit: Visit
    home: Home
    report: VisitReport | None
    other: Visit | None
    hidden: bool
    rows: tuple[Answered, ...]


def one(actor: Actor, visit_id: int) -> Whole | None:
    """Return a visit that the actor may see, None where there is none.

    Whoever is to visit the same family a second time does not see what the first found.
    """
    query = Visit.objects.visible_to(actor).select_related("report", "first__report")
    visit = query.filter(pk=visit_id).first()
    if visit is None:
        return None
    home = visiting.homes([visit.application_id])[visit.application_id]
    other = visit.first or visit.seconds.exclude(state=VisitState.CANCELLED).first()
    hidden = is_blind(actor, visit.application_id)
    report = None if hidden else getattr(visit, "report", None)
    rows = () if hidden else _rows(visit, report, getattr(other, "report", None))
    return Whole(visit, home, report, other, hidden, rows)


def is_blind(actor: Actor, application_id: int) -> bool:
    """Tell whether the actor is still to visit this family a second time."""
    query = Visit.objects.unscoped(reason="the actor's own visits only")
    mine = query.filter(
        application=application_id, officer_id=actor.user_id, state=VisitState.PLANNED
    )
    return bool(mine.filter(is_second=True).exists())


def photo(actor: Actor, visit_id: int, photo_id: int) -> VisitPhoto | None:
    """Return a photo of a visit that the actor may see."""
    found = one(actor, visit_id)
    if found is None or found.report is None:
        return None
    return VisitPhoto.objects.filter(report=found.report, pk=photo_id).first()


def attempts(visit: Visit) -> list[Attempt]:
    """Return how often a visit met nobody, the first attempt first. The caller checks access."""
    return list(Attempt.objects.filter(visit=visit).order_by("number"))


def attempts_of(visit_ids: Collection[int]) -> dict[int, list[Attempt]]:
    """Return the attempts of visits, the first first. The caller checks access."""
    found: dict[int, list[Attempt]] = {number: [] for number in visit_ids}
    for one in Attempt.objects.filter(visit__in=list(visit_ids)).order_by("visit", "number"):
        found[one.visit_id].append(one)
    return found


def of_application(actor: Actor, application_id: int) -> list[Visit]:
    """Return the visits of an application that the actor may see, the oldest first."""
    query = Visit.objects.visible_to(actor).filter(application=application_id)
    return list(query.select_related("report").order_by("pk"))


def _rows(
    visit: Visit, report: VisitReport | None, other: VisitReport | None
) -> tuple[Answered, ...]:
    told = visiting.told(visit.application_id).answers
    found = report.answers if report else {}
    others = other.answers if other else {}
    return tuple(
        Answered(
            one.text,
            one.words_for(told.get(one.code, "")),
            one.words_for(found.get(one.code, "")),
            one.words_for(others.get(one.code, "")),
            bool(found and others) and found.get(one.code) != others.get(one.code),
        )
        for one in visiting.asked([visit.application_id])[visit.application_id].criteria
    )
