"""Who may open the pages that libraries bring. Our own views carry their mark themselves."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import ResolverMatch

from tanggap.accounts.access import Placement, placement_of

_PUBLIC: Final = Placement("public")
_SIGNED_IN: Final = Placement("signed_in")

_LIBRARIES: Final = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")
_PUBLIC_NAMES: Final = frozenset(
    {
        "account_login", "account_logout", "account_signup", "account_inactive",
        "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
        "account_reset_password_from_key_done", "account_confirm_login_code",
        "account_request_login_code", "account_confirm_email", "account_email_verification_sent",
        "mfa_authenticate", "mfa_login_webauthn", "mfa_trust", "mfa_signup_webauthn",
        "account_signup_by_passkey", "socialaccount_login_cancelled", "socialaccount_login_error",
        "socialaccount_signup", "openid_connect_login", "openid_connect_callback",
    }
)  # fmt: skip


def of(view: Callable[..., Any], match: ResolverMatch | None) -> Placement | None:
    """Return who may open a view: by its own mark, else by the table of library pages."""
    own = placement_of(view)
    if own is not None:
        return own
    return of_library_page((match.url_name if match else None) or "")


def of_library_page(url_name: str) -> Placement | None:
    """Return who may open a library's page, None where it is no page that we know."""
    if not url_name.startswith(_LIBRARIES):
        return None
    return _PUBLIC if url_name in _PUBLIC_NAMES else _SIGNED_IN


def serves_sign_in(match: ResolverMatch | None) -> bool:
    """Tell whether a page belongs to signing in and out, or to setting up a second factor."""
    return ((match.url_name if match else None) or "").startswith(_LIBRARIES)
