"""What a staged list would mean for the ledger: its round, and a verdict for each row."""

from typing import ClassVar

from django.db import models

from tanggap.assistance.models.programmes import Round


class ListPlan(models.Model):
    """For which round a list is, and what its verdict counts.

    `counts` is by row state; `by_rule` by the code of the rule that is broken. `amount` is whole
    rupiah a month where this list pays otherwise than its round. What is proposed for a list
    that was committed earlier counts once an officer has seen its verdict and says so.
    """

    recipient_list = models.OneToOneField(
        "people.RecipientList", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField(null=True)
    proposed = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_amount = models.BigIntegerField(null=True)
    counts = models.JSONField(default=dict)
    by_rule = models.JSONField(default=dict)
    prepared_at = models.DateTimeField(null=True)
    run_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"plan of list {self.pk}"


class RowVerdict(models.Model):
    """What the ledger says about one row of a staged list."""

    recipient_list = models.ForeignKey(
        "people.RecipientList", on_delete=models.CASCADE, related_name="+"
    )
    record = models.ForeignKey("people.SourceRecord", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10)
    rule = models.CharField(max_length=40, blank=True)
    told_id = models.TextField(blank=True)
    told_en = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record"], name="a_row_has_one_verdict"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["recipient_list", "state", "record"], name="verdict_list_state"),
        ]

    def __str__(self) -> str:
        return f"verdict of row {self.record_id}"
