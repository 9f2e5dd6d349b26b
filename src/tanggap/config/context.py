"""What every template knows of the installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tanggap.accounts import access
from tanggap.config import demo
from tanggap.core.registry import navigation, text_of


def installation(request: HttpRequest) -> dict[str, Any]:
    """Return whether this is the demo, its accounts, the actor, and the entries of their menu."""
    actor = access.actor_of(request) if hasattr(request, "user") else None
    shown = [
        item
        for item in navigation.items()
        if actor is not None
        and actor.user_id is not None
        and (item.permission is None or access.allowed(actor, item.permission))
    ]
    return {
        "is_demo": settings.DEMO,
        "sample_accounts": _sample_accounts,
        "actor": actor,
        "navigation": shown,
    }


def _sample_accounts() -> dict[str, Any]:
    """Return the accounts of the example city and their password; outside the demo nothing."""
    if not settings.DEMO:
        return {}
    told = [(username, text_of(demo.TASKS[role])) for username, _, role, _ in demo.OFFICERS]
    told += [(username, text_of(task)) for username, task in demo.OTHERS]
    return {"password": demo.PASSWORD, "officers": told}
