"""Events and the chain over them. Neither can be changed or deleted, by code or by SQL."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(Exception):
    """The audit log only grows."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A query that reads and adds, nothing else."""

    def update(self, **_kwargs: Any) -> NoReturn:  # noqa: D102
        raise AppendOnly

    def delete(self) -> NoReturn:  # noqa: D102
        raise AppendOnly

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:  # noqa: D102
        raise AppendOnly


class _AppendOnlyModel(models.Model):
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnly


class Event(_AppendOnlyModel):
    """One act. Ids and text only, no foreign keys: the log never stands in the way of the data."""

    at = models.DateTimeField()
    code = models.CharField(max_length=80)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    subject = models.CharField(max_length=120, default="", blank=True)
    region_code = models.CharField(max_length=10, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=["-at", "-id"], name="audit_at"),
            models.Index(fields=["code", "-at"], name="audit_code_at"),
            models.Index(fields=["subject", "-at"], name="audit_subject_at"),
            models.Index(fields=["actor_id", "-at"], name="audit_actor_at"),
        )

    def __str__(self) -> str:
        return f"{self.code} #{self.pk}"


class ChainLink(_AppendOnlyModel):
    """The place of an event in the chain: its hash covers the event and the hash before it."""

    number = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.DO_NOTHING, related_name="link")
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class Waiting(models.Model):
    """An event that has no place in the chain yet: found at once among millions that have."""

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.DO_NOTHING, related_name="waiting"
    )

    class Meta:
        ordering = ("event_id",)

    def __str__(self) -> str:
        return f"{self.event_id}"


class ChainLock(models.Model):
    """One row that whoever lengthens the chain holds while doing so."""

    id = models.SmallAutoField(primary_key=True)

    class Meta:
        verbose_name = "chain lock"

    def __str__(self) -> str:
        return "chain"
