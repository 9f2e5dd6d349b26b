"""Families that may be looked after, and what they agreed to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tanggap.core.permissions import Permission
from tanggap.core.scoping import ScopedManager
from tanggap.fostering.types import CandidateState

_STATES = [state.value for state in CandidateState]


class Candidate(models.Model):
    """A household without aid that agreed to be looked after.

    `person_id`, `family_id` and `household_id` are those of the registry, `application_id` the
    application that it came from. `waiting_since` stays when a donor stops; it starts anew when a
    package was delivered whole. `shown` are the traits that the family lets strangers see: codes of
    `domain.profiles`. `story` is written without names and was read by an officer; what the family
    has written since waits in `story_unread`.
    `purpose` "aid" asks for no aid from elsewhere; "school" is for a child without parents and may
    come beside official aid.
    """

    class Purpose(models.TextChoices):
        """What it waits for."""

        AID = "aid", "aid"
        SCHOOL = "school", "school"

    code = models.CharField(max_length=10, unique=True)
    purpose = models.CharField(max_length=6, choices=Purpose.choices, default=Purpose.AID)
    state = models.CharField(max_length=8, default=CandidateState.WAITING)
    application_id = models.BigIntegerField(null=True, blank=True)
    person_id = models.BigIntegerField()
    family_id = models.BigIntegerField(null=True, blank=True)
    household_id = models.BigIntegerField(null=True, blank=True)
    region_code = models.CharField(max_length=10)
    rw = models.CharField(max_length=3, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    head_name = models.CharField(max_length=120)
    people = models.PositiveSmallIntegerField(default=1)
    score = models.PositiveSmallIntegerField(default=0)
    children = models.BooleanField(default=False)
    elderly = models.BooleanField(default=False)
    disabled = models.BooleanField(default=False)
    orphans = models.BooleanField(default=False)
    needs = models.CharField(max_length=300, blank=True)
    story = models.CharField(max_length=600, blank=True)
    story_unread = models.CharField(max_length=600, blank=True)
    shown = models.JSONField(default=list)
    sealed_phone = models.BinaryField(null=True, blank=True)
    waiting_since = models.DateField()
    entered_by_id = models.BigIntegerField(null=True, blank=True)
    entered_by_name = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    scope_permission: ClassVar[str] = Permission.FOSTER_VIEW
    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-score", "waiting_since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=_STATES), name="a_candidate_state_is_known"
            ),
            models.CheckConstraint(condition=Q(score__lte=1000), name="a_need_is_at_most_1000"),
            models.UniqueConstraint(
                fields=["person_id", "purpose"],
                condition=~Q(state="left"),
                name="a_person_waits_once_for_a_purpose",
            ),
            models.UniqueConstraint(
                fields=["family_id"],
                condition=~Q(state="left") & Q(purpose="aid", family_id__isnull=False),
                name="a_family_waits_once_for_aid",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "region_code", "-score"], name="candidate_queue"),
            models.Index(fields=["household_id"], name="candidate_household"),
        ]

    def __str__(self) -> str:
        return self.code


class Consent(models.Model):
    """What a family or a donor agreed to, how that is known, and when it was taken back.

    Withdrawn consent ends what rests on it within 3×24 hours (UU 27/2022); here: at once.
    """

    class About(models.TextChoices):
        """What was agreed to."""

        ENTRY = "entry", "entry"
        CONTACT = "contact", "contact"

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, null=True, blank=True, related_name="consents"
    )
    donor = models.ForeignKey(
        "fostering.Donor", on_delete=models.CASCADE, null=True, blank=True, related_name="consents"
    )
    match = models.ForeignKey(
        "fostering.Match", on_delete=models.CASCADE, null=True, blank=True, related_name="consents"
    )
    about = models.CharField(max_length=8, choices=About.choices)
    how = models.CharField(max_length=300)
    given_at = models.DateTimeField()
    told_by_id = models.BigIntegerField(null=True, blank=True)
    told_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["given_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(candidate__isnull=True) ^ Q(donor__isnull=True),
                name="a_consent_is_of_one_side",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.given_at:%Y-%m-%d}"
