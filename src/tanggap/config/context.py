"""What every template knows of the installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tanggap.accounts import access
from tanggap.core.registry import navigation


def installation(request: HttpRequest) -> dict[str, Any]:
    """Return whether this is the demo, the actor, and the entries of their menu."""
    actor = access.actor_of(request) if hasattr(request, "user") else None
    shown = [
        item
        for item in navigation.items()
        if actor is not None
        and actor.user_id is not None
        and (item.permission is None or access.allowed(actor, item.permission))
    ]
    return {"is_demo": settings.DEMO, "actor": actor, "navigation": shown}
