"""What the app hears from below and hangs into the house, at start."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.applications.events import ApplicationMoved
from tanggap.assistance.events import AwardsChanged
from tanggap.core import beats, clock, events
from tanggap.core.registry import (
    DemoStep,
    Tile,
    application_panels,
    audit_presenters,
    demo_steps,
    navigation,
    tiles,
)
from tanggap.decisions import panel
from tanggap.decisions.queries import plans
from tanggap.decisions.services import demo, telling, waiting
from tanggap.language import Sentence

AUDITED: Final = {
    "decisions.plan.made": Sentence("Rencana penetapan dibuat", "Plan made"),
    "decisions.plan.changed": Sentence("Rencana penetapan diubah", "Plan changed"),
    "decisions.plan.dropped": Sentence("Rencana penetapan dibatalkan", "Plan dropped"),
    "decisions.plan.proposed": Sentence("Rencana penetapan diusulkan", "Plan proposed"),
    "decisions.plan.approved": Sentence("Rencana penetapan disetujui", "Plan approved"),
    "decisions.plan.sent_back": Sentence("Rencana penetapan dikembalikan", "Plan sent back"),
    "decisions.place.given": Sentence("Tempat kosong diberikan", "Free place given"),
    "decisions.decree.issued": Sentence("Surat keputusan dicatat", "Decree recorded"),
    "decisions.decree.exported": Sentence("Lampiran keputusan diunduh", "Annex of a decree taken"),
    "decisions.tier.set": Sentence("Jenjang persetujuan diatur", "Tier of approval set"),
}
EXAMPLES: Final = Sentence("rencana penetapan", "plans of award")


def connect() -> None:
    """Subscribe to what frees a place, name the acts, offer the screens."""
    events.subscribe(ApplicationMoved, _moved)
    events.subscribe(AwardsChanged, _awarded)
    beats.add("waiting-lists", waiting.look)
    telling.register()
    for code, label in AUDITED.items():
        audit_presenters.add(code, label)
    tiles.add(Tile("plans", "decisions/tile.html", Permission.PLAN_VIEW, 36, _tile))
    application_panels.add(panel.panel())
    demo_steps.add("plans", DemoStep(72, EXAMPLES, _example))
    navigation.add(_("Penetapan"), "decisions:list", Permission.PLAN_VIEW, 36, icon="gavel")


def _tile(actor: Any) -> dict[str, Any]:
    counts = plans.counts(actor)
    if not allowed(actor, Permission.PLAN_APPROVE):
        return {"counts": counts}
    return {"counts": counts, "waits": counts.get("proposed", 0) + counts["rows_held"]}


def _moved(event: ApplicationMoved) -> None:
    waiting.application_moved(event.application_id, event.before, event.after, at=event.at)
    telling.decided(event.application_id, event.before, event.after, event.reason, event.at)


def _awarded(event: AwardsChanged) -> None:
    waiting.awards_changed(event.award_ids, at=clock.now())


def _example() -> None:
    demo.fill(at=clock.now())
