"""What a family sees of itself, after code and PIN of its application."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tanggap.applications.queries import facts
from tanggap.fostering.models import Candidate, Consent, Instalment, Introduction, Match
from tanggap.fostering.queries import aid, households
from tanggap.fostering.types import CandidateState, MatchState, NotAllowed

PROVED: Final = "the family proved code and PIN of its application"


@dataclass(frozen=True, slots=True)
class OwnMatch:
    """What a donor promises the family. `donor` is "" where the donor wishes no name told."""

    match: Match
    donor: str
    instalments: tuple[Instalment, ...]
    meeting: Introduction | None
    agrees_to_contact: bool


def of_application(application_id: int) -> Candidate | None:
    """Return the family of an application that is on the list, None where it is not."""
    rows = Candidate.objects.unscoped(reason=PROVED).filter(application_id=application_id)
    found: Candidate | None = rows.exclude(state=CandidateState.LEFT).order_by("-pk").first()
    return found


def may_enter(application_id: int, *, at: datetime) -> str:
    """Return why the family of an application may not enter now, "" where it may.

    "state" (not visited yet, or helped already), "unknown", "aided".
    """
    if facts.of(application_id).status not in households.ELIGIBLE:
        return "state"
    try:
        home = households.of_application(application_id)
    except NotAllowed as refusal:
        return str(refusal)
    return "aided" if aid.holders({0: home.standing}, at=at) else ""


def newest_match(candidate: Candidate) -> OwnMatch | None:
    """Return the newest match of a family that began."""
    begun: Any = candidate.matches.exclude(award_id=None).select_related("slot__pledge__donor")
    found = begun.order_by("-accepted_at", "-pk").first()
    if found is None:
        return None
    given = Consent.objects.filter(
        match=found, candidate=candidate, about=Consent.About.CONTACT, withdrawn_at=None
    )
    pledge = found.slot.pledge
    return OwnMatch(
        match=found,
        donor=pledge.donor.name if pledge.is_named else "",
        instalments=tuple(found.instalments.all()),
        meeting=found.introductions.filter(state=Introduction.State.PLANNED).first(),
        agrees_to_contact=found.state == MatchState.ACTIVE and given.exists(),
    )
