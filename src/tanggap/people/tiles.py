"""Figures of people on the home page."""

from typing import Any, Final

from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.core.registry import Tile
from tanggap.people.queries import quality
from tanggap.people.types import PairStatus


def _waiting(actor: Actor) -> dict[str, Any]:
    counts = quality.waiting(actor)
    return {"counts": counts, "waits": counts[PairStatus.OPEN]}


def _accuracy(actor: Actor) -> dict[str, Any]:
    return {"estimate": quality.accuracy(actor)}


TILES: Final = (
    Tile("review", "people/tile_review.html", Permission.MATCH_DECIDE, 10, _waiting),
    Tile("accuracy", "people/tile_accuracy.html", Permission.DASHBOARD_VIEW, 60, _accuracy),
)
