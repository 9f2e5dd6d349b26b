"""Error pages that Django does not choose by itself.

The others are the templates 403.html, 404.html, 429.html, 500.html and 403_csrf.html.
"""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

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
