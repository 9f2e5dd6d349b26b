"""How many approvals a plan needs, by what it costs."""

from collections.abc import Iterable


def needed(cost: int, tiers: Iterable[tuple[int, int]]) -> int:
    """Return how many officers must approve: the most of all tiers (from rupiah, officers) reached.

    At least one, so that a plan has four eyes even where no tier is set.
    """
    return max((officers for start, officers in tiers if cost >= start), default=1)
