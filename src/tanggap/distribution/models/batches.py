"""Batches of payments and their payments: that nothing is paid twice, the database says."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.distribution.domain.states import LIVING
from tanggap.distribution.types import BatchState, PaymentState, Reason

MONTH_LENGTH = 7


class Batch(models.Model):
    """Payments of one round that go out together by one channel.

    `count`, `rupiah` and `fingerprint` are its control totals. Who prepared it never approves it.
    """

    class State(models.TextChoices):
        """The states, as people read them; the moves are in `domain.states`."""

        DRAFT = BatchState.DRAFT.value, _("Konsep")
        PROPOSED = BatchState.PROPOSED.value, _("Menunggu persetujuan")
        APPROVED = BatchState.APPROVED.value, _("Disetujui")
        SENT = BatchState.SENT.value, _("Dikirim")
        RECONCILED = BatchState.RECONCILED.value, _("Sudah dicocokkan")
        CLOSED = BatchState.CLOSED.value, _("Ditutup")
        DROPPED = BatchState.DROPPED.value, _("Dibatalkan")

    code = models.CharField(max_length=20, unique=True)
    programme = models.ForeignKey("assistance.Programme", on_delete=models.PROTECT)
    round = models.ForeignKey("assistance.Round", on_delete=models.PROTECT)
    months = models.JSONField(default=list)
    channel = models.CharField(max_length=40)
    region_code = models.CharField(max_length=10)
    retry = models.BooleanField(default=False)
    stock = models.ForeignKey(
        "distribution.Stock", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    count = models.PositiveIntegerField(default=0)
    rupiah = models.BigIntegerField(default=0)
    fingerprint = models.CharField(max_length=16, blank=True)
    waiting = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_by_name = models.CharField(max_length=200)
    prepared_at = models.DateTimeField()
    approved_by_id = models.BigIntegerField(null=True, blank=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_by_name = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    scope_permission: ClassVar[str] = Permission.PAYMENT_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-prepared_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in BatchState]),
                name="a_batch_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("prepared_by_id")),
                name="who_prepared_a_batch_does_not_approve_it",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed", "dropped"])
                | Q(approved_by_id__isnull=False),
                name="no_batch_leaves_without_approval",
            ),
            models.CheckConstraint(
                condition=Q(rupiah__gte=0), name="a_batch_pays_no_negative_amount"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Payment(models.Model):
    """The aid of one award for one month, in one try. `amount` is whole rupiah.

    `reference` is the number in the payer's file and on the voucher; it says nothing of anybody.
    """

    class State(models.TextChoices):
        """The states, as people read them."""

        PLANNED = PaymentState.PLANNED.value, _("Direncanakan")
        SENT = PaymentState.SENT.value, _("Dikirim")
        PAID = PaymentState.PAID.value, _("Diterima")
        FAILED = PaymentState.FAILED.value, _("Gagal")
        RETURNED = PaymentState.RETURNED.value, _("Kembali ke kas")
        DROPPED = PaymentState.DROPPED.value, _("Dibatalkan")

    class Why(models.TextChoices):
        """Why it reached nobody."""

        NOT_FOUND = Reason.NOT_FOUND.value, _("Tidak ditemukan")
        MOVED = Reason.MOVED.value, _("Pindah")
        DIED = Reason.DIED.value, _("Meninggal")
        NAME_DIFFERS = Reason.NAME_DIFFERS.value, _("Nama berbeda")
        DOUBLE = Reason.DOUBLE.value, _("Ganda")
        OTHER = Reason.OTHER.value, _("Lainnya")

    reference = models.CharField(max_length=9, unique=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="payments")
    award = models.ForeignKey("assistance.Award", on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    month = models.CharField(max_length=MONTH_LENGTH)
    amount = models.BigIntegerField()
    attempt = models.PositiveSmallIntegerField(default=1)
    region_code = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    scope_permission: ClassVar[str] = Permission.PAYMENT_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["region_code", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["award", "month"],
                condition=Q(state__in=sorted(one.value for one in LIVING)),
                name="one_living_payment_for_an_award_and_month",
            ),
            models.UniqueConstraint(
                fields=["award", "month"],
                condition=Q(state="paid"),
                name="an_award_is_paid_once_for_a_month",
            ),
            models.UniqueConstraint(
                fields=["batch", "award", "month"], name="a_batch_pays_an_award_and_month_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in PaymentState]),
                name="a_payment_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="a_payment_is_no_negative_amount"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(why=""), name="a_failed_payment_says_why"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["batch", "state"], name="payment_batch_state"),
            models.Index(fields=["person_id"], name="payment_person"),
            # the worker looks here every few seconds for aid that is lost
            models.Index(
                fields=["award"],
                condition=Q(state__in=["failed", "returned"]),
                name="payment_unreached",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Download(models.Model):
    """An officer took a batch's file; each takes it once."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="downloads")
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "by_id"], name="an_officer_takes_the_file_of_a_batch_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} by {self.by_id}"
