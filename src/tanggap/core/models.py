"""The state of work in the background, and the proof of the keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "QUEUED", _("menunggu")
    RUNNING = "RUNNING", _("berjalan")
    DONE = "DONE", _("selesai")
    FAILED = "FAILED", _("gagal")


class JobRun(models.Model):
    """One piece of work in the background, with how far it is.

    No foreign key to the owner: the ground floor knows no accounts.
    """

    kind = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    message = models.CharField(max_length=200, default="", blank=True)
    arguments = models.JSONField(default=dict)
    owner_id = models.BigIntegerField(null=True)
    owner_name = models.CharField(max_length=150, default="", blank=True)
    worker = models.CharField(max_length=120, default="", blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=80, default="", blank=True)
    error_text = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=["state", "created_at"], name="job_state_created"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=JobState.values), name="job_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(finished_at__isnull=False)
                ^ models.Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
                name="finished_jobs_have_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100; 0 while the total is unknown."""
        return min(100, 100 * self.done // self.total) if self.total > 0 else 0

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (JobState.DONE, JobState.FAILED)


class KeyProof(models.Model):
    """One row: a text sealed and indexed with the keys that belong to this database."""

    sealed = models.BinaryField()
    index = models.BinaryField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="one_proof_of_keys"),)

    def __str__(self) -> str:
        return "proof of keys"


class TokenBucket(models.Model):
    """How many tries somebody has left, under a blind index; see `core.limits`."""

    key = models.BinaryField(max_length=16, unique=True)
    tokens = models.FloatField()
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(tokens__gte=0), name="tokens_left_or_none"),
        )

    def __str__(self) -> str:
        return f"bucket {self.pk}"
