"""What the app hears from below and hangs into the house, at start."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tanggap.accounts import queries as accounts
from tanggap.accounts.types import Permission
from tanggap.applications.events import ApplicationMoved
from tanggap.applications.types import Status
from tanggap.core import clock, events
from tanggap.core.registry import (
    DemoStep,
    Tile,
    application_panels,
    audit_presenters,
    demo_steps,
    navigation,
    tiles,
)
from tanggap.language import Sentence
from tanggap.verification import panel
from tanggap.verification.events import VisitPlanned
from tanggap.verification.queries import board
from tanggap.verification.services import demo, planning, telling

AUDITED: Final = {
    "verification.visit.planned": Sentence("Kunjungan diberikan", "Visit given to an officer"),
    "verification.visit.passed_on": Sentence("Kunjungan dialihkan", "Visit passed on"),
    "verification.visit.taken_back": Sentence("Kunjungan ditarik", "Visit taken back"),
    "verification.visit.reported": Sentence("Hasil kunjungan masuk", "Visit reported"),
    "verification.visit.unmet": Sentence("Tidak bertemu keluarga", "Nobody met at a visit"),
    "verification.list.taken": Sentence("Daftar kunjungan dibawa", "List of visits taken along"),
    "verification.photo.viewed": Sentence("Foto kunjungan dilihat", "Photo of a visit looked at"),
    "verification.second_visits.drawn": Sentence("Kunjungan kedua diundi", "Second visits drawn"),
    "verification.meeting.opened": Sentence("Musyawarah dibuka", "Meeting opened"),
    "verification.meeting.decided": Sentence("Hasil musyawarah dicatat", "Meeting's say recorded"),
    "verification.meeting.closed": Sentence("Musyawarah ditutup", "Meeting closed"),
}
VISITS: Final = Sentence("kunjungan petugas", "visits by officers")
MOVED_ON: Final = frozenset({Status.WITHDRAWN, Status.REFUSED, Status.JOINED, Status.RECEIVED})


def connect() -> None:
    """Subscribe to applications, name the acts, offer the screens."""
    events.subscribe(ApplicationMoved, _moved)
    events.subscribe(VisitPlanned, _planned)
    telling.register()
    for code, label in AUDITED.items():
        audit_presenters.add(code, label)
    application_panels.add(panel.panel())
    demo_steps.add("visits", DemoStep(70, VISITS, _visit))
    tiles.add(Tile("visits", "verification/tile.html", Permission.VISIT_ASSIGN, 31, _tile))
    tiles.add(Tile("own-visits", "verification/tile_own.html", Permission.VISIT_REPORT, 31, _own))
    navigation.add(
        _("Kunjungan"), "verification:board", Permission.VISIT_ASSIGN, 31, icon="map-pin"
    )
    navigation.add(
        _("Kunjungan saya"), "verification:own", Permission.VISIT_REPORT, 32, icon="map-2"
    )
    navigation.add(
        _("Musyawarah"),
        "verification:meetings",
        Permission.MEETING_RECORD,
        33,
        icon="users-group",
    )


def _moved(event: ApplicationMoved) -> None:
    if event.after in MOVED_ON:
        planning.call_off(application_id=event.application_id, reason=event.reason)


def _planned(event: VisitPlanned) -> None:
    officer = accounts.name_of_user(event.officer_id)
    telling.planned(event.application_id, officer, event.due_on, event.at)


def _tile(actor: Any) -> dict[str, Any]:
    counts = board.counts(actor, clock.today())
    return {"counts": counts, "waits": counts["waiting"] + counts["late"]}


def _own(actor: Any) -> dict[str, Any]:
    counts = board.own_counts(actor, clock.today())
    return {"counts": counts, "waits": counts["planned"]}


def _visit() -> None:
    demo.fill(at=clock.now())
