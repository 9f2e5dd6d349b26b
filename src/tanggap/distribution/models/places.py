"""Where aid is handed over: points, seats by the hour, the handovers, and stocks of goods."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.distribution.models.batches import Payment


class Point(models.Model):
    """A place where people collect their aid."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    region_code = models.CharField(max_length=10)

    scope_permission: ClassVar[str] = Permission.PAYMENT_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region_code", "name"], name="a_point_has_one_name_in_its_region"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """One person's place in one hour at a point: as many rows as fit without a crowd."""

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="seats")
    starts_at = models.DateTimeField()
    number = models.PositiveSmallIntegerField()
    payment = models.OneToOneField(
        Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="seat"
    )

    class Meta:
        ordering: ClassVar = ["starts_at", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["point", "starts_at", "number"], name="a_seat_is_there_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.starts_at} {self.number}"


class Handover(models.Model):
    """Aid was given into somebody's hands. The phone's UUID makes a replay harmless."""

    class To(models.TextChoices):
        """Who took it."""

        SELF = "self", _("Penerima sendiri")
        FAMILY = "family", _("Anggota keluarga dalam KK")
        PROXY = "proxy", _("Wakil dengan surat kuasa")

    uuid = models.UUIDField(unique=True)
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="handover")
    to = models.CharField(max_length=8, choices=To.choices)
    taken_by = models.CharField(max_length=120, blank=True)
    scanned = models.BooleanField(default=False)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    handed_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to="self") | ~Q(taken_by=""), name="who_took_it_for_another_is_named"
            ),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk}"


class Stock(models.Model):
    """Packages of one kind in one store. What is promised is there, and nothing is below zero."""

    name = models.CharField(max_length=120)
    region_code = models.CharField(max_length=10)
    on_hand = models.IntegerField(default=0)
    reserved = models.IntegerField(default=0)

    scope_permission: ClassVar[str] = Permission.PAYMENT_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region_code", "name"], name="a_stock_has_one_name"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, on_hand__gte=F("reserved")),
                name="a_stock_holds_what_it_promises",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def free(self) -> int:
        """How many packages nobody has been promised."""
        return self.on_hand - self.reserved


class StockMove(models.Model):
    """One entry of a stock's ledger."""

    class Kind(models.TextChoices):
        """What happened to packages."""

        IN = "in", _("Masuk")
        RESERVE = "reserve", _("Dicadangkan")
        RELEASE = "release", _("Cadangan dilepas")
        OUT = "out", _("Diserahkan")

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    quantity = models.PositiveIntegerField()
    subject = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_stock_move_moves_something")
        ]

    def __str__(self) -> str:
        return f"{self.stock} {self.kind} {self.quantity}"
