"""What was decided about a family, for the page of its application."""

from typing import Any

from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.core.registry import DossierPanel
from tanggap.decisions.queries import plans


def panel() -> DossierPanel:
    """Return the panel."""
    return DossierPanel("decision", "decisions/panel.html", Permission.PLAN_VIEW, 20, content)


def content(actor: Actor, application_id: int) -> dict[str, Any] | None:
    """Return the newest plan that has the family, where the officer may see that plan."""
    found = plans.of_application(application_id)
    if found is None or plans.one(actor, found.row.plan_id) is None:
        return None
    return {"row": found.row, "plan": found.row.plan, "reason": found.reason}
