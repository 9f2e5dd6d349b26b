"""What holds for every request: a page without a placement is not served; a second factor."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from tanggap.accounts import access, placements
from tanggap.accounts.roles import ROLES
from tanggap.core import clock

NOTED_AGAIN: Final = timedelta(minutes=1)
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


class SeenMiddleware(_Middleware):
    """Keeps the list of a user's sessions: what is known already is written once a minute.

    A write for every page lets readers wait for one another on SQLite, which has one writer.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Note the session where it is new, changed, or was not noted for a minute."""
        if request.user.is_authenticated and request.session.session_key and not _seen(request):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)


def _seen(request: HttpRequest) -> bool:
    longest = UserSession._meta.get_field("user_agent").max_length
    return bool(
        UserSession.objects.filter(
            session_key=request.session.session_key,
            user=request.user.pk,
            ip=get_adapter().get_client_ip(request),
            user_agent=request.META.get("HTTP_USER_AGENT", "")[:longest],
            last_seen_at__gt=clock.now() - NOTED_AGAIN,
        ).exists()
    )


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
