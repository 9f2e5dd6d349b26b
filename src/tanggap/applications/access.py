"""Which application a browser proved to be its own, for the pages of other apps."""

from typing import Final

from django.http import HttpRequest

OWN: Final = "applications.own"


def own_of(request: HttpRequest) -> int | None:
    """Return the application that this browser proved to be its own."""
    number = request.session.get(OWN)
    return int(number) if number else None
