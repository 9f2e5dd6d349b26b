"""The page for a database that does not answer.

The other error pages are the templates 400.html … 500.html and 403_csrf.html, which Django shows
by itself.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_SECONDS = "30"


def away(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - it asks nobody who somebody is
    """503, with the time after which to try again."""
    page = render_to_string("portal/errors/503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_SECONDS})
