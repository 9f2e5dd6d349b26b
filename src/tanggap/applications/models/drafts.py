"""What a citizen has typed so far, and the photos that came with it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.applications.models.applications import CODE_LENGTH


class Draft(models.Model):
    """An application that is being written, kept page by page and sealed whole.

    Its code and PIN stay those of the application. After it was sent only the PIN is left in it,
    for the receipt of the same sitting.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    pin_hash = models.CharField(max_length=200)
    programme = models.ForeignKey("assistance.Programme", on_delete=models.PROTECT)
    criteria = models.ForeignKey("applications.CriteriaSet", on_delete=models.PROTECT)
    sealed = models.BinaryField()
    application = models.OneToOneField(
        "applications.Application", on_delete=models.CASCADE, null=True, related_name="draft"
    )
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.code


class Photo(models.Model):
    """A photo, written anew by us; the file lies sealed in the data folder under `name`."""

    class Kind(models.TextChoices):
        """What it shows; the words for people are with the pages."""

        CARD = "kk", "KK"
        HOUSE = "rumah", "rumah"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, related_name="photos")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, null=True, related_name="photos"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(draft__isnull=False) | Q(application__isnull=False),
                name="a_photo_belongs_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Proposal(models.Model):
    """A workbook by which a kelurahan proposed families, and what became of its rows.

    `problems` are `{"row", "sheet", "code"}` of the rows that could not become applications;
    `sealed` are the rows that wait for the job, nothing once it is over.
    """

    programme = models.ForeignKey("assistance.Programme", on_delete=models.PROTECT)
    region_code = models.CharField(max_length=10)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    joined = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)
    sealed = models.BinaryField(null=True, blank=True)
    run_id = models.BigIntegerField(null=True, blank=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "sha256"], name="a_workbook_is_proposed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.at:%Y-%m-%d}"
