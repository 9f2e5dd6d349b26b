"""Whether a family is looked after, for the page of its application."""

from typing import Any

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.applications.queries import facts
from tanggap.core.actor import Actor
from tanggap.core.registry import DossierPanel
from tanggap.fostering.queries import desk
from tanggap.fostering.queries.households import ELIGIBLE
from tanggap.fostering.types import CandidateState
from tanggap.fostering.views import desk_words


def panel() -> DossierPanel:
    """Return the panel."""
    return DossierPanel("fostering", "fostering/panel.html", Permission.FOSTER_VIEW, 60, content)


def content(actor: Actor, application_id: int) -> dict[str, Any] | None:
    """Return where the family stands, or the way to ask it where it may be asked."""
    one = desk.of_application(actor, application_id)
    if one is not None:
        label, tone = desk_words.FAMILY[CandidateState(one.state)]
        return {"one": one, "label": label, "tone": tone}
    found = facts.of(application_id)
    may = allowed(actor, Permission.FOSTER_ENTER, region_code=found.region_code)
    if not may or found.status not in ELIGIBLE or found.score is None:
        return None
    return {"one": None, "application_id": application_id}
