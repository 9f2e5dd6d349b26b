"""Officers for tests, each with a role in a region."""

from itertools import count

from tanggap.accounts.models import RoleAssignment, User
from tanggap.core import clock
from tanggap.core.actor import Actor

_numbers = count(1)


def make_officer(*roles: str, region: str = "3271") -> User:
    """Return a user who holds the roles in the region."""
    user = User.objects.create_user(
        username=f"petugas-{next(_numbers)}",
        password="kata-sandi-petugas",
        display_name="Rina Petugas",
    )
    for role in roles:
        RoleAssignment.objects.create(
            user=user, role=role, region_code=region, valid_from=clock.now()
        )
    return user


def actor_with(*roles: str, region: str = "3271") -> Actor:
    """Return the actor of such a user."""
    return Actor.of(make_officer(*roles, region=region))
