"""Accounts that citizens open for themselves: closed until their e-mail address is confirmed."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Q

from tanggap.accounts.models import User
from tanggap.accounts.services.roles import AlreadyHeld, give_chosen_role
from tanggap.audit import services as audit
from tanggap.core.actor import Actor


class NotConfirmable(Exception):
    """The account is closed by an administrator, or whoever opens it is not the system."""


@transaction.atomic
def register_citizen(
    *, email: str, display_name: str, region_code: str, by: Actor, at: datetime
) -> User:
    """Return the account with an e-mail address, or a new one: closed, no password, no role.

    Raises NotConfirmable where `by` is not the system.
    """
    if not by.is_system:
        raise NotConfirmable
    known = _with_address(email)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            user = User.objects.create(
                username=email.lower(),
                email=email.lower(),
                display_name=display_name,
                region_code=region_code,
                is_active=False,
                password=make_password(None),
            )
    except IntegrityError:  # the same registration at the same moment
        return User.objects.get(username=email.lower())
    _record("accounts.user.created", user, by=by, at=at)
    return user


def waits_for_confirmation(user_id: int) -> bool:
    """Tell whether an account was opened by registering and never used; nobody else closed it."""
    return _waits(User.objects.get(pk=user_id))


def _waits(user: User) -> bool:
    return (
        not user.is_active
        and user.last_login is None
        and not user.has_usable_password()
        and not user.role_assignments.exists()
    )


@transaction.atomic
def confirm_citizen(
    *, user_id: int, role: str, region_code: str, password: str, by: Actor, at: datetime
) -> None:
    """Open an account whose address was confirmed, and give it the role that was chosen.

    The password counts for a new account only. Raises NotConfirmable, IncompatibleRoles.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if _waits(user):
        user.is_active = True
        user.set_password(password)
        user.save(update_fields=["is_active", "password"])
        _record("accounts.user.confirmed", user, by=by, at=at)
    if not user.is_active:
        raise NotConfirmable
    try:
        give_chosen_role(user=user, role=role, region_code=region_code, by=by, at=at)
    except AlreadyHeld:
        return


def _with_address(email: str) -> User | None:
    found = User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email))
    return found.order_by("pk").first()


def _record(code: str, user: User, *, by: Actor, at: datetime) -> None:
    audit.record(code, by=by, at=at, subject=f"user:{user.pk}", region_code=user.region_code)
