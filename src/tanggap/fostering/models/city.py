"""The way through the city's account: the account itself, and each gift that passes through it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tanggap.core.permissions import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.fostering.models.deliveries import Instalment
from tanggap.fostering.types import PassageState

_STATES = [state.value for state in PassageState]
_CAME = ["received", "handed", "returned", "moved"]
_GONE = ["handed", "returned"]


class CityAccount(models.Model):
    """An account into which donors may pay: proposed by one officer, approved by another.

    A swapped number is the oldest fraud, so nobody puts one into force alone. The number is public.
    `basis` is the decree behind it. `valid_to` is the last day, empty while none is known.
    """

    class State(models.TextChoices):
        """Where it stands; ended ones took their last gift on `valid_to`, or none."""

        PROPOSED = "proposed", "proposed"
        APPROVED = "approved", "approved"
        REFUSED = "refused", "refused"
        ENDED = "ended", "ended"

    region_code = models.CharField(max_length=10)
    bank = models.CharField(max_length=80)
    number = models.CharField(max_length=34)
    holder = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    reason = models.CharField(max_length=300, blank=True)
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    scope_permission: ClassVar[str] = Permission.FOSTER_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-proposed_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region_code"],
                condition=Q(state="proposed"),
                name="one_account_of_a_region_waits",
            ),
            models.UniqueConstraint(
                fields=["region_code"],
                condition=Q(state="approved", valid_to__isnull=True),
                name="one_account_of_a_region_goes_on",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(decided_by_id__isnull=False)
                & (Q(proposed_by_id__isnull=True) | ~Q(decided_by_id=F("proposed_by_id"))),
                name="an_account_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="an_account_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"


class Passage(models.Model):
    """One instalment on its way through the city's account, by the table of `domain.passing`.

    `reference` is what the donor writes on the transfer, and the only thing by which it is known.
    `amount` is what came in. `passed_…` tell how it left: to the family, or back to the donor.
    `wish` is what the donor wants done with a gift that cannot reach its family any more, `source`
    the gift that this one was before. `late_told_on`: when the coordinators were told.
    """

    class Wish(models.TextChoices):
        """What a donor wants done."""

        NONE = "", "none"
        RETURN = "return", "return"
        MOVE = "move", "move"

    instalment = models.OneToOneField(Instalment, on_delete=models.PROTECT, related_name="passage")
    region_code = models.CharField(max_length=10)
    reference = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=8, default=PassageState.EXPECTED)
    said_at = models.DateTimeField(null=True, blank=True)
    amount = models.PositiveBigIntegerField(default=0)
    received_on = models.DateField(null=True, blank=True)
    received_by_id = models.BigIntegerField(null=True, blank=True)
    received_by_name = models.CharField(max_length=200, blank=True)
    passed_amount = models.PositiveBigIntegerField(default=0)
    passed_on = models.DateField(null=True, blank=True)
    passed_how = models.CharField(max_length=120, blank=True)
    passed_receipt = models.CharField(max_length=80, blank=True)
    passed_by_id = models.BigIntegerField(null=True, blank=True)
    passed_by_name = models.CharField(max_length=200, blank=True)
    wish = models.CharField(max_length=6, choices=Wish.choices, blank=True, default=Wish.NONE)
    wished_at = models.DateTimeField(null=True, blank=True)
    source = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="target"
    )
    late_told_on = models.DateField(null=True, blank=True)

    scope_permission: ClassVar[str] = Permission.FOSTER_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["instalment__due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=_STATES), name="a_passage_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=_CAME)
                | Q(amount__gte=1, received_on__isnull=False, received_by_id__isnull=False),
                name="what_came_says_how_much_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_CAME) | Q(amount=0), name="what_did_not_come_is_nothing"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_GONE)
                | Q(passed_amount__gte=1, passed_on__isnull=False, passed_by_id__isnull=False),
                name="what_left_the_city_says_how",
            ),
            models.CheckConstraint(
                condition=Q(passed_amount__lte=F("amount")), name="no_more_leaves_than_came"
            ),
            models.CheckConstraint(
                condition=Q(passed_by_id__isnull=True) | ~Q(passed_by_id=F("received_by_id")),
                name="who_received_does_not_hand_on",
            ),
            models.CheckConstraint(
                condition=~Q(state="moved") | Q(wish="move"), name="a_gift_moves_by_the_donors_wish"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "received_on"], name="passage_state"),
        ]

    def __str__(self) -> str:
        return self.reference


class Receipt(models.Model):
    """A line of the bank's statement that belongs to a gift; a line counts once."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="receipts")
    amount = models.PositiveBigIntegerField()
    on = models.DateField()
    line = models.CharField(max_length=60)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "on"], name="a_line_of_the_statement_once"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="a_receipt_brings_something"),
        ]

    def __str__(self) -> str:
        return f"{self.passage} {self.on}"
