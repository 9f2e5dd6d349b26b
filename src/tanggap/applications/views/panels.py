"""What the apps above add to an application's page: visits, decision, payments."""

from typing import Any

from tanggap.accounts.access import allowed
from tanggap.applications.models import Application
from tanggap.core.actor import Actor
from tanggap.core.registry import application_panels


def of(found: Application, actor: Actor) -> list[dict[str, Any]]:
    """Return the panels that have something to say and that the officer may see, in order."""
    panels = [
        panel
        for panel in application_panels.items()
        if allowed(actor, panel.permission, region_code=found.region_code)
    ]
    shown = [(panel, panel.content(actor, found.pk)) for panel in panels]
    return [
        {"template": panel.template, "content": content}
        for panel, content in shown
        if content is not None
    ]
