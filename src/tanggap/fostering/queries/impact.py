"""What one donor's giving did so far."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from tanggap.core.actor import Actor
from tanggap.fostering.queries import mine
from tanggap.fostering.queries.city import ARRIVED
from tanggap.fostering.types import InstalmentState, MatchState


@dataclass(frozen=True, slots=True)
class Impact:
    """Families looked after, months that arrived, and their rupiah."""

    families: int
    months: int
    rupiah: int


def of(actor: Actor) -> Impact:
    """Return what arrived from a donor; what is only under way does not count."""
    begun = mine.matches(actor).filter(
        state__in=[MatchState.ACTIVE, MatchState.COMPLETED, MatchState.LAPSED, MatchState.ENDED]
    )
    families = begun.exclude(award_id=None).order_by().values("candidate").distinct().count()
    arrived = mine.instalments(actor).filter(state=InstalmentState.RECEIVED)
    told = arrived.order_by().aggregate(months=Count("pk"), rupiah=Sum(ARRIVED))
    return Impact(families=families, months=told["months"], rupiah=told["rupiah"] or 0)
