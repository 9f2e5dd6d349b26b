"""Which programmes may not come together: rules in versions, under four eyes."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanggap.assistance.models.programmes import MONTH_LENGTH, Programme, Unit
from tanggap.core.registry import text_of
from tanggap.language import Sentence


class ExclusionRule(models.Model):
    """One version of one rule.

    `between` and `other` are codes of programmes (PKH) or of their components (PKH/HAMIL); every
    one of the first excludes every one of the second. The rule against the same aid twice has
    neither: it is about each programme alone.
    """

    class Status(models.TextChoices):
        """Where a version stands; at most one of a code is in force."""

        PROPOSED = "proposed", _("Diusulkan")
        APPROVED = "approved", _("Berlaku")
        WITHDRAWN = "withdrawn", _("Dicabut")
        REPLACED = "replaced", _("Diganti")

    class Action(models.TextChoices):
        """What a rule does."""

        BLOCK = "block", _("Dilarang bersamaan")
        WARN = "warn", _("Diperingatkan")

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    between = models.JSONField(default=list)
    other = models.JSONField(default=list)
    same_twice = models.BooleanField(default=False)
    level = models.CharField(max_length=10, choices=Unit.choices, default=Unit.FAMILY)
    action = models.CharField(max_length=5, choices=Action.choices, default=Action.BLOCK)
    reason_id = models.CharField(max_length=400)
    reason_en = models.CharField(max_length=400, blank=True)
    basis = models.CharField(max_length=400)
    valid_from = models.CharField(max_length=MONTH_LENGTH, blank=True)
    valid_to = models.CharField(max_length=MONTH_LENGTH, blank=True)
    region_code = models.CharField(max_length=10, blank=True)
    withdraws = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    approved_by_id = models.BigIntegerField(null=True, blank=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["code", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="a_rule_version_is_unique"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(status="approved"),
                name="one_version_of_a_rule_is_in_force",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(status="proposed"),
                name="one_proposal_for_a_rule_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id__isnull=True)
                | Q(proposed_by_id__isnull=True)
                | ~Q(approved_by_id=F("proposed_by_id")),
                name="nobody_approves_their_own_rule",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "withdrawn"]) | Q(approved_at__isnull=False),
                name="a_rule_in_force_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(valid_to="") | Q(valid_to__gte=F("valid_from")),
                name="a_rule_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def reason(self) -> str:
        """The sentence for officers and citizens, in the language of the request."""
        return text_of(Sentence(self.reason_id, self.reason_en or self.reason_id))


class OverlapGroup(models.Model):
    """Where a rule that blocks keeps its places: one per rule, one per programme for "twice".

    Groups are made from a rule when it comes into force and go with it.
    """

    rule = models.ForeignKey(ExclusionRule, on_delete=models.PROTECT, related_name="groups")
    code = models.CharField(max_length=90)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule", "code"], name="a_group_is_unique_in_its_rule"),
        ]

    def __str__(self) -> str:
        return self.code


class GroupMember(models.Model):
    """How a programme takes its place in a group: at which level, and as which holder.

    With a component only its awards that are known to have it take one.
    """

    group = models.ForeignKey(OverlapGroup, on_delete=models.CASCADE, related_name="members")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    component = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=10, choices=Unit.choices)
    holder = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "programme", "component"], name="a_member_is_once_in_a_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.programme}"
