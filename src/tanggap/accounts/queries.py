"""Reading accounts: an administrator sees those of their own regions."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Q, QuerySet

from tanggap.accounts import access
from tanggap.accounts.models import RoleAssignment, User
from tanggap.accounts.roles import ADMINISTRATOR, EMERGENCY, holders_of
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.scoping import within
from tanggap.regions.queries import subtree_range


def users_for(actor: Actor) -> QuerySet[User]:
    """Return the accounts that work, or hold a role, in the regions that the actor administers."""
    ranges = access.region_ranges(actor, Permission.USER_MANAGE)
    holders = RoleAssignment.objects.filter(within(ranges)).values("user_id")
    return User.objects.filter(within(ranges) | Q(pk__in=holders))


def search(
    actor: Actor, words: str = "", *, region_code: str = "", role: str = ""
) -> QuerySet[User]:
    """Keep those whose user name, name or address holds the words.

    With a region those who work, or hold a role, in it or below it; with a role those who hold it
    now.
    """
    found = users_for(actor)
    if words:
        found = found.filter(
            Q(username__icontains=words)
            | Q(display_name__icontains=words)
            | Q(email__icontains=words)
        )
    held = RoleAssignment.objects.in_force(clock.now())
    if region_code:
        inside = within([subtree_range(region_code)])
        found = found.filter(inside | Q(pk__in=held.filter(inside).values("user_id")))
    if role:
        found = found.filter(pk__in=held.filter(role=role).values("user_id"))
    return found.prefetch_related("role_assignments").order_by("display_name", "username", "pk")


def require_over(actor: Actor, user: User) -> None:
    """Raise Forbidden unless the actor administers every region where the account counts.

    Otherwise the administrator of a kecamatan could take over the account of a whole city.
    """
    held = user.role_assignments.in_force(clock.now()).values_list("region_code", flat=True)
    for region_code in {user.region_code, *held}:
        access.require(actor, Permission.USER_MANAGE, region_code=region_code)


def name_of_user(user_id: int | None) -> str:
    """Return the name that colleagues see, empty where there is none."""
    user = User.objects.filter(pk=user_id).first() if user_id else None
    return user.get_full_name() if user else ""


def officers_with(permission: str, region_code: str) -> list[User]:
    """Return the open accounts that hold a permission in a region, by name."""
    roles = [role for role in holders_of(permission) if role != EMERGENCY.code]
    held = RoleAssignment.objects.in_force(clock.now()).filter(role__in=roles)
    wanted = [one.user_id for one in held if _reaches(one.region_code, region_code)]
    return list(User.objects.filter(pk__in=wanted, is_active=True).order_by("display_name", "pk"))


def _reaches(held_in: str, region_code: str) -> bool:
    low, high = subtree_range(held_in)
    return low <= region_code < high


def has_administrator() -> bool:
    """Tell whether an open account administers anything."""
    held = RoleAssignment.objects.in_force(clock.now())
    return held.filter(role=ADMINISTRATOR.code, user__is_active=True).exists()


def sessions_of(user: User) -> list[UserSession]:
    """Return where an account is signed in, the one used last first; sessions end by themselves."""
    oldest = clock.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    alive = UserSession.objects.filter(user=user, last_seen_at__gte=oldest)
    return list(alive.order_by("-last_seen_at"))


def open_emergency(actor: Actor) -> RoleAssignment | None:
    """Return the emergency access that an officer holds at this moment."""
    held = RoleAssignment.objects.in_force(clock.now()).filter(is_break_glass=True)
    return held.filter(user_id=actor.user_id or 0).order_by("-valid_to").first()
