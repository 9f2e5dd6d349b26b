"""What the app hangs into the house, at start."""

from typing import Any, Final

from tanggap.accounts.types import Permission
from tanggap.core import beats
from tanggap.core.actor import Actor
from tanggap.core.registry import DemoStep, DossierPanel, demo_steps, dossier_panels
from tanggap.language import Sentence
from tanggap.people.queries import bearers
from tanggap.warga import tasks
from tanggap.warga.queries import checks
from tanggap.warga.services import counting

SHOWN: Final = 30
FIGURES: Final = Sentence("angka untuk warga", "figures for citizens")


def connect() -> None:
    """Count for the public now and then, and show officers who asked about a person."""
    beats.add("public-figures", tasks.look)
    dossier_panels.add(
        DossierPanel("checks", "warga/dossier.html", Permission.PERSON_VIEW, 60, _checks)
    )
    demo_steps.add("public-figures", DemoStep(95, FIGURES, _count))


def _checks(_actor: Actor, person_id: int) -> dict[str, Any]:
    family = bearers.family_of(person_id) or bearers.NOBODY
    return {"seen": checks.of(person_id, family, most=SHOWN).alone()}


def _count() -> None:
    counting.count_now()
