"""Families, donors, matches and instalments as officers list and open them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from tanggap.assistance.types import Standing
from tanggap.core.actor import Actor
from tanggap.core.scoping import subtree, within
from tanggap.fostering.models import Candidate, Donor, Instalment, Introduction, Match, Thanks
from tanggap.fostering.queries import city, settings
from tanggap.fostering.types import CandidateState, InstalmentState, MatchState

UNANSWERED: Final = timedelta(days=14)
"""So long a family may leave open whether an instalment came, before an officer asks it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of families or matches is narrowed by; empty means all."""

    state: str = ""
    region_code: str = ""
    search: str = ""


def families(actor: Actor, filters: Filters) -> QuerySet[Candidate]:
    """Return the families that an officer may see, the needier first."""
    query: QuerySet[Candidate] = Candidate.objects.visible_to(actor)
    if filters.state == "unread":
        query = query.exclude(story_unread="").exclude(state=CandidateState.LEFT)
    elif filters.state:
        query = query.filter(state=filters.state)
    else:
        query = query.exclude(state=CandidateState.LEFT)
    if filters.region_code:
        query = query.filter(within([subtree(filters.region_code)]))
    if filters.search:
        word = filters.search.strip()
        query = query.filter(Q(code__iexact=word) | Q(head_name__icontains=word))
    return query


def family(actor: Actor, pk: int) -> Candidate | None:
    """Return one family, None where there is none that the officer may see."""
    found: Candidate | None = Candidate.objects.visible_to(actor).filter(pk=pk).first()
    return found


def of_application(actor: Actor, application_id: int) -> Candidate | None:
    """Return the family of an application that is on the list, the newest."""
    rows = Candidate.objects.visible_to(actor).filter(application_id=application_id)
    found: Candidate | None = rows.exclude(state=CandidateState.LEFT).order_by("-pk").first()
    return found


def of_family(actor: Actor, standing: Standing) -> Candidate | None:
    """Return the family of a person on the list, the newest, where the officer may see it."""
    mine = Q(person_id=standing.person)
    if standing.family is not None:
        mine |= Q(family_id=standing.family)
    if standing.household is not None:
        mine |= Q(household_id=standing.household)
    rows = Candidate.objects.visible_to(actor).filter(mine).exclude(state=CandidateState.LEFT)
    found: Candidate | None = rows.order_by("-pk").first()
    return found


def donors(actor: Actor, approval: str = "") -> QuerySet[Donor]:
    """Return the confirmed donors of an officer's regions; who asks for a word comes first."""
    query: QuerySet[Donor] = Donor.objects.visible_to(actor).exclude(confirmed_at=None)
    return query.filter(approval=approval) if approval else query


def donor(actor: Actor, pk: int) -> Donor | None:
    """Return one donor, None where there is none that the officer may see."""
    return donors(actor).filter(pk=pk).first()


def matches(actor: Actor, filters: Filters) -> QuerySet[Match]:
    """Return the matches that an officer may see, the newest first; live ones unless asked."""
    query: QuerySet[Match] = Match.objects.visible_to(actor)
    if filters.state:
        query = query.filter(state=filters.state)
    if filters.region_code:
        query = query.filter(within([subtree(filters.region_code)]))
    if filters.search:
        query = query.filter(candidate__code__iexact=filters.search.strip())
    return query.select_related(
        "candidate", "slot__pledge__donor", "slot__pledge__package"
    ).order_by("-made_at", "-pk")


def match(actor: Actor, pk: int) -> Match | None:
    """Return one match, None where there is none that the officer may see."""
    return matches(actor, Filters()).filter(pk=pk).first()


def instalments(actor: Actor, which: str, *, today: date, at: datetime) -> QuerySet[Instalment]:
    """Return the instalments that wait for an officer: "late", "disputed" or "unanswered"."""
    late = today - timedelta(days=settings.habits().late_after)
    wanted = {
        "disputed": Q(state=InstalmentState.DISPUTED),
        "unanswered": Q(state=InstalmentState.SENT, sent_at__lte=at - UNANSWERED),
        "late": city.with_the_donor() & Q(
            state=InstalmentState.DUE, due_on__lte=late, match__state=MatchState.ACTIVE
        ),
    }  # fmt: skip
    seen = Match.objects.visible_to(actor).order_by().values("pk")
    return (
        Instalment.objects.filter(wanted[which], match__in=seen)
        .select_related("match__candidate", "match__slot__pledge__donor")
        .order_by("due_on", "pk")
    )


def thanks(actor: Actor) -> QuerySet[Thanks]:
    """Return the thanks that wait to be passed on."""
    seen = Match.objects.visible_to(actor).order_by().values("pk")
    waiting = Thanks.objects.filter(match__in=seen, state=Thanks.State.WRITTEN)
    return waiting.select_related("match__candidate")


def meetings(actor: Actor) -> QuerySet[Introduction]:
    """Return the planned meetings, the next first."""
    seen = Match.objects.visible_to(actor).order_by().values("pk")
    planned = Introduction.objects.filter(match__in=seen, state=Introduction.State.PLANNED)
    return planned.select_related("match__candidate", "match__slot__pledge__donor")


def counts(actor: Actor, *, today: date, at: datetime) -> dict[str, int]:
    """Return what waits for an officer, by name."""
    return {
        "late": instalments(actor, "late", today=today, at=at).count(),
        "disputed": instalments(actor, "disputed", today=today, at=at).count(),
        "unanswered": instalments(actor, "unanswered", today=today, at=at).count(),
        "thanks": thanks(actor).count(),
        "meetings": meetings(actor).count(),
        "approvals": donors(actor, Donor.Approval.ASKED).count(),
        "city": city.late(actor, today=today).count(),
        "stories": families(actor, Filters(state="unread")).count(),
    }


def active_of(candidate: Any) -> Match | None:
    """Return the live match of a family."""
    live = [MatchState.HELD, MatchState.OFFERED, MatchState.ACTIVE]
    query = candidate.matches.select_related("slot__pledge__donor", "slot__pledge__package")
    found: Match | None = query.filter(state__in=live).first()
    return found
