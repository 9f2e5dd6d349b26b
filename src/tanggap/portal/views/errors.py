"""Error pages that Django does not choose by itself.

The others are the templates 403.html, 404.html, 429.html and 403_csrf.html.
"""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import server_error

RETRY_SECONDS = "30"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def away(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - it asks nobody who somebody is
    """503 for a database that does not answer, with the time after which to try again."""
    page = render_to_string("portal/errors/503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_SECONDS})


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 for a request that is too large, 400 for one that nobody can read."""
    status = 413 if isinstance(exception, TOO_MUCH) else 400
    return render(request, f"portal/errors/{status}.html", status=status)


def failed(request: HttpRequest) -> HttpResponse:
    """500 for our mistake; 503 where the database did not answer outside of a view.

    Django asks for this page while it still handles what was raised, also by the middleware that
    reads the session or writes it: nobody's mistake where the database was busy.
    """
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return away(request)
    return server_error(request)
