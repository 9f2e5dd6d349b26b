"""What this app adds to the page of a list: what aid it gave, and for which months."""

from typing import Any

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import months as calendar
from tanggap.assistance.models import Award, Programme, Round
from tanggap.assistance.queries import who
from tanggap.assistance.services import late_months, lists
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState
from tanggap.core.registry import DossierPanel, text_of
from tanggap.people.types import ListState


def panel() -> DossierPanel:
    """Return the panel for the page of a list."""
    return DossierPanel(
        name="aid",
        template="assistance/list_panel.html",
        permission=Permission.LIST_VIEW,
        order=10,
        content=content,
    )


def content(actor: Actor, list_id: int) -> dict[str, Any] | None:
    """Return what a committed list gave; None before that, and for what is no aid."""
    found = who.list_of(list_id)
    if found.state != ListState.COMMITTED or found.linked_at is None:
        return None
    plan = lists.plan_of(list_id=list_id)
    programme = lists.programme_of(list_id)
    if programme.kind != Programme.Kind.AID and plan.proposed is None:
        return None
    run = last_run(list_id)
    awards = Award.objects.visible_to(actor).filter(recipient_list=list_id)
    return {
        "list": found,
        "plan": plan,
        "months": _in_words(plan.round),
        "proposed": _in_words(plan.proposed),
        "awards": awards.filter(status=Award.Status.ACTIVE).count(),
        "may_open": allowed(actor, Permission.AWARD_VIEW),
        "run": run if run and not run.is_finished else None,
        "stopped": run is not None and run.state == JobState.FAILED,
        "is_paid": late_months.is_paid(list_id),
        "may_change": allowed(actor, Permission.LIST_COMMIT, region_code=found.region_code),
    }


def last_run(list_id: int) -> JobRun | None:
    """Return the newest work that recorded aid of a list after its import."""
    kind = f"{late_months.__name__}.{late_months.give_months.__name__}"
    return JobRun.objects.filter(kind=kind, arguments__list_id=list_id).order_by("-pk").first()


def _in_words(of_round: Round | None) -> str:
    return text_of(calendar.in_words(lists.months_of(of_round))) if of_round else ""
