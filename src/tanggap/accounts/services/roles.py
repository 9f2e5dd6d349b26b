"""Giving and taking roles. Nobody changes their own, and some roles exclude each other."""

from datetime import datetime

from django.db import transaction

from tanggap.accounts import access, queries
from tanggap.accounts.models import RoleAssignment, User
from tanggap.accounts.roles import GIVABLE, OWN_CHOICE, in_conflict
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor


class OwnRoles(Exception):
    """Nobody may give or take roles of their own."""


class NotGivable(Exception):
    """There is no such role to give."""


class AlreadyHeld(Exception):
    """The person holds this role for this region already."""


class IncompatibleRoles(Exception):
    """The person holds a role that excludes the new one; `held` names it."""

    def __init__(self, role: str, held: str) -> None:
        super().__init__(f"{role} and {held}")
        self.role = role
        self.held = held


@transaction.atomic
def give_role(
    *,
    user: User,
    role: str,
    region_code: str,
    by: Actor,
    at: datetime,
    until: datetime | None = None,
    reason: str = "",
) -> RoleAssignment:
    """Give a role for a region and everything below it.

    Two administrators may give at once: the row of the account is locked, so the second one sees
    what the first one gave. Raises OwnRoles, NotGivable, AlreadyHeld, IncompatibleRoles, Forbidden.
    """
    access.require(by, Permission.USER_MANAGE, region_code=region_code)
    queries.require_over(by, user)
    if by.user_id == user.pk:
        raise OwnRoles
    if role not in {known.code for known in GIVABLE}:
        raise NotGivable(role)
    return _give(user, role, region_code, by, at, until=until, reason=reason)


@transaction.atomic
def give_chosen_role(
    *, user: User, role: str, region_code: str, by: Actor, at: datetime
) -> RoleAssignment:
    """Give the role that somebody chose by registering; only the system does so.

    Raises NotGivable, AlreadyHeld, IncompatibleRoles.
    """
    if not by.is_system or role not in {known.code for known in OWN_CHOICE}:
        raise NotGivable(role)
    return _give(user, role, region_code, by, at)


def _give(
    user: User,
    role: str,
    region_code: str,
    by: Actor,
    at: datetime,
    *,
    until: datetime | None = None,
    reason: str = "",
) -> RoleAssignment:
    User.objects.select_for_update().get(pk=user.pk)
    held = list(user.role_assignments.in_force_or_coming(at))
    if any((one.role, one.region_code) == (role, region_code) for one in held):
        raise AlreadyHeld(role)
    excluded_by = in_conflict(role, [one.role for one in held])
    if excluded_by:
        raise IncompatibleRoles(role, excluded_by)
    given = RoleAssignment.objects.create(
        user=user,
        role=role,
        region_code=region_code,
        valid_from=at,
        valid_to=until,
        reason=reason,
        given_by_id=by.user_id,
    )
    _record("accounts.role.given", given, by=by, at=at, reason=reason)
    return given


@transaction.atomic
def take_role(*, assignment: RoleAssignment, by: Actor, at: datetime, reason: str = "") -> None:
    """End a role now; that it was held stays on record."""
    access.require(by, Permission.USER_MANAGE, region_code=assignment.region_code)
    if by.user_id == assignment.user_id:
        raise OwnRoles
    ended = RoleAssignment.objects.filter(pk=assignment.pk).in_force(at)
    if ended.update(valid_to=at, ended_by_id=by.user_id):
        _record("accounts.role.taken", assignment, by=by, at=at, reason=reason)


def _record(code: str, given: RoleAssignment, *, by: Actor, at: datetime, reason: str) -> None:
    audit.record(
        code,
        by=by,
        at=at,
        subject=f"user:{given.user_id}",
        region_code=given.region_code,
        reason=reason,
        facts={"role": given.role, "assignment": given.pk},
    )
