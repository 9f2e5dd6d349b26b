"""Persons, families and households: names for clusters of rows, with their best values."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.people.types import PersonStatus


class Person(models.Model):
    """A cluster of rows that are one human being. The values are copies for display and search.

    `birth` is yyyymmdd (0 unknown, month and day 0000 where only the year is known).
    """

    code = models.CharField(max_length=16)
    name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=160, blank=True)
    birth = models.IntegerField(default=0)
    sex = models.SmallIntegerField(default=0)
    region_code = models.CharField(max_length=10)
    nik_index = models.BinaryField(max_length=16, null=True)
    nik_record = models.ForeignKey(
        "people.SourceRecord", null=True, on_delete=models.PROTECT, related_name="+"
    )
    nik_sealed = models.BinaryField(null=True)
    kk_index = models.BinaryField(max_length=16, null=True)
    sources = models.JSONField(default=dict)
    status = models.CharField(max_length=12, default=PersonStatus.ALIVE)
    status_on = models.DateField(null=True)
    redirect_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="redirected", db_index=False
    )
    created_at = models.DateTimeField()

    objects: ClassVar[ScopedManager] = ScopedManager()
    scope_permission: ClassVar = Permission.PERSON_VIEW

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="people_a_code_is_one_persons"),
            models.CheckConstraint(
                condition=Q(status__in=[*PersonStatus]), name="people_person_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(redirect_to__isnull=True) | ~Q(redirect_to=models.F("id")),
                name="people_no_person_redirects_to_itself",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["nik_index"]),
            models.Index(fields=["kk_index"]),
            models.Index(fields=["region_code"]),
            models.Index(
                fields=["redirect_to"],
                condition=Q(redirect_to__isnull=False),
                name="people_redirected",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Family(models.Model):
    """The persons of one family card (KK)."""

    code = models.CharField(max_length=16)
    kk_index = models.BinaryField(max_length=16, unique=True)
    kk_sealed = models.BinaryField()
    region_code = models.CharField(max_length=10)
    head = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects: ClassVar[ScopedManager] = ScopedManager()
    scope_permission: ClassVar = Permission.PERSON_VIEW

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="people_a_code_is_one_familys")
        ]

    def __str__(self) -> str:
        return self.code


class Household(models.Model):
    """The persons who live and eat together, whatever their cards say."""

    code = models.CharField(max_length=16)
    region_code = models.CharField(max_length=10)
    created_at = models.DateTimeField()

    objects: ClassVar[ScopedManager] = ScopedManager()
    scope_permission: ClassVar = Permission.PERSON_VIEW

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="people_a_code_is_one_households")
        ]

    def __str__(self) -> str:
        return self.code


class NameWord(models.Model):
    """One folded word of a person's name, with what a search by name narrows by."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="words", db_index=False
    )
    key = models.CharField(max_length=40)
    birth = models.IntegerField(default=0)
    region_code = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="people_a_word_is_kept_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["key", "birth"]),
            models.Index(fields=["key", "region_code"]),
        ]

    def __str__(self) -> str:
        return self.key


class NameVariant(models.Model):
    """A known word with one letter left out, so that a typing slip finds it."""

    variant = models.CharField(max_length=40)
    key = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["variant", "key"], name="people_a_variant_is_kept_once")
        ]

    def __str__(self) -> str:
        return self.variant
