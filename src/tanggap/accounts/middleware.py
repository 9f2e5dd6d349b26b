"""What holds for every request: a page without a placement is not served; a second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from tanggap.accounts import access, placements
from tanggap.accounts.roles import ROLES

GetResponse = Callable[[HttpRequest], HttpResponseBase]
ViewFunction = Callable[..., HttpResponseBase]
_FACTOR_FIRST = _(
    "Tugas Anda menyangkut data orang. Pasang dulu satu pengaman: aplikasi autentikator atau kunci "
    "sandi di telepon Anda."
)


class _Middleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)


class PlacementMiddleware(_Middleware):
    """Serves no view that nobody placed; guards the views of libraries by the table."""

    def process_view(
        self, request: HttpRequest, view: ViewFunction, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Let the request pass, send it to the sign-in, or fail loudly."""
        placement = placements.of(view, request.resolver_match)
        if placement is None:
            raise ImproperlyConfigured(f"nobody said who may open {request.path}")
        if placement.audience != "public" and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if placement.permission is not None:
            access.require(access.actor_of(request), placement.permission)
        return None


class SecondFactorMiddleware(_Middleware):
    """Sends those who see personal data to set up a second factor before anything else."""

    def process_view(
        self, request: HttpRequest, _view: ViewFunction, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Let those pass who have one, need none, or are about to set it up."""
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        if placements.serves_sign_in(request.resolver_match) or not _needs_one(request):
            return None
        from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415

        if is_mfa_enabled(request.user):
            return None
        messages.info(request, _FACTOR_FIRST)
        return redirect("mfa_index")


class PrivateCacheMiddleware(_Middleware):
    """Keeps pages of signed-in officers out of every cache but the screen."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        response = self.get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


def _needs_one(request: HttpRequest) -> bool:
    roles = access.actor_of(request).roles
    return any(ROLES[held.role].sees_personal_data for held in roles)
