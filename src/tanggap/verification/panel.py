"""The visits of a family, for the page of its application."""

from typing import Any

from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.registry import DossierPanel
from tanggap.verification.queries import meetings, visits


def panel() -> DossierPanel:
    """Return the panel."""
    return DossierPanel(
        "visits", "verification/panel.html", Permission.APPLICATION_VIEW, 10, content
    )


def content(actor: Actor, application_id: int) -> dict[str, Any] | None:
    """Return the visits that the officer may see; a second visitor sees no first result."""
    found = visits.of_application(actor, application_id)
    if not found:
        return None
    hidden = visits.is_blind(actor, application_id)
    rows = [(one, None if hidden else getattr(one, "report", None)) for one in found]
    objection = meetings.objections([application_id]).get(application_id, "")
    return {"rows": rows, "hidden": hidden, "objection": objection, "today": clock.today()}
