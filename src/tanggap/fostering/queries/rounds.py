"""Rounds, their pairs and what is forbidden, as officers see them."""

from django.db.models import Count, Q, QuerySet

from tanggap.core import scoping
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun
from tanggap.core.progress import current
from tanggap.fostering.models import Candidate, Forbidden, Pledge, Proposal, Round
from tanggap.fostering.queries import traits
from tanggap.fostering.queries.traits import RULES


def visible(actor: Actor) -> QuerySet[Round]:
    """Return the rounds of the officer's regions with their number of pairs, the newest first."""
    found: QuerySet[Round] = Round.objects.visible_to(actor).annotate(
        pairs=Count("proposals"),
        offered=Count("proposals", filter=Q(proposals__became="offered")),
    )
    return found


def one(actor: Actor, round_id: int) -> Round | None:
    """Return a round that an officer may see, None where there is none."""
    return visible(actor).filter(pk=round_id).first()


def waiting(region_code: str) -> dict[str, int]:
    """Return how many families are free, and how many pledges have room for how many."""
    offers = traits.offers(region_code)
    return {
        "families": traits.free(region_code).count(),
        "pledges": len(offers),
        "room": sum(one.room for one in offers),
    }


def pairs(found: Round, *, became: str = "", pinned: bool = False) -> QuerySet[Proposal]:
    """Return the pairs of a round, pinned ones first, then those of most worth."""
    query = found.proposals.select_related(
        "candidate", "second", "pledge__donor", "pledge__package"
    ).order_by("-is_pinned", "-worth", "pk")
    if pinned:
        query = query.filter(is_pinned=True)
    return query.filter(became=became) if became else query


def became(found: Round) -> dict[str, int]:
    """Return how many pairs became what when the round was offered."""
    rows = found.proposals.order_by().values_list("became").annotate(n=Count("pk"))
    return {str(code): int(n) for code, n in rows}


def pinned(found: Round) -> int:
    """Return how many pairs are pinned."""
    return found.proposals.filter(is_pinned=True).count()


def forbidden(actor: Actor, permission: str) -> QuerySet[Forbidden]:
    """Return the pairs that must not come together in the officer's regions, the newest first."""
    here = scoping.within(scoping.ranges_of(actor, permission), "candidate__region_code")
    return (
        Forbidden.objects.filter(here, lifted_at__isnull=True)
        .select_related("candidate", "pledge__donor", "pledge__package")
        .order_by("-at", "-pk")
    )


def family(found: Round, code: str) -> Candidate | None:
    """Return a free family of a round's region by its code."""
    candidate: Candidate | None = traits.free(found.region_code).filter(code__iexact=code).first()
    return candidate


def open_pledges(found: Round, *, most: int = 500) -> list[Pledge]:
    """Return the pledges of a round's region that have room, the earlier first."""
    numbers = [offer.pledge_id for offer in traits.offers(found.region_code)[:most]]
    query = Pledge.objects.unscoped(reason=RULES).filter(pk__in=numbers)
    return list(query.select_related("donor", "package"))


def run_of(found: Round) -> JobRun | None:
    """Return the job that works on a round, with its newest figures; None where none is known."""
    run = JobRun.objects.filter(pk=found.job_id).first() if found.job_id else None
    return current(run) if run is not None else None
