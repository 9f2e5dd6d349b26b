"""What this app adds to a person's dossier: the timeline of aid, and the conflicts in it."""

from typing import Any

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import months as calendar
from tanggap.assistance.models import OverlapCase
from tanggap.assistance.pictures import picture
from tanggap.assistance.queries import timeline
from tanggap.core.actor import Actor
from tanggap.core.registry import DossierPanel, text_of


def panel() -> DossierPanel:
    """Return the panel for the dossier."""
    return DossierPanel(
        name="aid",
        template="assistance/timeline.html",
        permission=Permission.AWARD_VIEW,
        order=10,
        content=content,
        style="assistance/assistance.css",
    )


def content(actor: Actor, person_id: int) -> dict[str, Any] | None:
    """Return the timeline for its template; None for somebody whom no aid reaches."""
    found = timeline.of_person(actor, person_id)
    if found is None:
        return {"lines": ()}
    return {
        **picture(found.months, found.lines),
        "cases": [_case(case, actor) for case in found.cases],
        "may_correct": allowed(actor, Permission.AWARD_GRANT),
    }


def _case(case: OverlapCase, actor: Actor) -> dict[str, Any]:
    return {
        "case": case,
        "months": text_of(calendar.in_words(case.months)),
        "may_open": allowed(actor, Permission.CASE_VIEW, region_code=case.region_code),
    }
