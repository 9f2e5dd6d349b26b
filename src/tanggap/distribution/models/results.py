"""What payers report back: files, each known by its content, and their lines."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanggap.distribution.models.batches import Batch, Payment
from tanggap.distribution.types import PaymentState


class ResultFile(models.Model):
    """A result file of a batch, looked at before it counts; the same content is one file."""

    class State(models.TextChoices):
        """Read and shown, or taken over."""

        PREVIEWED = "previewed", _("Menunggu disimpan")
        COMMITTED = "committed", _("Disimpan")

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="results")
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEWED)
    read_by_name = models.CharField(max_length=200)
    read_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "sha256"], name="a_result_file_is_read_once_for_a_batch"
            ),
        ]

    def __str__(self) -> str:
        return f"result {self.pk}"


class ResultLine(models.Model):
    """One line of a result file: what it says of which payment, and whether that can be taken over.

    No name and no number is kept; the reference is ours.
    """

    class Finding(models.TextChoices):
        """How a line compares with what stands here."""

        FITS = "fits", _("Cocok")
        SAME = "same", _("Sudah tercatat")
        STRANGE = "strange", _("Nomor tidak dikenal")
        AMOUNT = "amount", _("Jumlah berbeda")
        CONFLICT = "conflict", _("Bertentangan")
        UNCLEAR = "unclear", _("Hasil tidak terbaca")

    file = models.ForeignKey(ResultFile, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    payment = models.ForeignKey(
        Payment, null=True, on_delete=models.PROTECT, related_name="result_lines"
    )
    reference = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    why = models.CharField(max_length=12, blank=True)
    amount = models.BigIntegerField(null=True)
    finding = models.CharField(max_length=10, choices=Finding.choices)

    class Meta:
        ordering: ClassVar = ["file", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="a_line_is_read_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *(one.value for one in PaymentState)]),
                name="a_line_says_a_known_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} line {self.number}"
