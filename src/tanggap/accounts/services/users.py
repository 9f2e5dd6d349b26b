"""Accounts: made by an administrator, opened by a link that works once."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.urls import reverse

from tanggap.accounts import access, queries
from tanggap.accounts.models import User
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor


class UsernameTaken(Exception):
    """Somebody has this user name already."""


@transaction.atomic
def create_user(
    *, username: str, display_name: str, email: str, region_code: str, by: Actor, at: datetime
) -> User:
    """Make an account without a password or a role. Raises UsernameTaken, Forbidden."""
    access.require(by, Permission.USER_MANAGE, region_code=region_code)
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username)
    try:
        with transaction.atomic():
            user = User.objects.create(
                username=username,
                display_name=display_name,
                email=email,
                region_code=region_code,
                password=make_password(None),
            )
    except IntegrityError as error:
        raise UsernameTaken(username) from error
    _record("accounts.user.created", user, by=by, at=at)
    return user


@transaction.atomic
def invite(*, user: User, by: Actor, at: datetime) -> str:
    """Return the address at which the officer chooses a password, once, within two days.

    It ends every session of the account: whoever has the link takes the account over.
    """
    queries.require_over(by, user)
    user.refresh_from_db()  # the link depends on the last sign-in
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user)
    _record("accounts.user.invited", user, by=by, at=at)
    key = default_token_generator.make_token(user)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
    )


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor, at: datetime) -> None:
    """Set a password for somebody: for the demo and for the command line."""
    queries.require_over(by, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    _record("accounts.user.password_set", user, by=by, at=at)


@transaction.atomic
def deactivate(*, user: User, reason: str, by: Actor, at: datetime) -> None:
    """Close an account at once, with all its sessions; its acts stay on record."""
    queries.require_over(by, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    end_sessions(user)
    _record("accounts.user.deactivated", user, by=by, at=at, reason=reason)


@transaction.atomic
def reactivate(*, user: User, reason: str, by: Actor, at: datetime) -> None:
    """Open a closed account again."""
    queries.require_over(by, user)
    User.objects.filter(pk=user.pk).update(is_active=True)
    _record("accounts.user.reactivated", user, by=by, at=at, reason=reason)


@transaction.atomic
def remove_second_factor(*, user: User, reason: str, by: Actor, at: datetime) -> None:
    """Take away a lost second factor; the officer sets up a new one at the next sign-in."""
    queries.require_over(by, user)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    _record("accounts.user.second_factor_removed", user, by=by, at=at, reason=reason)


@transaction.atomic
def sign_out_everywhere(*, user: User, reason: str, by: Actor, at: datetime) -> None:
    """End every session of an account: for a lost device. The password stays."""
    queries.require_over(by, user)
    end_sessions(user)
    _record("accounts.user.signed_out", user, by=by, at=at, reason=reason)


def end_sessions(user: User) -> None:
    """End every session of an account at once; the caller has checked the right."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def _record(code: str, user: User, *, by: Actor, at: datetime, reason: str = "") -> None:
    audit.record(
        code, by=by, at=at, subject=f"user:{user.pk}", region_code=user.region_code, reason=reason
    )
