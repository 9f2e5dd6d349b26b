"""Where an actor holds a permission; the checks and marks themselves are in `core.access`."""

from tanggap.accounts.roles import holders_of
from tanggap.core.access import (
    Forbidden,
    Placement,
    actor_of,
    allowed,
    placement_of,
    public,
    require,
    requires,
    signed_in,
)
from tanggap.core.actor import Actor
from tanggap.core.scoping import Range
from tanggap.regions.queries import subtree_range

__all__ = [
    "Forbidden",
    "Placement",
    "actor_of",
    "allowed",
    "placement_of",
    "public",
    "region_ranges",
    "require",
    "requires",
    "signed_in",
]


def region_ranges(actor: Actor, permission: str) -> list[Range]:
    """Return where an actor holds a permission: from the first code up to the second, each."""
    if actor.is_system:
        return [subtree_range("")]
    roles = holders_of(permission)
    return sorted({subtree_range(held.region_code) for held in actor.roles if held.role in roles})
