"""What the pages of donors share: who opens them, and how often strangers may try."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock, limits
from tanggap.core.limits import Limit
from tanggap.fostering.models import Donor
from tanggap.fostering.queries import mine

UNREADABLE: Final = 422
TOO_MANY: Final = 429
REGISTERING: Final = Limit("fostering.registering", 10, timedelta(hours=1))
"""Registrations from one address of the network."""
CHECKING: Final = Limit("fostering.checking", 40, timedelta(minutes=15))
"""Certificates that are looked up from one address of the network."""
CHOOSING: Final = Limit("fostering.choosing", 30, timedelta(hours=1))
"""Families that one donor holds for a while."""

Page = Callable[..., HttpResponse]


def donors(view: Page) -> Page:
    """Let confirmed donors open a page, which is given the donor; others are asked to register."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        donor = mine.donor_of(actor_of(request))
        if donor is None:
            return redirect("fostering:register")
        return view(request, donor, *args, **kwargs)

    page: Page = requires(Permission.FOSTER_GIVE)(never_cache(opened))
    return page


def may(limit: Limit, request: HttpRequest) -> bool:
    """Count one try from the address of a request."""
    return limits.take(limit, limits.address_of(request), at=clock.now())


def may_choose(donor: Donor) -> bool:
    """Count one more family that a donor holds."""
    return limits.take(CHOOSING, f"donor:{donor.pk}", at=clock.now())


def too_many(request: HttpRequest) -> HttpResponse:
    """Ask to wait a while."""
    return render(request, "fostering/public/too_many.html", status=TOO_MANY)


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Draw a page with its form; one with errors says so in its status."""
    form = context.get("form")
    wrong = form is not None and form.is_bound and bool(form.errors)
    return render(request, template, context, status=UNREADABLE if wrong else 200)
