"""Imported lists and their rows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.people.types import ListState, RecordState

ALIVE_STATES = (ListState.RECEIVED, ListState.STAGED, ListState.COMMITTED)


def nothing_carried() -> list[str]:
    """Return what a row that corrects none carries over."""
    return []


class RecipientList(models.Model):
    """One imported file. The file itself lies sealed in the data folder, named by its hash."""

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    programme_code = models.CharField(max_length=40)
    region_code = models.CharField(max_length=10)
    source = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=12, default=ListState.RECEIVED)
    mapping = models.TextField(blank=True)
    understood = models.JSONField(default=dict)
    message = models.JSONField(default=dict)
    rows = models.IntegerField(default=0)
    reader = models.CharField(max_length=32, blank=True)
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="corrections"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    linked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager] = ScopedManager()
    scope_permission: ClassVar = Permission.LIST_VIEW

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(state__in=[*ALIVE_STATES]),
                name="people_the_same_file_is_imported_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*ListState]), name="people_list_state_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["region_code", "state"])]

    def __str__(self) -> str:
        return self.file_name


class SourceRecord(models.Model):
    """One row of a list, as it was read; it never changes, later rows replace it.

    `cells` holds the text fields except numbers, `sealed` those numbers as read. The indexes
    are of complete and possible numbers only. `carried` names the cells that a corrected file
    left empty and that hold on from the row before.
    """

    list = models.ForeignKey(
        RecipientList, on_delete=models.PROTECT, related_name="records", db_index=False
    )
    sheet = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField()
    cells = models.JSONField()
    sealed = models.BinaryField(null=True)
    nik_index = models.BinaryField(max_length=16, null=True)
    kk_index = models.BinaryField(max_length=16, null=True)
    phone_index = models.BinaryField(max_length=16, null=True)
    number_marks = models.SmallIntegerField(default=0)
    quality = models.BigIntegerField(default=0)
    name_key = models.CharField(max_length=160, blank=True)
    birth = models.IntegerField(default=0)
    sex = models.SmallIntegerField(default=0)
    region_code = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=RecordState.STAGED)
    replaced_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    carried = models.JSONField(default=nothing_carried)

    objects: ClassVar[ScopedManager] = ScopedManager()
    scope_permission: ClassVar = Permission.PERSON_VIEW

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["list", "sheet", "row"], name="people_a_row_is_read_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*RecordState]), name="people_record_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=RecordState.REPLACED, replaced_by__isnull=False)
                | (~Q(state=RecordState.REPLACED) & Q(replaced_by__isnull=True)),
                name="people_a_replaced_row_names_its_successor",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="people_no_row_replaces_itself",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["nik_index"]),
            models.Index(fields=["kk_index"]),
            models.Index(fields=["phone_index"]),
            models.Index(fields=["state", "region_code"]),
            models.Index(fields=["name_key", "region_code"], name="people_row_name"),
            models.Index(fields=["birth", "region_code"], name="people_row_birth"),
            models.Index(
                fields=["replaced_by"],
                condition=Q(replaced_by__isnull=False),
                name="people_replaced",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.row}"


class RememberedMapping(models.Model):
    """How the columns of a source's files were mapped last time, to be used again.

    `headers` are the header texts by sheet and letter: where they differ, the mapping is not used.
    """

    source = models.CharField(max_length=255, unique=True)
    mapping = models.TextField()
    headers = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.source
