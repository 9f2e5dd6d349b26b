"""What was paid to a family, for the page of its application."""

from typing import Any

from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.core.registry import DossierPanel
from tanggap.decisions.queries import plans
from tanggap.distribution.domain.codes import spelled
from tanggap.distribution.queries import office
from tanggap.distribution.services import replacing
from tanggap.distribution.views.words import TONES


def panel() -> DossierPanel:
    """Return the panel."""
    return DossierPanel("payments", "distribution/panel.html", Permission.PAYMENT_VIEW, 30, content)


def content(actor: Actor, application_id: int) -> dict[str, Any] | None:
    """Return the payments of the family's award that the officer may see."""
    award = plans.award_of(application_id)
    if award is None:
        return None
    rows = [
        {"one": one, "reference": spelled(one.reference), "tone": TONES[one.state]}
        for one in office.tries(actor, award)
    ]
    return {"rows": rows, "gone": replacing.of_award(award)}
