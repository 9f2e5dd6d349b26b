"""What the public sees: figures as they were at one moment; and who looked at whose aid."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Summary(models.Model):
    """One counting for the public. Only complete ones are shown, and only the newest is kept.

    `root` is the smallest region that holds all figures, `months` are `yyyy-mm`.
    """

    taken_at = models.DateTimeField()
    root = models.CharField(max_length=10, blank=True)
    months = models.JSONField(default=list)
    is_complete = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-taken_at", "-pk"]

    def __str__(self) -> str:
        return f"summary {self.pk}"


class AidShown(models.Model):
    """What a programme gives in a place in a month: households, people and whole rupiah.

    An empty programme is all of them together. A hidden figure is not here at all: what is not
    kept can leak nowhere.
    """

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="aid")
    month = models.CharField(max_length=7)
    programme = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=11, blank=True)
    households = models.IntegerField(null=True)
    people = models.IntegerField(null=True)
    rupiah = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["summary", "month", "programme", "place"],
                name="a_public_figure_is_given_once",
            ),
            models.CheckConstraint(
                condition=Q(households=None, people=None, rupiah=None)
                | Q(households__isnull=False, people__isnull=False, rupiah__isnull=False),
                name="a_figure_is_hidden_whole",
            ),
            models.CheckConstraint(
                condition=Q(households=None)
                | ((Q(households=0) | Q(households__gte=5)) & (Q(people=0) | Q(people__gte=5))),
                name="no_public_figure_is_of_a_few",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["summary", "place", "month"], name="aid_shown_place"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.place} {self.month}"


class NeedShown(models.Model):
    """Households of a place that a register holds, and those without any aid; None: hidden."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="need")
    place = models.CharField(max_length=11, blank=True)
    registered = models.IntegerField(null=True)
    missed = models.IntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["summary", "place"], name="the_need_of_a_place_is_given_once"
            ),
            models.CheckConstraint(
                condition=(Q(registered=None) | Q(registered=0) | Q(registered__gte=5))
                & (Q(missed=None) | Q(missed=0) | Q(missed__gte=5)),
                name="no_public_need_is_of_a_few",
            ),
        ]

    def __str__(self) -> str:
        return f"need of {self.place}"


class DataFile(models.Model):
    """A file of open data as it is given out, byte for byte, with the SHA-256 of its content."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    rows = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["summary", "name"], name="a_data_file_is_there_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Check(models.Model):
    """Somebody asked what aid stands under a number, and was told or was not.

    `number` is a blind index. `person_id` and `family_id` are whose number it is, also where the
    one who asked did not prove to be them; none where nobody bears it.
    """

    class Outcome(models.TextChoices):
        """What the one who asked got to see."""

        SHOWN = "shown", _("Ditampilkan")
        REFUSED = "refused", _("Tidak cocok, tidak ditampilkan")

    number = models.BinaryField(max_length=16)
    person_id = models.BigIntegerField(null=True)
    family_id = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(outcome="shown") | Q(person_id__isnull=False),
                name="nothing_is_shown_of_nobody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person_id", "-at"],
                condition=Q(person_id__isnull=False),
                name="check_person",
            ),
            models.Index(
                fields=["family_id", "-at"],
                condition=Q(family_id__isnull=False),
                name="check_family",
            ),
            models.Index(fields=["at"], name="check_at"),
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"
