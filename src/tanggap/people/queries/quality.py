"""How good the matching is, as far as clerks' decisions show."""

from tanggap.core.actor import Actor
from tanggap.people.domain.accuracy import Decided, Estimate, estimate
from tanggap.people.models import MatchDecision, ReviewPair
from tanggap.people.types import PairStatus, Verdict


def accuracy(actor: Actor) -> Estimate:
    """Estimate precision and recall among the doubtful pairs that were decided."""
    pairs = ReviewPair.objects.visible_to(actor).filter(status=PairStatus.DECIDED)
    decided = MatchDecision.objects.filter(undone_at=None, pair__in=pairs)
    return estimate(
        Decided(linked=linked, same=verdict == Verdict.SAME)
        for linked, verdict in decided.values_list("pair__linked", "verdict")
    )


def waiting(actor: Actor) -> dict[str, int]:
    """Return how many pairs wait, were decided and were escalated, where the actor may decide."""
    pairs = ReviewPair.objects.visible_to(actor)
    return {
        status: pairs.filter(status=status).count()
        for status in (PairStatus.OPEN, PairStatus.DECIDED, PairStatus.ESCALATED)
    }
