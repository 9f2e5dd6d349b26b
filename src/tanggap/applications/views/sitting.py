"""What one browser may see in one sitting, kept in the session and never in an address."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest

from tanggap.applications.access import OWN, own_of
from tanggap.applications.models import Draft
from tanggap.applications.views.again import AGAIN
from tanggap.core import clock, limits
from tanggap.core.limits import Limit

__all__ = ["OWN", "draft_of", "elsewhere", "hold_draft", "hold_own", "leave", "may_send_photo",
           "may_start", "may_try", "own_of"]  # fmt: skip
DRAFT: Final = "applications.draft"
PER_CODE: Final = Limit("applications.code", 8, timedelta(hours=1))
PER_ADDRESS: Final = Limit("applications.address", 60, timedelta(minutes=15))
"""A kelurahan office asks for many families from one address; a guesser needs a million tries."""

STARTS: Final = Limit("applications.start", 60, timedelta(minutes=15))
PHOTOS: Final = Limit("applications.photo", 40, timedelta(minutes=15))


def may_try(request: HttpRequest, code: str) -> bool:
    """Count one try of a code from an address; False where there were too many."""
    at = clock.now()
    address = limits.take(PER_ADDRESS, limits.address_of(request), at=at)
    return limits.take(PER_CODE, code, at=at) and address if code else address


def may_start(request: HttpRequest) -> bool:
    """Count one new draft from an address."""
    return limits.take(STARTS, limits.address_of(request), at=clock.now())


def may_send_photo(request: HttpRequest) -> bool:
    """Count one photo from an address."""
    return limits.take(PHOTOS, limits.address_of(request), at=clock.now())


def draft_of(request: HttpRequest) -> Draft | None:
    """Return the draft of this sitting."""
    number = request.session.get(DRAFT)
    query = Draft.objects.select_related("programme", "criteria")
    return query.filter(pk=number).first() if number else None


def hold_draft(request: HttpRequest, draft: Draft, code: str = "") -> None:
    """Let this browser go on with a draft; a right answer gives the code's tries back."""
    if code:
        limits.give_back(PER_CODE, code)
    request.session.cycle_key()
    request.session[DRAFT] = draft.pk


def hold_own(request: HttpRequest, application_id: int, code: str = "") -> None:
    """Let this browser see an application; a right answer gives the code's tries back."""
    if code:
        limits.give_back(PER_CODE, code)
    request.session.cycle_key()
    request.session[OWN] = application_id


def elsewhere(draft: Draft | None) -> str:
    """Return where to go from a page of a draft that is none; who went back sees it was sent."""
    return "applications:resume" if draft is None else "applications:receipt"


def leave(request: HttpRequest) -> None:
    """Forget both: the next person at this computer sees nothing."""
    for key in (DRAFT, OWN, AGAIN):
        request.session.pop(key, None)
