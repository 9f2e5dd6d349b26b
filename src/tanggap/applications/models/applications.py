"""An application: a family asks a programme for aid."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.applications.domain.statuses import CLOSED
from tanggap.core.scoping import ScopedManager

CODE_LENGTH = 10


class StatusName(models.TextChoices):
    """The statuses, as people read them; the moves are in `domain.statuses`."""

    RECEIVED = "received", _("Diterima")
    VISITING = "visiting", _("Menunggu kunjungan")
    VISITED = "visited", _("Sudah dikunjungi")
    APPROVED = "approved", _("Disetujui")
    WAITING = "waiting", _("Daftar tunggu")
    REFUSED = "refused", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik kembali")
    JOINED = "joined", _("Digabung dengan pengajuan lain")


class Application(models.Model):
    """What a family asked for, told about itself, and where that stands.

    Numbers are sealed, with a blind index for exact search. `answers` are the applicant's answers
    to the criteria, by code; what an officer found is kept with the visit. `circumstances` hold
    "income_before" and "income_now" (rupiah a month), "lost" (codes) and "story".
    """

    class Channel(models.TextChoices):
        """How it came in."""

        SELF = "self", _("Diajukan sendiri")
        ASSISTED = "assisted", _("Dibantu petugas")
        PROPOSAL = "proposal", _("Usulan kelurahan")

    class Desk(models.TextChoices):
        """What the registry answers."""

        CLEAR = "clear", _("Jelas")
        OVERLAP = "overlap", _("Tumpang tindih")
        UNKNOWN = "unknown", _("Belum diketahui")

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    pin_hash = models.CharField(max_length=200, blank=True)
    programme = models.ForeignKey("assistance.Programme", on_delete=models.PROTECT)
    criteria = models.ForeignKey("applications.CriteriaSet", on_delete=models.PROTECT)
    status = models.CharField(
        max_length=10, choices=StatusName.choices, default=StatusName.RECEIVED
    )
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.SELF)
    entered_by_id = models.BigIntegerField(null=True, blank=True)
    entered_by_name = models.CharField(max_length=200, blank=True)
    proposal = models.ForeignKey(
        "applications.Proposal", on_delete=models.PROTECT, null=True, blank=True
    )
    proposal_row = models.PositiveIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()

    region_code = models.CharField(max_length=10)
    rw = models.CharField(max_length=3, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    address = models.CharField(max_length=300)

    head_name = models.CharField(max_length=120)
    head_sex = models.CharField(max_length=1, blank=True)
    head_birth_date = models.DateField(null=True, blank=True)
    mother_name = models.CharField(max_length=120, blank=True)
    sealed_nik = models.BinaryField(null=True, blank=True)
    nik_index = models.BinaryField(max_length=16, null=True, blank=True, db_index=True)
    sealed_kk = models.BinaryField(null=True, blank=True)
    kk_index = models.BinaryField(max_length=16, null=True, blank=True, db_index=True)
    sealed_phone = models.BinaryField(null=True, blank=True)
    sealed_email = models.BinaryField(null=True, blank=True)
    no_nik_reason = models.CharField(max_length=200, blank=True)
    answers = models.JSONField(default=dict)
    circumstances = models.JSONField(default=dict, blank=True)

    desk_answer = models.CharField(max_length=8, choices=Desk.choices, default=Desk.UNKNOWN)
    desk_facts = models.JSONField(default=dict, blank=True)
    desk_at = models.DateTimeField(null=True, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    family_id = models.BigIntegerField(null=True, blank=True)
    household_id = models.BigIntegerField(null=True, blank=True, db_index=True)

    score = models.PositiveIntegerField(null=True, blank=True)
    joined_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined"
    )

    scope_permission: ClassVar[str] = Permission.APPLICATION_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-received_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "kk_index"],
                condition=~Q(status__in=[status.value for status in sorted(CLOSED)])
                & Q(kk_index__isnull=False),
                name="a_family_has_one_open_application_for_a_programme",
            ),
            models.CheckConstraint(
                condition=Q(status__in=StatusName.values), name="an_application_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(nik_index__isnull=False) | ~Q(no_nik_reason=""),
                name="who_has_no_nik_says_why",
            ),
            models.UniqueConstraint(
                fields=["proposal", "proposal_row"], name="a_proposed_row_is_received_once"
            ),
            models.CheckConstraint(
                condition=Q(joined_into__isnull=False) ^ ~Q(status="joined"),
                name="a_joined_application_names_the_other",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region_code", "status"], name="application_region_status"),
            models.Index(fields=["programme", "status", "-score"], name="application_ranking"),
        ]

    def __str__(self) -> str:
        return self.code


class FamilyKey(models.Model):
    """One thing by which a family with an open application is known: a number's index or an id.

    Unique within a programme, so that of two applications of one family at the same instant the
    later one finds the earlier. Given back when the application is closed.
    """

    programme = models.ForeignKey("assistance.Programme", on_delete=models.PROTECT)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="keys")
    key = models.BinaryField(max_length=24)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "key"], name="a_family_is_known_once_in_a_programme"
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"


class Member(models.Model):
    """Somebody of the applicant's family, the head left out."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=20)
    sex = models.CharField(max_length=1, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sealed_nik = models.BinaryField(null=True, blank=True)
    nik_index = models.BinaryField(max_length=16, null=True, blank=True, db_index=True)

    class Meta:
        ordering: ClassVar = ["application", "pk"]

    def __str__(self) -> str:
        return f"{self.application} member {self.pk}"


class StatusChange(models.Model):
    """One move: who, when, and why."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="changes")
    before = models.CharField(max_length=10, choices=StatusName.choices)
    after = models.CharField(max_length=10, choices=StatusName.choices)
    reason = models.CharField(max_length=1000, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["application", "pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.before} → {self.after}"
