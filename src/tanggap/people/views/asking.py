"""The purpose under which an officer looks at a person, kept for the sitting."""

from django.http import HttpRequest

from tanggap.core import clock
from tanggap.people.types import Purpose

LASTS = 30 * 60
_KEY = "people.purposes"


def remember(request: HttpRequest, code: str, purpose: Purpose) -> None:
    """Keep the purpose for one person, for half an hour."""
    known = request.session.get(_KEY, {})
    now = clock.now().timestamp()
    known = {one: value for one, value in known.items() if now - value[1] < LASTS}
    request.session[_KEY] = known | {code: [str(purpose), now]}


def purpose_for(request: HttpRequest, code: str) -> Purpose | None:
    """Return the purpose that was given for a person in the last half hour."""
    purpose, since = request.session.get(_KEY, {}).get(code, ("", 0.0))
    if not purpose or clock.now().timestamp() - since >= LASTS:
        return None
    return Purpose(purpose)
