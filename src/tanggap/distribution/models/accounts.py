"""Bank accounts of recipients: every one that was ever proposed, and who decided."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.distribution.types import AccountState


class AccountFile(models.Model):
    """A workbook of accounts and what became of its rows, all of them in one transaction.

    `problems` are `{"row", "sheet", "code"}` of the rows that propose nothing; `sealed` are the
    rows that wait for the job, nothing once it is over.
    """

    region_code = models.CharField(max_length=10)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)
    sealed = models.BinaryField(null=True, blank=True)
    run_id = models.BigIntegerField(null=True, blank=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    scope_permission: ClassVar[str] = Permission.PAYMENT_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region_code", "sha256"], name="a_workbook_of_accounts_comes_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.at:%Y-%m-%d}"


class Account(models.Model):
    """A person's bank account; the number is sealed and only the payer's file shows it whole.

    One row for each proposal, never changed but for its state: they are the history.
    """

    class State(models.TextChoices):
        """Where it stands, as people read it."""

        PROPOSED = AccountState.PROPOSED.value, _("Menunggu persetujuan")
        APPROVED = AccountState.APPROVED.value, _("Berlaku")
        REFUSED = AccountState.REFUSED.value, _("Ditolak")
        WITHDRAWN = AccountState.WITHDRAWN.value, _("Ditarik kembali")
        REPLACED = AccountState.REPLACED.value, _("Diganti")

    person_id = models.BigIntegerField(db_index=True)
    region_code = models.CharField(max_length=10)
    sealed = models.BinaryField()
    number_index = models.BinaryField(max_length=16, null=True, db_index=True)
    bank = models.CharField(max_length=11)
    holder = models.CharField(max_length=120)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PROPOSED)
    reason = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(
        AccountFile, on_delete=models.PROTECT, null=True, related_name="accounts"
    )
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by_name = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    scope_permission: ClassVar[str] = Permission.PAYMENT_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-added_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person_id"], condition=Q(state="approved"), name="one_account_for_a_person"
            ),
            models.UniqueConstraint(
                fields=["person_id"],
                condition=Q(state="proposed"),
                name="one_proposed_account_for_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in AccountState]),
                name="the_state_of_an_account_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "replaced", "refused"])
                | (Q(decided_by_id__isnull=False) & ~Q(decided_by_id=F("proposed_by_id"))),
                name="another_officer_decides_of_an_account",
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"
