"""What the rules need to know of families and pledges, read from what is kept."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from tanggap.core import scoping
from tanggap.fostering.domain import wishes
from tanggap.fostering.domain.states import LIVE
from tanggap.fostering.models import Candidate, Forbidden, Match, Package, Pledge
from tanggap.fostering.types import CandidateState, MatchState, Offer, PledgeState, Traits, Wishes

RULES: Final = "the rules see families without names; who calls has checked the right"
TAKEN: Final = sorted(state.value for state in {*LIVE, MatchState.COMPLETED})
"""A slot with a match of these has its family."""
FIELDS: Final = (
    "pk", "region_code", "people", "score", "waiting_since", "children", "elderly", "disabled",
    "orphans", "purpose",
)  # fmt: skip


def of(candidates: Iterable[Candidate]) -> list[Traits]:
    """Return the traits of families, in their order."""
    return [_traits(*(getattr(one, name) for name in FIELDS)) for one in candidates]


def _traits(number: int, *rest: Any) -> Traits:
    return Traits(number, **dict(zip(FIELDS[1:], rest, strict=True)))


def waiting(region_code: str) -> list[Traits]:
    """Return the families of a region that wait and that nobody has chosen or was offered."""
    rows = free(region_code).order_by("pk").values_list(*FIELDS)
    return [_traits(*row) for row in rows.iterator(chunk_size=2000)]


def free(region_code: str) -> QuerySet[Candidate]:
    """Return the families of a region that wait and have no live match."""
    here = _below(Candidate.objects.unscoped(reason=RULES), region_code)
    live = Match.objects.unscoped(reason=RULES).filter(state__in=LIVE).values("candidate_id")
    return here.filter(state=CandidateState.WAITING).exclude(pk__in=live)


def offers(region_code: str) -> list[Offer]:
    """Return the open pledges of a region that have room, in the order in which they came."""
    taken = Count("slots", filter=Q(slots__matches__state__in=TAKEN), distinct=True)
    rows = (
        _below(Pledge.objects.unscoped(reason=RULES), region_code)
        .filter(state=PledgeState.OPEN)
        .annotate(held=taken)
        .filter(families__gt=F("held"))
        .order_by("pledged_at", "pk")
        .values_list("pk", "families", "held", "wishes", "package__kind")
    )
    return [
        Offer(number, families - held, wishes.read(kept), purpose_of(kind), arrived)
        for arrived, (number, families, held, kept, kind) in enumerate(rows)
    ]


def served(region_code: str) -> dict[str, int]:
    """Return how many families of every kelurahan have a donor, or one who may still answer."""
    live = _below(Match.objects.unscoped(reason=RULES), region_code).filter(state__in=LIVE)
    return dict(Counter(live.values_list("region_code", flat=True)))


def forbidden(pledges: Collection[int]) -> list[tuple[int, int]]:
    """Return the pairs of some pledges that must not come together."""
    found = Forbidden.objects.filter(lifted_at__isnull=True).values_list(
        "pledge_id", "candidate_id"
    )
    wanted = set(pledges)
    return sorted(pair for pair in found if pair[0] in wanted)


def declined(pledges: Collection[int]) -> list[tuple[int, int]]:
    """Return the pairs of some pledges that a round proposed and the donor did not take.

    A family that was declined, or left without an answer, is for other donors.
    """
    found = Match.objects.unscoped(reason=RULES).filter(
        how__in=[Match.How.PROPOSED, Match.How.PINNED],
        state__in=[MatchState.REFUSED, MatchState.EXPIRED],
    )
    wanted = set(pledges)
    pairs = set(found.values_list("slot__pledge_id", "candidate_id"))
    return sorted(pair for pair in pairs if pair[0] in wanted)


def wishes_of(pledge: Pledge) -> Wishes:
    """Return what the donor of a pledge wishes."""
    return wishes.read(pledge.wishes)


def purpose_of(kind: str) -> str:
    """Return for what a kind of package is: the costs of a school, or aid."""
    school = kind == Package.Kind.SCHOOL
    return Candidate.Purpose.SCHOOL.value if school else Candidate.Purpose.AID.value


def _below(query: QuerySet[Any], region_code: str) -> QuerySet[Any]:
    return query.filter(scoping.within([scoping.subtree(region_code)]))
