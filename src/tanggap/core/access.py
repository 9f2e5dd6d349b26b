"""The one place where access is checked, and the marks that say who may open which page.

Which role carries which permission, and where, `tanggap.accounts` answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from tanggap.core import scoping
from tanggap.core.actor import Actor
from tanggap.core.permissions import Permission

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Forbidden(PermissionDenied):
    """The actor does not hold the permission there."""

    def __init__(self, permission: str, region_code: str | None = None) -> None:
        super().__init__(permission)
        self.permission = permission
        self.region_code = region_code


@dataclass(frozen=True, slots=True)
class Placement:
    """Who may open a page at all; the region is checked where the rows are read."""

    audience: Literal["public", "signed_in", "requires"]
    permission: Permission | None = None


def allowed(actor: Actor, permission: str, *, region_code: str | None = None) -> bool:
    """Tell whether an actor holds a permission in a region, or anywhere where none is named.

    The empty region code is the whole country, which only those who hold it there may touch.
    """
    ranges = scoping.ranges_of(actor, permission)
    if region_code is None:
        return bool(ranges)
    return any(low <= region_code < high for low, high in ranges)


def require(actor: Actor, permission: str, *, region_code: str | None = None) -> None:
    """Raise Forbidden unless the actor holds the permission there."""
    if not allowed(actor, permission, region_code=region_code):
        raise Forbidden(permission, region_code)


def public(view: View) -> View:
    """Let everybody open a page."""
    return _placed(view, Placement("public"))


def signed_in(view: View) -> View:
    """Let everybody who has signed in open a page."""
    return _placed(_guarded(view, None), Placement("signed_in"))


def requires(permission: Permission) -> Callable[[View], View]:
    """Let those open a page who hold the permission in any region."""

    def decorate(view: View) -> View:
        return _placed(_guarded(view, permission), Placement("requires", permission))

    return decorate


def placement_of(view: Callable[..., Any]) -> Placement | None:
    """Return the mark of a view, None where nobody placed it."""
    mark = getattr(view, "placement", None)
    return mark if isinstance(mark, Placement) else None


def actor_of(request: HttpRequest) -> Actor:
    """Return who makes the request; roles are read once per request."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        actor = Actor.of(request.user)  # type: ignore[arg-type]
        request.actor = actor  # type: ignore[attr-defined]
    return actor


def _placed(view: View, placement: Placement) -> View:
    view.placement = placement  # type: ignore[attr-defined]
    return view


def _guarded(view: View, permission: Permission | None) -> View:
    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if permission is not None:
            require(actor_of(request), permission)
        return view(request, *args, **kwargs)

    return guard  # type: ignore[return-value]
