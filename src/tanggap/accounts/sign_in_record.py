"""Sign-ins on the record. Django and allauth tell of them by signals only."""

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction

from tanggap.accounts.models import User
from tanggap.audit import services as audit
from tanggap.core import clock
from tanggap.core.actor import Actor


def listen() -> None:
    """Write down every sign-in, sign-out, failure and change of second factors from now on."""
    user_logged_in.connect(_signed_in, dispatch_uid="tanggap")
    user_logged_out.connect(_signed_out, dispatch_uid="tanggap")
    user_login_failed.connect(_failed, dispatch_uid="tanggap")
    authenticator_added.connect(_factor_added, dispatch_uid="tanggap")
    authenticator_removed.connect(_factor_removed, dispatch_uid="tanggap")


def _signed_in(user: User, **_more: Any) -> None:
    _record("accounts.session.opened", user)


def _signed_out(user: User | None, **_more: Any) -> None:
    if user is not None:
        _record("accounts.session.closed", user)


def _failed(credentials: dict[str, Any], **_more: Any) -> None:
    """Name the account where there is one; what else was typed may be a NIK or a password."""
    typed = str(credentials.get("username") or credentials.get("email") or "")
    _record("accounts.session.refused", User.objects.filter(username__iexact=typed).first())


def _factor_added(user: User, authenticator: Any, **_more: Any) -> None:
    _record("accounts.second_factor.added", user, {"kind": str(authenticator.type)})


def _factor_removed(user: User, authenticator: Any, **_more: Any) -> None:
    _record("accounts.second_factor.removed", user, {"kind": str(authenticator.type)})


def _record(code: str, user: User | None, facts: dict[str, Any] | None = None) -> None:
    by = Actor(user.pk, user.get_full_name()) if user else Actor.nobody()
    with transaction.atomic():
        audit.record(
            code,
            by=by,
            at=clock.now(),
            subject=f"user:{user.pk}" if user else "",
            region_code=user.region_code if user else "",
            facts=facts or {},
        )
