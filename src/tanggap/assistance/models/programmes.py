"""Programmes of aid, their components and the rounds in which they pay."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanggap.core.registry import text_of
from tanggap.language import Sentence

MONTH_LENGTH = 7
"""`yyyy-mm`."""


class Unit(models.TextChoices):
    """Who may get a programme's aid once."""

    PERSON = "person", _("Orang")
    FAMILY = "family", _("Keluarga (KK)")
    HOUSEHOLD = "household", _("Rumah tangga")


class Programme(models.Model):
    """One programme of aid, or a list that looks like aid and is none (a register)."""

    class Kind(models.TextChoices):
        """Aid can overlap; registers and applications cannot."""

        AID = "aid", _("Bantuan")
        REGISTER = "register", _("Basis data")
        APPLICATION = "application", _("Pengajuan")

    class Source(models.TextChoices):
        """Who pays."""

        CENTRAL = "central", _("Pemerintah pusat")
        PROVINCE = "province", _("Provinsi")
        CITY = "city", _("Kota/kabupaten")
        VILLAGE = "village", _("Desa")
        DONOR = "donor", _("Donatur")
        OTHER = "other", _("Lainnya")

    class Benefit(models.TextChoices):
        """What the recipient is given."""

        CASH = "cash", _("Uang")
        GOODS = "goods", _("Barang")

    code = models.CharField(max_length=40, unique=True)
    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.AID)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.OTHER)
    benefit = models.CharField(max_length=6, choices=Benefit.choices, default=Benefit.CASH)
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.FAMILY)
    door = models.PositiveSmallIntegerField(default=99)
    amount = models.BigIntegerField(null=True, blank=True)
    active_from = models.CharField(max_length=MONTH_LENGTH, blank=True)
    active_to = models.CharField(max_length=MONTH_LENGTH, blank=True)
    region_code = models.CharField(max_length=10, blank=True)
    instead_of = models.CharField(max_length=40, blank=True)
    called = models.JSONField(default=list, blank=True)
    payments = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["door", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="a_programme_pays_no_negative_amount",
            ),
            models.CheckConstraint(
                condition=Q(active_to="") | Q(active_to__gte=models.F("active_from")),
                name="a_programme_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """The name in the language of the request."""
        return text_of(Sentence(self.name_id, self.name_en or self.name_id))


class Component(models.Model):
    """A part of a programme with a condition of its own, such as PKH for the pregnant."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="components")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    amount = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["programme", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="a_component_has_one_code_in_its_programme"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}/{self.code}"


class Round(models.Model):
    """A payment round of a programme: the months that its awards are for."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rounds")
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["programme", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="a_round_has_one_code_in_its_programme"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}/{self.code}"


class RoundMonth(models.Model):
    """One month of a round, and what it pays to one unit in whole rupiah, if that is known."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="months")
    month = models.CharField(max_length=MONTH_LENGTH)
    amount = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["month"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "month"], name="a_round_has_each_month_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.month}"
