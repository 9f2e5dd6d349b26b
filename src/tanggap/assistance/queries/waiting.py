"""What waits for somebody, in numbers: cheap enough for every officer's first page."""

from tanggap.assistance.models import ExclusionRule, OverlapCase
from tanggap.assistance.queries import tallies
from tanggap.core.actor import Actor


def cases(actor: Actor) -> dict[str, int]:
    """Return how many cases an actor may see are in each status, as last counted."""
    return tallies.of(actor).cases


def proposals_of_others(actor: Actor, permission: str) -> int:
    """Return how many settlements somebody else proposed where the actor may approve them."""
    seen = OverlapCase.objects.visible_to(actor, permission).filter(
        status=OverlapCase.Status.PROPOSED
    )
    others: int = seen.exclude(proposed_by_id=actor.user_id).count()
    return others


def rules_proposed(actor: Actor) -> int:
    """Return how many changes of rules somebody else proposed."""
    proposed = ExclusionRule.objects.filter(status=ExclusionRule.Status.PROPOSED)
    return proposed.exclude(proposed_by_id=actor.user_id).count()
