"""The questions by which a programme tells who needs it most: data, in versions."""

from typing import ClassVar

from django.db import models


class CriteriaSet(models.Model):
    """One version of a programme's criteria.

    `content` is a document: `{"criteria": [{"code", "text": {"id", "en"}, "weight",
    "kind": "yes_no" | "choice" | "number", "choices": [{"code", "text", "points"}]}],
    "threshold"}`. A version that was used never changes; a new one takes its place.
    """

    programme = models.ForeignKey(
        "assistance.Programme", on_delete=models.PROTECT, related_name="criteria_sets"
    )
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    content = models.JSONField()
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["programme", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "version"], name="a_programme_has_each_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"
