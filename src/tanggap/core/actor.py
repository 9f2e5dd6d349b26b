"""Who does something: an officer with the roles held at this moment, or the system itself."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role in a region and in everything below it. An empty region code is the whole country."""

    role: str
    region_code: str


class Account(Protocol):
    """What `Actor.of` needs to know of an account."""

    pk: int | None
    is_authenticated: bool

    def get_full_name(self) -> str: ...  # noqa: D102
    def roles_held(self) -> tuple[RoleHeld, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever reads or changes something. Handed to every service and every scoped query."""

    user_id: int | None
    name: str
    roles: tuple[RoleHeld, ...] = ()
    is_system: bool = False

    @classmethod
    def system(cls, name: str) -> "Actor":
        """Return the actor of a job or command that no person started; it may do everything."""
        return cls(user_id=None, name=name, is_system=True)

    @classmethod
    def nobody(cls) -> "Actor":
        """Return a visitor who has not signed in; they hold no role."""
        return cls(user_id=None, name="")

    @classmethod
    def of(cls, user: Account) -> "Actor":
        """Return the actor of an account, with the roles that it holds now."""
        if not user.is_authenticated:
            return cls.nobody()
        return cls(user_id=user.pk, name=user.get_full_name(), roles=user.roles_held())
