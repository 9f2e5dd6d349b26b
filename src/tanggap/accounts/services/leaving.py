"""Accounts that citizens opened change their address, or are closed by their owners.

An officer's account, which an administrator made, keeps its name and address here: only the role
goes.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from tanggap.accounts.models import User
from tanggap.accounts.services.users import end_sessions
from tanggap.audit import services as audit
from tanggap.core.actor import Actor


class AddressTaken(Exception):
    """Somebody else signs in with this address."""


@transaction.atomic
def change_citizen(
    *, user_id: int, email: str, display_name: str, by: Actor, at: datetime
) -> None:  # fmt: skip
    """Let an account go with its owner's new name and address, whose owner confirmed it.

    Raises AddressTaken. An officer's own account stays as it is.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if not _is_own(user):
        return
    address = email.lower()
    others = User.objects.filter(Q(email__iexact=address) | Q(username__iexact=address))
    if others.exclude(pk=user.pk).exists():
        raise AddressTaken
    moved = user.username != address
    User.objects.filter(pk=user.pk).update(
        username=address, email=address, display_name=display_name
    )
    if moved:
        EmailAddress.objects.filter(user=user).delete()
        _record("accounts.user.address_changed", user, by=by, at=at)


@transaction.atomic
def leave(*, user_id: int, role: str, reason: str, by: Actor, at: datetime) -> None:
    """End a citizen's role; the account that it was opened for is closed, its address free.

    The owner asked for it, so no administrator is needed. Whoever has another role keeps the
    account.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    held = user.role_assignments.in_force_or_coming(at)
    for one in held.filter(role=role):
        held.filter(pk=one.pk).update(valid_to=at, ended_by_id=by.user_id)
        _record("accounts.role.taken", user, by=by, at=at, reason=reason, role=role)
    if not _is_own(user) or held.exists():
        return
    end_sessions(user)
    EmailAddress.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(
        is_active=False, username=f"ditutup-{user.pk}", email="", display_name="",
        password=make_password(None),
    )  # fmt: skip
    _record("accounts.user.deactivated", user, by=by, at=at, reason=reason)


def _is_own(user: User) -> bool:
    """Tell whether a citizen opened the account: its name is its address."""
    return bool(user.email) and user.username.lower() == user.email.lower()


def _record(
    code: str, user: User, *, by: Actor, at: datetime, reason: str = "", **facts: str
) -> None:
    audit.record(
        code, by=by, at=at, subject=f"user:{user.pk}", region_code=user.region_code,
        reason=reason, facts=facts,
    )  # fmt: skip
