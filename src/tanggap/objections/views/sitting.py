"""What one browser may see in one sitting, kept in the session and never in an address.

What is typed before it is sent lies sealed in the session.
"""

import json
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tanggap.core import clock, crypto, limits
from tanggap.core.limits import Limit

TYPED: Final = "objections.typed"
OWN: Final = "objections.own"
PIN: Final = "objections.pin"
APPLICATION: Final = "objections.application"
SURVEY: Final = "objections.survey"
PURPOSE: Final = "objections.sitting"
TOO_MANY: Final = 429

PER_CODE: Final = Limit("objections.code", 8, timedelta(hours=1))
PER_ADDRESS: Final = Limit("objections.address", 60, timedelta(minutes=15))
TELLING: Final = Limit("objections.telling", 12, timedelta(hours=1))
"""New tickets from one address: a village office helps many, a machine tells thousands."""


def may_try(request: HttpRequest, code: str) -> bool:
    """Count one try of a code from an address; False where there were too many."""
    at = clock.now()
    address = limits.take(PER_ADDRESS, limits.address_of(request), at=at)
    return limits.take(PER_CODE, code, at=at) and address if code else address


def give_back(code: str) -> None:
    """Give a code its tries back after a right answer."""
    limits.give_back(PER_CODE, code)


def may_tell(request: HttpRequest) -> bool:
    """Count one new ticket from an address."""
    return limits.take(TELLING, limits.address_of(request), at=clock.now())


def typed(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed for a report so far, by page."""
    kept = request.session.get(TYPED)
    if not kept:
        return {}
    told: dict[str, Any] = json.loads(crypto.unseal(bytes.fromhex(kept), purpose=PURPOSE))
    return told


def keep(request: HttpRequest, page: str, values: dict[str, Any]) -> None:
    """Keep what was typed on a page; another kecamatan forgets the kelurahan."""
    told = typed(request)
    if page == "kecamatan" and told.get(page) != values:
        told.pop("kelurahan", None)
    told[page] = values
    request.session[TYPED] = crypto.seal(json.dumps(told), purpose=PURPOSE).hex()


def hold(request: HttpRequest, ticket_id: int, pin: str = "") -> None:
    """Let this browser see a ticket; its PIN only in the sitting that told it."""
    request.session.cycle_key()
    request.session.pop(TYPED, None)
    request.session[OWN] = ticket_id
    request.session[PIN] = crypto.seal(pin, purpose=PURPOSE).hex() if pin else ""


def own_of(request: HttpRequest) -> int | None:
    """Return the ticket that this browser may see."""
    number = request.session.get(OWN)
    return int(number) if number else None


def pin_of(request: HttpRequest) -> str:
    """Return the PIN of a ticket that was told in this sitting, "" otherwise."""
    kept = request.session.get(PIN)
    return crypto.unseal(bytes.fromhex(kept), purpose=PURPOSE) if kept else ""


def hold_number(request: HttpRequest, key: str, number: int) -> None:
    """Let this browser go on with an application or a survey."""
    request.session.cycle_key()
    request.session[key] = number


def number_of(request: HttpRequest, key: str) -> int | None:
    """Return the number that this browser may go on with."""
    number = request.session.get(key)
    return int(number) if number else None


def leave(request: HttpRequest) -> None:
    """Forget everything: the next person at this computer sees nothing."""
    for key in (TYPED, OWN, PIN, APPLICATION, SURVEY):
        request.session.pop(key, None)


def too_many(request: HttpRequest) -> HttpResponse:
    """Ask to wait a while."""
    return render(request, "objections/public/too_many.html", status=TOO_MANY)
