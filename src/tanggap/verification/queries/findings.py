"""What first visits found, for those who decide by it."""

from collections.abc import Mapping

from tanggap.regions.queries import subtree_range
from tanggap.verification.models import VisitReport


def answers(programme: str, region_code: str) -> dict[int, Mapping[str, str]]:
    """Return what the newest first visit found, by application; the score was made of it.

    A second visit checks the first and does not count. The caller's plan says who may see it.
    """
    low, high = subtree_range(region_code)
    found = VisitReport.objects.filter(
        visit__is_second=False,
        visit__application__programme__code=programme,
        visit__region_code__gte=low,
        visit__region_code__lt=high,
    ).order_by("received_at", "pk")
    return dict(found.values_list("visit__application_id", "answers"))
