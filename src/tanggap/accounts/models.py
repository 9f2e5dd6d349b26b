"""Accounts and the roles that they hold."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.roles import ROLES
from tanggap.core import clock
from tanggap.core.actor import RoleHeld


class User(AbstractUser):
    """An officer who signs in. Rights come from role assignments, not from Django's groups."""

    display_name = models.CharField(_("nama"), max_length=150, default="", blank=True)
    region_code = models.CharField(_("wilayah kerja"), max_length=10, default="", blank=True)

    class Meta(AbstractUser.Meta):
        ordering = ("username",)

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        """Return the name that colleagues see."""
        return self.display_name or self.username

    def roles_held(self) -> tuple[RoleHeld, ...]:
        """Return the roles that count at this moment, those of a break-glass with them."""
        held = self.role_assignments.in_force(clock.now()).values_list("role", "region_code")
        return tuple(RoleHeld(role, region) for role, region in held if role in ROLES)


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Assignments by their time."""

    def in_force(self, at: object) -> "RoleAssignmentQuerySet":
        """Keep those that count at a moment: from `valid_from` up to, not with, `valid_to`."""
        return self.in_force_or_coming(at).filter(valid_from__lte=at)

    def in_force_or_coming(self, at: object) -> "RoleAssignmentQuerySet":
        """Keep those that have not ended at a moment."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=at))


class RoleAssignment(models.Model):
    """A role given to a person for a region; it counts in everything below the region.

    A break-glass is an assignment that ends by itself, within hours, and carries a reason.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=40)
    region_code = models.CharField(max_length=10, default="", blank=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(default="", blank=True)
    is_break_glass = models.BooleanField(default=False)
    given_by_id = models.BigIntegerField(null=True)
    ended_by_id = models.BigIntegerField(null=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("user_id", "role", "region_code", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="role_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(is_break_glass=False) | (Q(valid_to__isnull=False) & ~Q(reason="")),
                name="break_glass_ends_and_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "region_code"],
                condition=Q(valid_to__isnull=True),
                name="open_role_once_per_region",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role}@{self.region_code or '*'} #{self.pk}"
