"""What the portal adds to every request."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tanggap.portal.views import errors


class DatabaseAwayMiddleware:
    """Tells that the database does not answer, instead of calling it our mistake."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 where the connection failed; anything else goes its way."""
        if isinstance(exception, OperationalError | InterfaceError):
            return errors.away(request)
        return None
