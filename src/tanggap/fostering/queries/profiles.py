"""Families as a donor may see them: without names, and none recognisable."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Final

from django.db.models import QuerySet

from tanggap.core import clock, scoping
from tanggap.fostering.domain import wishes
from tanggap.fostering.domain.profiles import Profile, Waiting, generalise
from tanggap.fostering.models import Candidate, Pledge
from tanggap.fostering.queries import traits
from tanggap.fostering.queries.traits import RULES
from tanggap.fostering.types import CandidateState, Traits, Wishes

CITY: Final = 4
"""Digits of a city's code."""


def for_pledge(pledge_id: int, *, limit: int) -> list[Profile]:
    """Return families that a donor may choose for a pledge, the best first.

    They are shown so that nobody is recognisable among all that wait, not among these few. A wish
    that must be kept selects by what is shown, never by what a family keeps to itself: a list of
    families with a disabled person would tell of each that it has one.
    """
    pledge = Pledge.objects.unscoped(reason=RULES).select_related("package").get(pk=pledge_id)
    purpose = traits.purpose_of(pledge.package.kind)
    today = clock.today()
    known, seen = _seen(pledge.region_code, purpose, today)
    free = set(_free(pledge, purpose).values_list("pk", flat=True))
    wished = wishes.read(pledge.wishes)
    shown = [
        one
        for one in seen
        if one.candidate_id in free and wishes.allows(wished, as_seen(one, today))
    ]
    shown.sort(key=lambda one: _order(one, wished, known[one.candidate_id], today))
    return [_told(one, known[one.candidate_id]) for one in shown[:limit]]


def of(candidates: Collection[Candidate]) -> dict[int, Profile]:
    """Return how families look to somebody who has not decided yet; who must hide is left out.

    Whoever holds a family, or was offered one, sees no more of it than those who choose.
    """
    found: dict[int, Profile] = {}
    wanted = {one.pk for one in candidates}
    for city, purpose in {(one.region_code[:CITY], one.purpose) for one in candidates}:
        known, seen = _seen(city, purpose, clock.today())
        found |= {
            one.candidate_id: _told(one, known[one.candidate_id])
            for one in seen
            if one.candidate_id in wanted
        }
    return found


def refusal(pledge: Pledge, candidate_id: int) -> str:
    """Return why a pledge may not choose a family, "" where it may.

    "shown": among those who wait it is not shown, so that nobody recognises it; "firm": what is
    shown of it does not keep a wish that must be kept. What a family keeps to itself decides here
    as little as on the page, or a number tried would tell it.
    """
    today = clock.today()
    _known, seen = _seen(pledge.region_code, traits.purpose_of(pledge.package.kind), today)
    one = next((profile for profile in seen if profile.candidate_id == candidate_id), None)
    if one is None:
        return "shown"
    return "" if wishes.allows(wishes.read(pledge.wishes), as_seen(one, today)) else "firm"


def next_best(pledge_id: int, *, beside: int, limit: int = 3) -> tuple[int, ...]:
    """Return the families that suit a pledge best beside one that somebody else has taken."""
    found = for_pledge(pledge_id, limit=limit + 1)
    return tuple(one.candidate_id for one in found if one.candidate_id != beside)[:limit]


def as_seen(profile: Profile, today: date) -> Traits:
    """Return what a profile tells, as the rules read it; what is not told is not there."""
    told = profile.traits
    return Traits(
        profile.candidate_id,
        profile.region_code,
        people=1,
        score=0,
        waiting_since=today,
        children="children" in told,
        elderly="elderly" in told,
        disabled="disabled" in told,
    )


def _seen(
    region_code: str, purpose: str, today: date
) -> tuple[dict[int, Candidate], list[Profile]]:
    """Return all that wait for the same in a region, and how they look."""
    known = {one.pk: one for one in _waiting(region_code, purpose).iterator(chunk_size=2000)}
    families = [
        Waiting(told, frozenset(known[told.candidate_id].shown))
        for told in traits.of(known.values())
    ]
    return known, generalise(families, today=today)


def _order(
    one: Profile, wished: Wishes, candidate: Candidate, today: date
) -> tuple[int, int, date, int]:
    points = sum(wishes.suits(wished, as_seen(one, today)).values())
    return -points, -candidate.score, candidate.waiting_since, one.candidate_id


def _told(one: Profile, candidate: Candidate) -> Profile:
    story = candidate.story if "story" in candidate.shown else ""
    return replace(one, code=candidate.code, story=story)


def _waiting(region_code: str, purpose: str) -> QuerySet[Candidate]:
    """Return all that wait for the same in a region; whoever is looked after waits no more."""
    here = scoping.within([scoping.subtree(region_code)])
    query = Candidate.objects.unscoped(reason=RULES).filter(here, purpose=purpose)
    fields = (*traits.FIELDS, "code", "shown", "story")
    found: QuerySet[Candidate] = query.filter(state=CandidateState.WAITING).only(*fields)
    return found


def _free(pledge: Pledge, purpose: str) -> QuerySet[Candidate]:
    """Return those whom nobody holds and whom no officer has forbidden to this pledge."""
    barred = pledge.forbidden.filter(lifted_at__isnull=True).values("candidate_id")
    return traits.free(pledge.region_code).filter(purpose=purpose).exclude(pk__in=barred)
