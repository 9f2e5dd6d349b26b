"""Whether a family is looked after, for the page of its application and a person's dossier."""

from typing import Any

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.applications.queries import facts
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.registry import DossierPanel
from tanggap.fostering.models import Candidate
from tanggap.fostering.queries import aid, desk, households
from tanggap.fostering.queries.households import ELIGIBLE
from tanggap.fostering.types import CandidateState, MatchState, NotAllowed
from tanggap.fostering.views import desk_words


def panel() -> DossierPanel:
    """Return the panel of an application."""
    return DossierPanel("fostering", "fostering/panel.html", Permission.FOSTER_VIEW, 60, content)


def dossier() -> DossierPanel:
    """Return the panel of a person's dossier."""
    return DossierPanel("fostering", "fostering/panel.html", Permission.FOSTER_VIEW, 50, of_person)


def content(actor: Actor, application_id: int) -> dict[str, Any] | None:
    """Return where the family stands, or the way to ask it where it may be asked."""
    one = desk.of_application(actor, application_id)
    if one is not None:
        return _told(one)
    found = facts.of(application_id)
    may = allowed(actor, Permission.FOSTER_ENTER, region_code=found.region_code)
    if not may or found.status not in ELIGIBLE or found.score is None:
        return None
    return {"one": None, "application_id": application_id}


def of_person(actor: Actor, person_id: int) -> dict[str, Any] | None:
    """Return where the person's family stands; the way to ask it where no aid reaches it."""
    try:
        home = households.of_person(person_id)
    except NotAllowed:
        return None
    one = desk.of_family(actor, home.standing)
    if one is not None:
        return _told(one)
    may = allowed(actor, Permission.FOSTER_ENTER, region_code=home.region_code)
    if not may or home.standing.household is None:
        return None
    if aid.holders({0: home.standing}, at=clock.now()):
        return None
    return {"one": None, "household_id": home.standing.household}


def _told(one: Candidate) -> dict[str, Any]:
    label, tone = desk_words.FAMILY[CandidateState(one.state)]
    match = desk.active_of(one)
    return {
        "one": one, "label": label, "tone": tone, "match": match,
        "stands": desk_words.MATCH[MatchState(match.state)][0] if match else "",
        "days": (clock.today() - one.waiting_since).days,
    }  # fmt: skip
