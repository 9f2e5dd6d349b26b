"""Roles count in a region and below it, exclude each other, and are nobody's own to give."""

from datetime import timedelta

import pytest
from tests.personas import actor_with, make_officer

from tanggap.accounts import access, queries, services
from tanggap.accounts.models import RoleAssignment, User
from tanggap.accounts.roles import GIVABLE, INCOMPATIBLE, ROLES
from tanggap.accounts.types import Permission
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("held", "asked", "answer"),
    [
        ("3271", "3271", True),
        ("3271", "327101", True),
        ("3271", "3271011001", True),
        ("3271", "32", False),
        ("3271", "3272", False),
        ("3271", "", False),
        ("", "3271", True),
        ("", "", True),
        ("327101", "3271021001", False),
        ("3299", "3300", False),
    ],
)
def test_a_role_counts_in_its_subtree(held: str, asked: str, *, answer: bool) -> None:
    actor = actor_with("clerk", region=held)
    assert access.allowed(actor, Permission.MATCH_DECIDE, region_code=asked) is answer


def test_other_permissions_do_not_come_with_it() -> None:
    with pytest.raises(access.Forbidden):
        access.require(actor_with("clerk"), Permission.LIST_IMPORT, region_code="3271")


@pytest.mark.parametrize("pair", sorted(map(sorted, INCOMPATIBLE)), ids="+".join)
def test_incompatible_roles_are_refused_wherever_they_are(pair: list[str]) -> None:
    user = make_officer(pair[0], region="327101")
    admin = actor_with("administrator", region="3271")
    with pytest.raises(services.IncompatibleRoles):
        _give(user, pair[1], admin, region="327102")


def test_every_permission_is_in_some_role_and_every_role_is_described() -> None:
    assert set(Permission) == {p for role in ROLES.values() for p in role.permissions}
    assert all(str(role.description) and str(role.name) for role in GIVABLE)


def test_nobody_gives_themselves_a_role() -> None:
    user = make_officer("administrator")
    with pytest.raises(services.OwnRoles):
        _give(user, "clerk", Actor.of(user))


def test_the_emergency_role_is_not_given() -> None:
    with pytest.raises(services.NotGivable):
        _give(make_officer(), "emergency", actor_with("administrator"))


def test_an_administrator_reaches_no_further_than_their_region() -> None:
    """Not even for an officer who works here but also elsewhere: their link would open both."""
    admin = actor_with("administrator", region="327101")
    elsewhere = make_officer("clerk", region="327102")
    with pytest.raises(access.Forbidden):
        _give(elsewhere, "clerk", admin, region="327101")
    with pytest.raises(access.Forbidden):
        services.invite(user=elsewhere, by=admin, at=clock.now())


def test_a_role_that_was_taken_counts_no_more() -> None:
    user, admin = make_officer("clerk"), actor_with("administrator")
    User.objects.filter(pk=user.pk).update(region_code="3271")
    services.take_role(assignment=user.role_assignments.get(), by=admin, at=clock.now())
    assert user.roles_held() == ()
    assert Event.objects.filter(code="accounts.role.taken", subject=f"user:{user.pk}").exists()


def test_an_emergency_ends_by_itself() -> None:
    user = make_officer("administrator")
    at = clock.now()
    services.break_glass(
        region_code="3271",
        reason="Banjir di Bogor Selatan, data warga segera dibutuhkan",
        duration=timedelta(hours=2),
        by=Actor.of(user),
        at=at,
    )
    assert access.allowed(Actor.of(user), Permission.NIK_REVEAL, region_code="3271")
    later = RoleAssignment.objects.in_force(at + timedelta(hours=2, seconds=1))
    assert not later.filter(user=user, role="emergency").exists()


@pytest.mark.parametrize(
    ("reason", "hours"), [("darurat", 1), ("x" * 40, 5), ("x" * 40, 0), (" " * 40, 1)]
)
def test_an_emergency_needs_a_reason_and_an_end(reason: str, hours: int) -> None:
    with pytest.raises(services.BadEmergency):
        services.break_glass(
            region_code="3271",
            reason=reason,
            duration=timedelta(hours=hours),
            by=actor_with("administrator"),
            at=clock.now(),
        )


def _give(user: User, role: str, by: Actor, region: str = "3271") -> RoleAssignment:
    User.objects.filter(pk=user.pk, region_code="").update(region_code=region)
    user.refresh_from_db()
    return services.give_role(user=user, role=role, region_code=region, by=by, at=clock.now())


def test_the_administrator_of_everything_has_everybody_before_them() -> None:
    chief = Actor.of(make_officer("administrator", region=""))
    services.create_user(
        username="dewi", display_name="Dewi", email="", region_code="3271", by=chief, at=clock.now()
    )
    assert queries.users_for(chief).filter(username="dewi").exists()  # without a role so far
