"""A page that could not be taken is asked again by an address, so that "back" always works.

What was typed waits sealed in the session, for one page at a time, until the page is answered.
"""

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from tanggap.applications.models import Draft
from tanggap.core import crypto

AGAIN: Final = "applications.again"
LONGEST: Final = 20_000
"""Characters; no page asks for so much, and a session is no place for it."""


def ask(
    request: HttpRequest, draft: Draft, page: str, *, faults: tuple[str, ...] = ()
) -> HttpResponse | None:
    """Keep what was posted, or what was wrong with a file, and send the browser to the page.

    None where that is too much to keep: the caller shows the page at once.
    """
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    kept = json.dumps([draft.pk, page, typed.urlencode(), faults])
    if len(kept) > LONGEST:
        return None
    request.session[AGAIN] = crypto.seal(kept, purpose=AGAIN).hex()
    return redirect(request.get_full_path())


def typed(request: HttpRequest, draft: Draft, page: str) -> tuple[QueryDict | None, list[str]]:
    """Return what was typed on a page that could not be taken, and faults of its file."""
    found = request.session.get(AGAIN)
    if found is None:
        return None, []
    number, where, data, faults = _read(found)
    return (QueryDict(data), faults) if (number, where) == (draft.pk, page) else (None, [])


def forget(request: HttpRequest) -> None:
    """Drop it: the page was answered, or the sitting ends."""
    request.session.pop(AGAIN, None)


def _read(sealed: str) -> Any:
    try:
        return json.loads(crypto.unseal(bytes.fromhex(sealed), purpose=AGAIN))
    except crypto.CannotUnseal:  # keys were changed meanwhile
        return 0, "", "", []
