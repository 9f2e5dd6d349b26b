"""Donors, the packages that they can give, and what they pledge."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.core.permissions import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.fostering.types import PledgeState

_STATES = [state.value for state in PledgeState]


class Donor(models.Model):
    """A person or an organisation that looks after families; the account signs in.

    `approval` is an officer's word on the donor's background; without it nobody meets a family with
    children or learns its contact. `office` is the workplace of a civil servant.
    Whoever closed the account (`closed_at`) is named for a while yet, then no more.
    """

    class Kind(models.TextChoices):
        """What it is."""

        PERSON = "person", "person"
        ORGANISATION = "organisation", "organisation"

    class Approval(models.TextChoices):
        """What an officer found."""

        NONE = "none", "none"
        ASKED = "asked", "asked"
        GIVEN = "given", "given"
        REFUSED = "refused", "refused"

    user_id = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    sealed_phone = models.BinaryField(null=True, blank=True)
    region_code = models.CharField(max_length=10)
    home_code = models.CharField(max_length=10, blank=True)
    is_named = models.BooleanField(default=False)
    approval = models.CharField(max_length=8, choices=Approval.choices, default=Approval.NONE)
    approval_reason = models.CharField(max_length=300, blank=True)
    approved_by_id = models.BigIntegerField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    scope_permission: ClassVar[str] = Permission.FOSTER_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["registered_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(approval="given") | Q(approved_by_id__isnull=False),
                name="an_approved_donor_names_the_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"donor {self.pk}"


class Package(models.Model):
    """What can be pledged: instalments of money or goods, or the costs of a child's school.

    The package of 2020 is 2 × Rp500,000. `programme` is the code under which its awards stand in
    the ledger, and so which rules of exclusion they pass.
    """

    class Kind(models.TextChoices):
        """What is given."""

        CASH = "cash", "cash"
        GOODS = "goods", "goods"
        SCHOOL = "school", "school"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    contents = models.CharField(max_length=300, blank=True)
    programme = models.CharField(max_length=20)
    months = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField()
    is_offered = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(months__gte=1), name="a_package_has_a_month"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="a_package_is_worth_something"),
        ]

    def __str__(self) -> str:
        return self.code


class Pledge(models.Model):
    """A donor's word: so many families, one package each, from a month on, with wishes.

    `wishes` is `types.Wishes` as JSON. `amount`, `months` and `contents` are those of the package
    when it was pledged. `first_month` is "2026-12". `via` is how gifts reach the families; what
    goes through the city's account is without a name.
    """

    class Via(models.TextChoices):
        """The way of a gift."""

        DIRECT = "direct", "direct"
        CITY = "city", "city"

    donor = models.ForeignKey(Donor, on_delete=models.PROTECT, related_name="pledges")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=10)
    families = models.PositiveSmallIntegerField()
    first_month = models.CharField(max_length=7)
    months = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField()
    contents = models.CharField(max_length=300, blank=True)
    wishes = models.JSONField(default=dict)
    is_named = models.BooleanField(default=False)
    wants_meeting = models.BooleanField(default=False)
    via = models.CharField(max_length=6, choices=Via.choices, default=Via.DIRECT)
    state = models.CharField(max_length=10, default=PledgeState.OPEN)
    pledged_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    scope_permission: ClassVar[str] = Permission.FOSTER_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["pledged_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=_STATES), name="a_pledge_state_is_known"),
            models.CheckConstraint(
                condition=Q(families__gte=1, families__lte=500), name="a_pledge_is_for_1_to_500"
            ),
            models.CheckConstraint(
                condition=~Q(via="city") | Q(is_named=False),
                name="the_way_through_the_city_has_no_name",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "pledged_at"], name="pledge_open")]

    def __str__(self) -> str:
        return f"pledge {self.pk}"


class Slot(models.Model):
    """Room for one family in a pledge: as many rows as families, so that no pledge is exceeded."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="slots")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["pledge", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pledge", "number"], name="a_slot_is_there_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pledge} slot {self.number}"
