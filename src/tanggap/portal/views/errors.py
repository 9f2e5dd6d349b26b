"""Pages for what went wrong, in plain words, without a trace of why.

`handler400` … in the project's addresses and CSRF_FAILURE_VIEW name them.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from tanggap.accounts import access

RETRY_SECONDS = "30"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400: the browser sent something that cannot be understood."""
    return _page("400", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403: signed in, but without the permission, or not for that region."""
    return _page("403", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: no such page, or not for these eyes."""
    return _page("404", 404)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: our fault."""
    return _page("500", 500)


def away(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """503: the database does not answer."""
    response = _page("503", 503)
    response["Retry-After"] = RETRY_SECONDS
    return response


@access.public
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 of the CSRF check: the page was open too long, or the sign-in changed meanwhile."""
    return _page("stale_form", 403)


def _page(name: str, code: int) -> HttpResponse:
    """Render without the request: an error page must not ask the database who somebody is."""
    return HttpResponse(render_to_string(f"portal/errors/{name}.html"), status=code)
